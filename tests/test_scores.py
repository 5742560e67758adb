"""Scores: nothing but a check that pytest and the judge both call passed earns its points."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from grader import scores, submission
from grader.report import schema
from grader.report.statuses import CHECK, FAILING
from reports import report
from trees import ID, SOLUTION, STUB, planted, submit

VALIDATOR = Draft202012Validator(schema.read())
OUTCOMES = ("passed", "failed", "skipped", "xfailed", "xpassed", "error", "rerun")
NAMES = ("test_doubles", "test_integers", "test_name")  # 2 points, 1 point, a bonus
IDEA = {"id": "idea", "text": "An idea."}
BROKEN = {
    "status": "raised",
    "error": {"type": "NameError", "message": "no nn", "lines": [4]},
    "column": None,
    "text": None,
}


@pytest.fixture
def file(tmp_path):
    """A submission that can be judged."""
    exercise = planted(tmp_path / "kata")
    submit(tmp_path / "tree", exercise, SOLUTION)
    return submission.read(tmp_path / "tree", exercise)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """The same for tests that draw their cases."""
    exercise = planted(tmp_path_factory.mktemp("kata"))
    tree = tmp_path_factory.mktemp("tree")
    submit(tree, exercise, SOLUTION)
    return submission.read(tree, exercise)


def verdict(status: str = "passed", **more: Any) -> dict[str, Any]:
    message = None if status == "passed" else f"It {status}."
    return {"status": status, "message": message, "lines": [], "duration_s": 0.25} | more


def outcome_of(outcome: str, said: dict[str, Any] | None) -> dict[str, Any]:
    """Return a check as the json report has it."""
    return {"nodeid": f"{ID}/test.py::x", "outcome": outcome} | ({"metadata": {"verdict": said}} if said else {})


def scored(
    file: submission.SubmittedFile, *tests: Any, broken: Any = None, interrupted: bool = False
) -> dict[str, Any]:
    """Score the checks of the exercise in order; None for one that is not in the json report. The entry is valid."""
    found = {(ID, name): test for name, test in zip(NAMES, tests, strict=False) if test is not None}
    entry = scores.score(file, found, broken, interrupted)
    VALIDATOR.validate(report(entry))
    return entry


PASSED = outcome_of("passed", verdict())
FAILED = outcome_of("failed", verdict("failed"))


def statuses(entry: dict[str, Any]) -> list[str]:
    return [check["status"] for check in entry["checks"]]


# -- one check


@pytest.mark.parametrize("status", CHECK)
@pytest.mark.parametrize("outcome", OUTCOMES)
def test_pytest_and_the_judge_must_agree(file, outcome, status):
    """Where the outcome is another one than the verdict, or none that a check can have, nothing was judged."""
    entry = scored(file, outcome_of(outcome, verdict(status)), PASSED, PASSED)
    agreed = outcome in ("passed", "failed") and (outcome == "passed") == (status == "passed")

    assert entry["checks"][0]["status"] == (status if agreed else "not_judged")


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("test", [{}, {"metadata": {}}, {"metadata": {"verdict": {}}}, {"metadata": {"verdict": None}}])
def test_without_a_verdict_nothing_was_judged(file, outcome, test):
    """A test that passed in pytest's eyes, but of which the judge says nothing, is not judged."""
    entry = scored(file, test | {"outcome": outcome}, PASSED, PASSED)

    assert (statuses(entry), entry["status"], entry["score"]) == (
        ["not_judged", "passed", "passed"],
        "not_judged",
        None,
    )


def test_a_lost_check_was_not_judged(file):
    """A check that the catalog knows and the json report does not is the grader's trouble."""
    entry = scored(file, PASSED, None, PASSED)

    assert statuses(entry) == ["passed", "not_judged", "passed"]
    assert entry["checks"][1]["message"] and (entry["status"], entry["score"]) == ("not_judged", None)


@settings(max_examples=300, deadline=None, database=None)
@given(
    st.lists(
        st.none()
        | st.builds(outcome_of, st.sampled_from(OUTCOMES), st.none() | st.sampled_from(list(CHECK)).map(verdict)),
        max_size=3,
    ),
    st.booleans(),
    st.sampled_from([None, BROKEN]),
)
def test_nothing_but_passed_earns_points(shared, tests, interrupted, broken):
    """Whatever pytest and the judge say, points are those of the checks that both call passed, or there is no score."""
    entry = scored(shared, *tests, interrupted=interrupted, broken=broken)

    for check, test in zip(entry["checks"], [*tests, None, None, None], strict=False):
        both = (
            test
            and test["outcome"] == "passed"
            and test.get("metadata", {}).get("verdict", {}).get("status") == "passed"
        )
        assert (check["status"] == "passed") == bool(both)
        assert check["score"] == (None if check["status"] == "not_judged" else check["max_score"] if both else 0)
    unjudged = "not_judged" in statuses(entry)
    assert (entry["status"] == "not_judged") == unjudged == (entry["score"] is None)
    assert unjudged or entry["score"] == sum(check["score"] for check in entry["checks"])


def test_a_verdict_is_told_whole(file):
    """What the judge said stands in the report, with the learner's lines as they were submitted."""
    said = verdict("failed", expected="1", actual="2", misconception=IDEA, lines=[4, 6], output="printed\n")
    check = scored(file, outcome_of("failed", said), PASSED, PASSED)["checks"][0]

    assert (check["id"], check["title"], check["kind"]) == ("doubles", "f doubles its argument.", "value")
    assert (check["expected"], check["actual"], check["misconception"]) == ("1", "2", IDEA)
    assert [(frame["line"], frame["code"]) for frame in check["frames"]] == [(4, "def f(x):"), (6, "return 2 * x")]
    assert (check["output"], check["duration_s"], check["verified_on"]) == ("printed\n", 0.25, "cpu")


def test_lines_that_do_not_exist_are_not_shown(file):
    """Line numbers are a worker's claims: only lines of the file are shown, and not too many."""
    lines = [0, -1, 10**9, 1, *[4] * 50]
    frames = scored(file, outcome_of("failed", verdict("raised", lines=lines)), PASSED, PASSED)["checks"][0]["frames"]

    assert {frame["line"] for frame in frames} == {1, 4}
    assert len(frames) <= 8


def test_a_claim_and_a_bonus_are_marked(file):
    """The report says which verdicts rest on claims, and what is advice."""
    checks = scored(file, PASSED, PASSED, PASSED)["checks"]

    assert [check["claim"] for check in checks] == [False, True, False]
    assert [check["bonus"] for check in checks] == [False, False, True]
    assert [check["max_score"] for check in checks] == [2, 1, 0]


# -- one exercise


@pytest.mark.parametrize(
    ("tests", "status", "score"),
    [
        ([PASSED, PASSED, PASSED], "solved", 3),
        ([PASSED, PASSED, FAILED], "solved", 3),  # advice costs nothing
        ([PASSED, FAILED, PASSED], "partial", 2),
        ([FAILED, PASSED, FAILED], "partial", 1),
        ([FAILED, FAILED, PASSED], "failed", 0),
        ([FAILED, outcome_of("failed", verdict("not_attempted")), PASSED], "failed", 0),
        ([outcome_of("failed", verdict("not_attempted"))] * 3, "not_attempted", 0),
        ([outcome_of("failed", verdict("not_attempted"))] * 2 + [PASSED], "not_attempted", 0),
        ([PASSED, outcome_of("failed", verdict("not_attempted")), PASSED], "partial", 2),
        ([PASSED, outcome_of("failed", verdict("blocked", cause="time")), PASSED], "partial", 2),
        ([FAILED, outcome_of("failed", verdict("blocked", cause="time")), PASSED], "failed", 0),
        ([PASSED, outcome_of("failed", verdict("blocked", cause="name")), PASSED], "broken", 2),
        ([PASSED, PASSED, outcome_of("skipped", None)], "not_judged", None),
        ([PASSED, outcome_of("failed", verdict("not_judged")), PASSED], "not_judged", None),
        *[([outcome_of("failed", verdict(status))] * 3, "failed", 0) for status in sorted(FAILING)],
    ],
)
def test_an_exercise_is_what_its_checks_are(file, tests, status, score):
    """Solved, partial, failed, not attempted, broken or not judged follows from the checks, and so does the score."""
    entry = scored(file, *tests)

    assert (entry["status"], entry["score"], entry["max_score"]) == (status, score, 3)


def test_a_missing_name_breaks_the_file(file):
    """Where the file lacks a name, that is the message of the whole exercise."""
    lacking = outcome_of("failed", verdict("blocked", cause="name", message="Your file defines no `f`."))
    entry = scored(file, PASSED, lacking, PASSED)

    assert (entry["status"], entry["message"]) == ("broken", "Your file defines no `f`.")


def test_a_failed_import_breaks_the_file(file):
    """A file that could not be imported is broken, says why and shows the line; its checks are blocked."""
    blocked = outcome_of("failed", verdict("blocked", cause="import"))
    entry = scored(file, blocked, blocked, blocked, broken=BROKEN | {"detail": ""})

    assert (entry["status"], entry["score"], statuses(entry)) == ("broken", 0, ["blocked"] * 3)
    assert "NameError: no nn" in entry["message"]
    assert [frame["line"] for frame in entry["frames"]] == [4]
    assert [check["verified_on"] for check in entry["checks"]] == [None] * 3


def test_an_interrupted_run_keeps_what_was_judged(file):
    """Checks that an interruption left out are blocked, not lost; those before it count."""
    for left in (None, outcome_of("failed", None), outcome_of("error", None)):
        entry = scored(file, PASSED, left, None, interrupted=True)

        assert (statuses(entry), entry["score"]) == (["passed", "blocked", "blocked"], 2)
        assert "interrupted" in entry["checks"][1]["message"]


@pytest.mark.parametrize(
    ("content", "status", "checks", "message"),
    [
        (None, "not_attempted", "not_attempted", "There is no file 01_first/e01_double.py."),
        (STUB, "not_attempted", "not_attempted", "01_first/e01_double.py is as it was handed out."),
        (b"#" * (submission.MAX_BYTES + 1), "broken", "blocked", "01_first/e01_double.py cannot be graded. It has"),
    ],
    ids=["missing", "untouched", "refused"],
)
def test_what_cannot_be_judged_says_so(tmp_path, content, status, checks, message):
    """Missing, untouched and refused files get their status without a judge, whatever the json report holds."""
    exercise = planted(tmp_path / "kata")
    if content is not None:
        submit(tmp_path, exercise, content)
    entry = scored(submission.read(tmp_path, exercise), PASSED, PASSED, PASSED)

    assert (entry["status"], entry["score"], statuses(entry)) == (status, 0, [checks] * 3)
    assert entry["message"].startswith(message)


# -- many json reports


def test_reports_of_several_judges_are_one():
    """Checks are found by exercise and name, wherever the suites lie, and whichever judge ran them."""
    one = {"tests": [{"nodeid": "01_first/e01_double/test_e01_double.py::test_doubles", "outcome": "passed"}]}
    other = {
        "tests": [{"nodeid": "../else/where/02_second/e02_more/test_e02_more.py::test_more", "outcome": "failed"}],
        "broken": {"02_second/e02_more": BROKEN},
    }
    tests, broken = scores.collect([one, other, {}])

    assert set(tests) == {(ID, "test_doubles"), ("02_second/e02_more", "test_more")}
    assert broken == {"02_second/e02_more": BROKEN}
