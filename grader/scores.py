"""Scores: from the pytest-json-report of the judges to points per check, ready for the report.

Everything starts *not judged*; only a check that pytest and the plugin both call passed earns its points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from grader.catalog import CheckEntry
from grader.submission import SubmittedFile

Json = dict[str, Any]

NOT_RUN = ("blocked", "not_attempted", "not_judged")
# In place of a check's name: what holds for the checks of an exercise that nothing else is said of.
EVERY_OTHER_CHECK = "*"
NOT_ATTEMPTED = "Not attempted yet."
MAX_FRAMES = 8


def collect(reports: Iterable[Json]) -> tuple[dict[tuple[str, str], Json], dict[str, Json]]:
    """Return the tests of these json reports by (exercise id, check name), and the broken imports by exercise id."""
    tests: dict[tuple[str, str], Json] = {}
    broken: dict[str, Json] = {}
    for report in reports:
        broken |= report.get("broken", {})
        for test in report.get("tests", []):
            path, _, name = test["nodeid"].rpartition("::")
            tests["/".join(path.split("/")[-3:-1]), name] = test
    return tests, broken


def score(file: SubmittedFile, tests: Mapping[tuple[str, str], Json], broken: Json | None, interrupted: bool) -> Json:
    """Return the report's entry for one exercise.

    Args:
        file: what was submitted.
        tests: of the json reports, by exercise id and check name.
        broken: why the file could not be imported, if so.
        interrupted: whether checks may be missing because the run was stopped.
    """
    exercise = file.exercise
    rest = tests.get((exercise.id, EVERY_OTHER_CHECK))
    verdicts = [_verdict(file, tests.get((exercise.id, entry.name), rest), interrupted) for entry in exercise.checks]
    checks = [_check(entry, file, verdict) for entry, verdict in zip(exercise.checks, verdicts, strict=True)]
    missing = next((verdict for verdict in verdicts if verdict.get("cause") == "name"), None)
    message, frames = _file_message(file, broken, missing)
    status = _exercise_status(checks, broken is not None or file.status == "refused" or missing is not None)
    total = None if status == "not_judged" else sum(check["score"] for check in checks)
    return {
        "id": exercise.id,
        "title": exercise.title,
        "section": exercise.section,
        "extra": exercise.extra,
        "status": status,
        "score": _number(total),
        "max_score": _number(sum(entry.points for entry in exercise.checks)),
        "hints_used": None,
        "duration_s": round(sum(check["duration_s"] for check in checks), 4),
        "message": message,
        "frames": frames,
        "checks": checks,
    }


def _check(entry: CheckEntry, file: SubmittedFile, verdict: Json) -> Json:
    status = verdict["status"]
    points = None if status == "not_judged" else entry.points if status == "passed" else 0.0
    return {
        "id": entry.name.removeprefix("test_"),
        "title": entry.title,
        "kind": entry.kind,
        "claim": entry.claim,
        "bonus": entry.bonus,
        "status": status,
        "score": _number(points),
        "max_score": _number(entry.points),
        "verified_on": None if status in NOT_RUN else verdict.get("verified_on", "cpu"),
        "message": verdict.get("message"),
        "expected": verdict.get("expected"),
        "actual": verdict.get("actual"),
        "hint": None,
        "misconception": verdict.get("misconception"),
        "frames": _frames(file, verdict.get("lines") or []),
        "output": verdict.get("output"),
        "duration_s": round(float(verdict.get("duration_s") or 0.0), 4),
    }


def _verdict(file: SubmittedFile, test: Json | None, interrupted: bool) -> Json:
    if file.status in ("missing", "untouched"):
        return {"status": "not_attempted", "message": NOT_ATTEMPTED}
    if file.status == "refused":
        return {"status": "blocked", "message": "Your file could not be read, so this check did not run."}
    verdict: Json = (test or {}).get("metadata", {}).get("verdict") or {}
    if not verdict and interrupted:
        return {"status": "blocked", "message": "Grading was interrupted before this check ended."}
    if test is None:
        return {"status": "not_judged", "message": "The grader lost this check: that is not your fault."}
    agreed = (test["outcome"] == "passed") == (verdict.get("status") == "passed")
    if not verdict or not agreed or test["outcome"] not in ("passed", "failed"):
        return {"status": "not_judged", "message": "The grader could not judge this check: that is not your fault."}
    return verdict


def _exercise_status(checks: list[Json], unusable: bool) -> str:
    if any(check["status"] == "not_judged" for check in checks):
        return "not_judged"
    statuses = {check["status"] for check in checks if not check["bonus"]}
    points = sum(check["score"] for check in checks)
    if unusable:
        return "broken"
    if statuses == {"passed"}:
        return "solved"
    if points:
        return "partial"
    return "not_attempted" if statuses == {"not_attempted"} else "failed"


def _file_message(file: SubmittedFile, broken: Json | None, missing: Json | None) -> tuple[str | None, list[Json]]:
    if file.status == "missing":
        return f"There is no file {file.name}.", []
    if file.status == "untouched":
        return f"{file.name} is as it was handed out.", []
    if file.status == "refused":
        return f"{file.name} cannot be graded. {file.problem}", []
    if broken is not None:
        # Here and not above: it brings torch, which a run of untouched stubs never needs.
        from grader.judge import explain

        lines = (broken["error"] or {}).get("lines") or []
        return explain.import_problem(broken, file.name), _frames(file, lines)
    if missing is not None:
        return missing["message"] if file.source.strip() else f"{file.name} is empty.", []
    return None, []


def _frames(file: SubmittedFile, lines: Iterable[int]) -> list[Json]:
    code = file.source.decode("utf-8", "replace").splitlines()
    # Line numbers are claims: only those that exist are shown, with the code that was submitted.
    real = [line for line in lines if 1 <= line <= len(code)]
    return [{"file": file.name, "line": line, "code": code[line - 1].strip()[:200]} for line in real[:MAX_FRAMES]]


def _number(value: float | None) -> float | int | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value
