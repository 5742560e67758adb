"""The judge's pytest plugin: what each kind of check comes to, in a real session on a suite made for it."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from grader import pipeline
from grader.judge import judging
from grader.limits import Limits
from grader.report import schema
from trees import planted, submit

PROBES = '''"""Probes for checks that misbehave."""

from grader.worker.probing import attempt


def number(submission):
    """number()"""
    return submission.number()


def kind(submission):
    """kind()"""
    return submission.kind()


def count(submission):
    """count()"""
    return submission.count()


def die(submission):
    """die()"""
    submission.die()


def tried(submission):
    """tried()"""
    return attempt(submission.tried)


def leave_files(submission):
    """leave_files()"""
    submission.leave_files()
'''

SOLUTION = """
calls = []


# solution: all
def number():
    return 7


def kind():
    return "list"


def count():
    return 1


def die():
    pass


def tried():
    return 7


def leave_files():
    for name in ("one", "two"):
        with open(name, "w") as file:
            file.write(name)
# end solution
"""

SUBMISSION = """
import os

calls = []


def number():
    return 7


def kind():
    return "something else"


def count():
    calls.append(1)
    return len(calls)


def die():
    os._exit(0)


def tried():
    raise ValueError("a sign of an idea")


def leave_files():
    with open("two", "w") as file:
        file.write("two")
"""

HEAD = '''"""Checks that misbehave."""

import pytest

from grader.judge import CheckFailed, Misconception, check, expect

POINTS = {points}

IDEA, OTHER = Misconception("idea", "An idea."), Misconception("other", "Another.")
RAISED = {{"sign of an idea": IDEA}}


@pytest.fixture
def falls_apart():
    yield
    raise RuntimeError("torn down")

'''

# Each check of the suite: its decorators, its arguments, its body, and what must come of it.
CHECKS: dict[str, tuple[str, str, str, str]] = {
    "passes": ("", "observe", "expect(observe('number')).equal(7)", "passed"),
    "fails": ("", "observe", "expect(observe('number')).equal(8)", "failed"),
    "counts_for_the_first_time": ("", "observe", "expect(observe('count')).equal(1)", "passed"),
    "counts_again": ("", "observe", "expect(observe('count')).equal(1)", "passed"),
    "counts_wrongly": ("", "observe", "expect(observe('count')).equal(9)", "failed"),
    "dies": ("", "observe", "observe('die')\nexpect(observe('number')).equal(7)", "crashed"),
    "goes_on_after_a_death": ("", "observe", "expect(observe('number')).equal(7)", "passed"),
    "compares_nothing": ("", "observe", "observe('number')", "not_judged"),
    "observes_nothing": ("", "observe, draw", "draw.normal(3)", "not_judged"),
    "asserts_only": ("", "observe", "assert observe('number').plain() == 7", "not_judged"),
    "skips": ("", "observe", "expect(observe('number')).equal(7)\npytest.skip('no')", "not_judged"),
    "is_skipped": ("@pytest.mark.skip", "observe", "expect(observe('number')).equal(7)", "not_judged"),
    "xfails": ("", "observe", "expect(observe('number')).equal(7)\npytest.xfail('no')", "not_judged"),
    "is_xfailed": ("@pytest.mark.xfail", "observe", "expect(observe('number')).equal(8)", "not_judged"),
    "is_xpassed": ("@pytest.mark.xfail", "observe", "expect(observe('number')).equal(7)", "not_judged"),
    "is_strictly_xpassed": (
        "@pytest.mark.xfail(strict=True)", "observe", "expect(observe('number')).equal(7)", "not_judged",
    ),
    "fails_outright": ("", "observe", "pytest.fail('no')", "not_judged"),
    "needs_what_is_not_there": ("", "observe, nothing", "expect(observe('number')).equal(7)", "not_judged"),
    "is_torn_down_badly": ("", "observe, falls_apart", "expect(observe('number')).equal(7)", "not_judged"),
    "is_unspeakable": ("", "observe", "raise CheckFailed('no', expected=object())", "not_judged"),
    "calls_itself_passed": ("", "observe", "raise CheckFailed('no', status='passed')", "not_judged"),
    "raises_on_what_it_sees": (
        "", "observe", "expect(observe('number')).equal(7)\n{'list': 1}[observe('kind').plain()]", "garbled",
    ),
    "raises_before_it_compares": (
        "", "observe", "{'list': 1}[observe('kind').plain()]\nexpect(observe('number')).equal(7)", "garbled",
    ),
    "names_what_an_attempt_raised": ("", "observe", "expect(observe('tried')).equal(7)", "failed"),
    "knows_better_what_it_means": ("", "observe", "expect(observe('tried')).equal(7, otherwise=OTHER)", "failed"),
    "reads_several_files": (
        "", "observe",
        "observe('leave_files')\nfound = observe.files('one', 'two')\nexpect(found['two']).equal(b'two')\n"
        "expect(observe('number')).equal(7)\nexpect(found['one']).equal(b'one')", "failed",
    ),
    "asks_for_no_probe": ("", "observe", "expect(observe('nothing')).equal(7)", "not_judged"),
    "raises_always": ("", "observe", "expect(observe('number')).equal(7)\n1 / 0", "not_judged"),
    "would_fail_on_the_solution": (
        "", "observe", "{'list': 1}[observe('kind').plain()]\nexpect(observe('number')).equal(8)", "not_judged",
    ),
    "hears_an_exit": ("", "observe", "expect(observe('number')).equal(7)\nraise SystemExit(0)", "not_judged"),
    "goes_on_after_an_exit": ("", "observe", "expect(observe('number')).equal(7)", "passed"),
}  # fmt: skip

LOOPS = {
    "loops": ("", "observe", "expect(observe('number')).equal(7)\nwhile True:\n    pass", "not_judged"),
    "loops_on_what_it_sees": (
        "", "observe",
        "kind = observe('kind').plain()\nexpect(observe('number')).equal(7)\nwhile kind != 'list':\n    pass",
        "garbled",
    ),
    "goes_on": ("", "observe", "expect(observe('number')).equal(7)", "passed"),
}  # fmt: skip


def suite(checks: dict[str, tuple[str, str, str, str]]) -> str:
    parts = [HEAD.format(points=len(checks))]
    for name, (decorator, arguments, body, _) in checks.items():
        lines = textwrap.indent(body, "    ")
        rule = f'    """The check {name}."""\n'
        parts.append(f'{decorator}\n@check(points=1, kind="value")\ndef test_{name}({arguments}):\n{rule}{lines}\n\n')
    return "\n".join(parts)


def judged(grader: pipeline.Grader, folder: Any, **suites: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Judge a submission of each suite; return the checks by name, after a look at the report as a whole."""
    exercises = [
        planted(folder / "kata", f"01_first/{slug}", suite=suite(checks), probes=PROBES, solution=SOLUTION)
        for slug, checks in suites.items()
    ]
    for exercise in exercises:
        submit(folder / "tree", exercise, SUBMISSION)
    request = pipeline.Request(tuple(exercises), folder / "tree", seed=1, limits=Limits(exercise_wall_s=8))
    graded = grader.grade(request)
    Draft202012Validator(schema.read()).validate(graded.report)
    return {check["id"]: check for entry in graded.report["exercises"] for check in entry["checks"]} | {
        "exercises": {entry["id"]: entry for entry in graded.report["exercises"]},
        "tests": {test["nodeid"].split("::")[-1]: test for raw in graded.raw for test in raw["tests"]},
    }


@pytest.fixture(scope="module")
def checks(grader, tmp_path_factory):
    """What came of the checks that misbehave."""
    return judged(grader, tmp_path_factory.mktemp("plugin"), e91_misbehaving=CHECKS)


@pytest.fixture(scope="module")
def loops(grader, tmp_path_factory):
    """What came of the checks that never end, with little patience."""
    with pytest.MonkeyPatch.context() as patch:
        # The judges are forked from this process, so they inherit it.
        patch.setattr(judging, "CHECK_OWN_SECONDS", -6.5)
        return judged(grader, tmp_path_factory.mktemp("loops"), e92_looping=LOOPS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_comes_to_its_status(checks, name):
    """Passed only where a comparison held and pytest agrees; a check's own trouble is never the learner's."""
    check = checks[name]

    assert check["status"] == CHECKS[name][3], check["message"]
    assert check["score"] == {"passed": 1, "not_judged": None}.get(check["status"], 0)
    assert check["status"] == "passed" or check["message"]


def test_one_check_that_was_not_judged_withholds_the_score(checks):
    """An exercise of which a part could not be judged has no score at all."""
    entry = checks["exercises"]["01_first/e91_misbehaving"]

    assert (entry["status"], entry["score"]) == ("not_judged", None)


def test_every_check_ran_in_pytest(checks):
    """The verdicts come from a real session: each check has its outcome in the json report."""
    outcomes = {name: test["outcome"] for name, test in checks["tests"].items()}

    assert set(outcomes) == {f"test_{name}" for name in CHECKS}
    assert outcomes["test_passes"] == outcomes["test_is_unspeakable"].replace("failed", "passed") == "passed"
    assert {outcomes[f"test_{name}"] for name in ("skips", "is_skipped")} == {"skipped"}
    assert {outcomes[f"test_{name}"] for name in ("xfails", "is_xfailed")} == {"xfailed"}
    assert outcomes["test_is_xpassed"] == "xpassed"


def test_what_passes_alone_says_so(checks):
    """A check that failed after others and passes alone keeps its points, with a note about what is left behind."""
    assert checks["counts_for_the_first_time"]["message"] is None
    assert "Passed alone" in checks["counts_again"]["message"]
    assert checks["goes_on_after_a_death"]["message"] is None


def test_the_verdict_of_a_check_alone_counts(checks):
    """A check that fails in company and alone is told what it did alone."""
    assert checks["counts_wrongly"]["actual"] == "1"


def test_whose_fault_it_was_is_said(checks):
    """A check that raises on what came back blames that; one that always raises blames the grader."""
    for name in ("raises_on_what_it_sees", "raises_before_it_compares"):
        assert checks[name]["message"] == "What came back is of a form that this check could not look at."
    for name in ("raises_always", "asserts_only", "compares_nothing", "would_fail_on_the_solution"):
        assert "not yours" in checks[name]["message"] or "not your fault" in checks[name]["message"]


def test_what_an_attempt_raised_names_a_misconception(checks):
    """The suite's table of exceptions is also asked about those that a probe caught, unless the check knows better."""
    assert checks["names_what_an_attempt_raised"]["misconception"]["id"] == "idea"
    assert checks["knows_better_what_it_means"]["misconception"]["id"] == "other"


def test_several_files_are_read_at_once(checks):
    """What a worker left is there, what it did not write is missing, and a new worker answers afterwards."""
    assert checks["reads_several_files"]["message"] == "one is missing: no file 'one' was written"


@pytest.mark.parametrize("name", LOOPS)
def test_a_check_that_never_ends_is_ended(loops, name):
    """A loop in a check's own code ends by itself: garbled where the reference gets through, else not judged."""
    assert loops[name]["status"] == LOOPS[name][3], loops[name]["message"]
