"""Sample score reports: builders for checks and exercises in every status, and whole reports by name."""

from __future__ import annotations

from typing import Any

from grader.report.totals import with_totals

TENSOR = "float32 tensor of shape (2, 3)\n[[ 0.1257, -0.1321,  0.6404],\n [ 0.1049, -0.5357,  0.3616]]"
OTHER_TENSOR = "float32 tensor of shape (2, 3)\n[[ 0.0000,  0.0000,  0.6404],\n [ 0.1049,  0.0000,  0.3616]]"

_MESSAGES = {
    "passed": None,
    "failed": "The output at [0, 0] is 0, expected 0.1257: the last layer did not run.",
    "raised": "Your code raised TypeError: forward() takes 1 positional argument but 2 were given",
    "timed_out": "Your code was still running after 4 seconds.",
    "crashed": "The process that ran your code died (signal 11).",
    "out_of_memory": "Your code asked for more memory than the 2 GiB it has.",
    "garbled": "What came back from your code made no sense.",
    "blocked": "This could not be tried: the time of the exercise was spent.",
    "not_attempted": "Still to do: e02_my_sequential, line 61.",
    "not_judged": "The check itself raised KeyError, on the reference solution too.",
}


def frame(line: int = 14, code: str = "return self.layers[0](x)") -> dict[str, Any]:
    """Return one line of the learner's file."""
    return {"file": "e02_my_sequential.py", "line": line, "code": code}


def check(status: str = "passed", **fields: Any) -> dict[str, Any]:
    """Return a check in this status; a passed one earns its points."""
    max_score = fields.get("max_score", 0 if fields.get("bonus") else 2)
    scores = {"passed": max_score, "not_judged": None}
    failing = status in ("failed", "raised", "timed_out")
    return {
        "id": "test_the_layers_run_in_order",
        "title": "The layers run in the order in which they were given.",
        "kind": "value",
        "status": status,
        "score": scores.get(status, 0),
        "max_score": max_score,
        "claim": False,
        "bonus": False,
        "verified_on": None if status in ("blocked", "not_attempted", "not_judged") else "cpu",
        "message": _MESSAGES[status],
        "expected": TENSOR if status == "failed" else None,
        "actual": OTHER_TENSOR if status == "failed" else None,
        "hint": None,
        "misconception": None,
        "frames": [frame()] if failing else [],
        "output": None,
        "duration_s": 0.01,
    } | fields


def exercise(
    status: str = "solved", exercise_id: str = "01_modules/e02_my_sequential", **fields: Any
) -> dict[str, Any]:
    """Return an exercise in this status, with checks that fit it; its score follows from them."""
    checks = fields.get("checks", _checks_of(status))
    judged = status != "not_judged"
    return {
        "id": exercise_id,
        "title": "A container that runs what it holds.",
        "section": exercise_id.partition("/")[0],
        "extra": False,
        "status": status,
        "score": sum(entry["score"] for entry in checks) if judged else None,
        "max_score": sum(entry["max_score"] for entry in checks),
        "hints_used": None,
        "duration_s": 0.25,
        "message": "The file does not import: name 'nm' is not defined" if status == "broken" else None,
        "frames": [frame(9, "class MySequential(nm.Module):")] if status == "broken" else [],
        "checks": checks,
    } | fields


def environment(
    kind: str = "cpu", name: str = "cpu", count: int = 1, torch: str | None = "2.13.0+cpu"
) -> dict[str, Any]:
    """Return what submitted code ran on."""
    device = {"kind": kind, "name": name, "count": count}
    return {"python": "3.11.9", "torch": torch, "platform": "Linux x86_64", "device": device}


def report(*exercises: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a whole report on these exercises; totals follow from them."""
    basis = {
        "schema": "score-report/1",
        "created": "2026-11-23T09:30:00+00:00",
        "duration_s": 3.25,
        "status": "graded",
        "grader": {"version": "1.0.0", "git_commit": None},
        "seed": 20261123,
        "isolation": {"level": "confined", "mechanisms": ["landlock abi 7", "seccomp", "rlimits"]},
        "environment": environment(),
        "submission": {
            "path": "exercises",
            "files": [{"path": f"{entry['id']}.py", "sha256": "0" * 63 + "a"} for entry in exercises],
        },
        "exercises": list(exercises),
    }
    return with_totals(basis | fields)


def chapter() -> dict[str, Any]:
    """Return a report in the middle of a learner's work: every status of an exercise but "not judged"."""
    return report(
        exercise("solved", "01_modules/e01_mlp", title="Your first Module."),
        exercise("partial", "01_modules/e02_my_sequential", checks=failing_checks(), hints_used=2),
        exercise("broken", "01_modules/e03_walk", title="Everything that can be reached from a module."),
        exercise("failed", "02_parameters/e09_tie", title="Tying: one weight in two places."),
        exercise("not_attempted", "02_parameters/e10_freeze", title="Parameters that stay as they are."),
    )


def failing_checks() -> list[dict[str, Any]]:
    """Return checks of which two groups fail, the first of them with everything that a failure can carry."""
    return [
        check("passed", id="test_shape", kind="shape", title="The output has the last layer's shape."),
        check(
            "failed",
            id="test_order",
            misconception={"id": "one_layer_is_enough", "text": "Only one layer ran, whatever was put in."},
            hint="Look at what the loop hands on to the next layer.",
            output="shape of x: torch.Size([2, 4])\nshape of x: torch.Size([2, 4])\n",
        ),
        check("raised", id="test_twice", max_score=1.5, title="A module put in twice runs twice."),
        check("failed", id="test_gradient", kind="gradient", title="The gradient reaches every layer."),
        check("passed", id="test_append", kind="robustness", max_score=1, title="`append` takes modules only."),
        check("passed", id="test_repr", kind="robustness", bonus=True, title="The repr says what it holds."),
    ]


def samples() -> dict[str, dict[str, Any]]:
    """Return whole reports, named by what they show."""
    ids = ["01_modules/e01_mlp", "01_modules/e02_my_sequential", "02_parameters/e09_tie"]
    every_check = [check(status, id=f"test_{status}") for status in _MESSAGES if status != "not_judged"]
    nothing_ran = {"isolation": {"level": "none", "mechanisms": []}, "environment": environment(torch=None)}
    return {
        "chapter": chapter(),
        "all_solved": report(*(exercise("solved", name) for name in ids)),
        "solved_with_advice": report(
            exercise("solved", ids[0], checks=[check(), check("failed", id="test_repr", bonus=True)])
        ),
        "nothing_attempted": report(*(exercise("not_attempted", name) for name in ids), **nothing_ran),
        "solved_and_not_attempted": report(exercise("solved", ids[0]), exercise("not_attempted", ids[1])),
        "every_check_status": report(exercise("partial", ids[1], checks=every_check)),
        "broken": report(exercise("broken", ids[1])),
        "not_gradable": report(exercise("not_judged", ids[0]), exercise("partial", ids[1], checks=failing_checks())),
        "grader_did_not_start": report(status="not_gradable", **nothing_ran),
        "incomplete": report(exercise("failed", ids[0]), status="incomplete"),
        "unconfined": report(exercise("failed", ids[0]), isolation={"level": "unconfined", "mechanisms": ["rlimits"]}),
        "simulated_device": report(
            exercise(
                "partial",
                ids[2],
                checks=[check(), check("failed", kind="device", claim=True, verified_on="simulated")],
            ),
            environment=environment("simulated", "simulated GPU", 2),
        ),
        "real_device": report(
            exercise(
                "solved",
                ids[2],
                checks=[check(verified_on="cuda:NVIDIA H200"), check(id="test_two", verified_on="simulated")],
            ),
            environment=environment("cuda", "NVIDIA H200", 1),
        ),
    }


def _checks_of(status: str) -> list[dict[str, Any]]:
    statuses = {
        "solved": ("passed", "passed"),
        "partial": ("passed", "failed"),
        "failed": ("failed", "failed"),
        "not_attempted": ("not_attempted", "not_attempted"),
        "broken": ("blocked", "blocked"),
        "not_judged": ("passed", "not_judged"),
    }[status]
    kinds = ("shape", "value")
    return [check(one, id=f"test_{kind}", kind=kind) for one, kind in zip(statuses, kinds, strict=True)]
