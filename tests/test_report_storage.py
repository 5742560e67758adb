"""Reports on disk: whole or not at all, understood or refused by name, and brought up to date in parts."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from grader.report import schema
from grader.report.storage import ReportError, load, merge, write
from grader.report.totals import with_totals
from tests.reports import chapter, check, environment, exercise, report, samples

ROOT = Path(__file__).parents[1]
VALIDATOR = Draft202012Validator(schema.read())
MODULES, TIE = "01_modules/e01_mlp", "02_parameters/e09_tie"
UNCONFINED = {"level": "unconfined", "mechanisms": ["rlimits"]}
NOTHING_RAN = {"level": "none", "mechanisms": []}


@pytest.fixture
def path(tmp_path):
    """Return where a report may be written."""
    return tmp_path / "score.json"


# -- write and load


@pytest.mark.parametrize("name", samples())
def test_what_was_written_is_read(name, path):
    """A report comes back from disk as it went."""
    write(samples()[name], path)

    assert load(path) == samples()[name]


@settings(max_examples=50, deadline=None, database=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(tmp_path_factory, text):
    """Whatever a submission printed comes back from disk unchanged."""
    path = tmp_path_factory.getbasetemp() / "score.json"
    whole = report(exercise(checks=[check(output=text)]))

    write(whole, path)

    assert load(path) == whole


def test_lone_surrogates_become_question_marks(path):
    """What UTF-8 cannot hold is replaced, so that every reader of JSON can read the file."""
    write(report(exercise(checks=[check(output="a\ud800b")])), path)

    assert "\\ud8" not in path.read_bytes().decode("utf-8")
    assert load(path)["exercises"][0]["checks"][0]["output"] == "a?b"


def test_the_folder_is_made(tmp_path):
    """Missing folders of a report are made, and nothing but the report is left in them."""
    write(chapter(), tmp_path / "reports" / "today" / "score.json")

    assert [entry.name for entry in (tmp_path / "reports" / "today").iterdir()] == ["score.json"]


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_the_umask_decides_who_may_read(umask, mode, path):
    """The file gets the permissions of any new file, also when it takes the place of an old one."""
    path.write_text("old", encoding="utf-8")
    path.chmod(0o666)
    before = os.umask(umask)
    try:
        write(chapter(), path)
    finally:
        os.umask(before)

    assert path.stat().st_mode & 0o777 == mode


def test_a_name_may_be_as_long_as_names_can_be(tmp_path):
    """The temporary file has a name of its own, so a report's name may have 255 bytes."""
    path = tmp_path / ("x" * 250 + ".json")

    write(chapter(), path)

    assert load(path) == chapter()


def test_a_link_is_followed_and_stays(tmp_path):
    """A report that is a symbolic link is written where it leads."""
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "score.json"
    link.symlink_to(tmp_path / "elsewhere" / "real.json")

    write(chapter(), link)

    assert link.is_symlink()
    assert load(tmp_path / "elsewhere" / "real.json") == chapter()


def test_readers_see_a_whole_report_at_any_time(path):
    """While a report is written over and over, who reads it always finds one or the other, never a part."""
    small, large = (
        report(exercise()),
        report(*(exercise(exercise_id=f"01_modules/e{i}_x") for i in range(200))),
    )
    write(small, path)
    stop = threading.Event()

    def write_both() -> None:
        while not stop.is_set():
            write(large, path)
            write(small, path)

    writer = threading.Thread(target=write_both)
    writer.start()
    try:
        sizes = {len(load(path)["exercises"]) for _ in range(150)}
    finally:
        stop.set()
        writer.join()

    assert sizes <= {1, 200}
    assert os.listdir(path.parent) == ["score.json"]


def test_a_report_is_on_the_disk_before_it_takes_its_place(path, monkeypatch):
    """The content is forced to the disk first: a power cut leaves no empty file in its place."""
    order = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda descriptor: (order.append("fsync"), fsync(descriptor)))
    monkeypatch.setattr(os, "replace", lambda old, new: (order.append("replace"), replace(old, new)))

    write(chapter(), path)

    assert order == ["fsync", "replace"]
    assert load(path) == chapter()


WRITE_TOO_MUCH = """
import json, resource, sys
from grader.report.storage import ReportError, load, write
path = sys.argv[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write(load(path), path)
except ReportError as error:
    print(error)
"""


def test_a_failed_write_leaves_the_old_report(path):
    """When the disk takes no more, the old report stays as it was and no half of a new one is left behind."""
    write(chapter(), path)
    before = path.read_bytes()
    assert len(before) > 1000

    done = subprocess.run(
        [sys.executable, "-c", WRITE_TOO_MUCH, str(path)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert done.stdout == f"cannot write the report {path}: File too large\n"
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == ["score.json"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1, 2}])
def test_what_is_not_json_is_not_written(value, path):
    """A report with a value that JSON lacks is refused before the old one is touched."""
    path.write_text("old", encoding="utf-8")

    with pytest.raises(ReportError, match="cannot write the report .*score.json: it cannot be put into JSON"):
        write(chapter() | {"duration_s": value}, path)

    assert path.read_text(encoding="utf-8") == "old"


def test_only_ordinary_files_are_replaced(tmp_path):
    """A folder, a pipe or a device keeps its place."""
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe", Path("/dev/null")):
        mode = place.stat().st_mode

        with pytest.raises(ReportError, match=f"cannot write the report {place}: it exists and is not"):
            write(chapter(), place)

        assert place.stat().st_mode == mode


def test_a_place_that_cannot_be_is_named(tmp_path):
    """A folder that is a file is reported with path and cause."""
    (tmp_path / "reports").write_text("", encoding="utf-8")

    with pytest.raises(ReportError, match="cannot write the report .*score.json: .*reports is not a folder"):
        write(chapter(), tmp_path / "reports" / "score.json")


def test_a_missing_report_is_named(path):
    """Where there is no file, the message says so with its path."""
    with pytest.raises(ReportError, match="cannot read the report .*score.json: No such file or directory"):
        load(path)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "it is not JSON"),
        (b"{", "it is not JSON"),
        (b"\xff\xfe\xfa", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"seed": NaN}', "it is not JSON .*NaN"),
        (b"9" * 5000, "it is not JSON"),
        (b"[]", "it is JSON, but not a score report"),
        (b'{"tests": []}', "it is JSON, but not a score report"),
        (
            b'{"schema": "score-report/2"}',
            "its schema is 'score-report/2', this grader reads 'score-report/1'",
        ),
        (b'{"schema": "score-report/1"}', "created is missing"),
    ],
)
def test_what_is_no_report_is_refused(content, cause, path):
    """A file that holds something else is refused with path and cause."""
    path.write_bytes(content)

    with pytest.raises(ReportError, match=f"cannot read the report .*score.json: {cause}"):
        load(path)


def test_a_spoilt_report_is_refused(path):
    """A field of the wrong type is named, so nothing that reads a report stumbles over it."""
    whole = chapter()
    whole["exercises"][1]["checks"] = None
    path.write_text(json.dumps(whole), encoding="utf-8")

    with pytest.raises(ReportError, match=r"exercises\[1\].checks has the wrong type"):
        load(path)


# -- merge


def test_what_was_graded_now_replaces_its_entry():
    """Exercises of the new run take their places, the others stay, and all totals are counted again."""
    old = report(exercise("failed", MODULES), exercise("partial", TIE))
    new = report(exercise("solved", MODULES), seed=7, duration_s=0.5)

    merged = merge(old, new)

    assert [(one["id"], one["status"]) for one in merged["exercises"]] == [
        (MODULES, "solved"),
        (TIE, "partial"),
    ]
    assert (merged["score"], merged["max_score"], merged["status"]) == (6, 8, "graded")
    assert merged["summary"]["exercises"]["solved"] == merged["summary"]["exercises"]["partial"] == 1
    assert merged["summary"]["exercises"]["failed"] == 0
    assert merged["summary"]["checks"]["passed"] == 3
    assert (merged["seed"], merged["duration_s"]) == (7, 0.5)


@pytest.mark.parametrize("first", samples())
@pytest.mark.parametrize("second", samples())
def test_what_is_merged_is_valid(first, second):
    """Any two reports merge into a valid one, in the order of the chapter, without a change to either."""
    old, new = samples()[first], samples()[second]

    merged = merge(old, new)

    problems = [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(merged)]
    assert problems == []
    ids = [one["id"] for one in merged["exercises"]]
    assert ids == sorted({one["id"] for whole in (old, new) for one in whole["exercises"]})
    assert (old, new) == (samples()[first], samples()[second])


def test_merging_twice_changes_nothing_more():
    """The same part graded again with the same result leaves the report as it is."""
    new = report(exercise("solved", MODULES))
    once = merge(chapter(), new)

    assert merge(once, new) == once


def test_a_merged_report_shares_nothing():
    """Who changes the merged report changes neither of the two."""
    old, new = report(exercise("failed", MODULES)), report(exercise("solved", TIE))
    before = copy.deepcopy((old, new))

    merged = merge(old, new)
    for one in merged["exercises"]:
        one["checks"][0]["title"] = "changed"
    merged["isolation"]["mechanisms"].append("changed")
    merged["environment"]["python"] = "changed"

    assert (old, new) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            report(exercise("solved", TIE), submission={"path": "alice", "files": []}),
            report(exercise("failed", MODULES)),
        ),
        (report(exercise("solved", TIE), schema="score-report/0"), report(exercise("failed", MODULES))),
        ({"schema": "score-report/0"}, report(exercise("failed", MODULES))),
        ({}, report(exercise("failed", MODULES))),
    ],
    ids=["another submission", "another schema", "an old format", "nothing"],
)
def test_a_report_on_something_else_is_replaced(old: dict[str, Any], new):
    """Of another submission or another schema nothing stays."""
    assert merge(old, new) == new


def test_one_tree_may_be_written_in_two_ways():
    """A slash at the end does not make another submission."""
    old = report(exercise("solved", TIE), submission={"path": "exercises/", "files": []})

    assert len(merge(old, report(exercise("failed", MODULES)))["exercises"]) == 2


def test_a_verdict_that_is_missing_counts_until_it_is_there():
    """An exercise without a verdict keeps the report from a score; graded again, the score is back."""
    broken_down = merge(report(exercise("solved", TIE)), report(exercise("not_judged", MODULES)))
    assert (broken_down["status"], broken_down["score"]) == ("not_gradable", None)

    other_part = merge(broken_down, report(exercise("solved", "01_modules/e02_my_sequential")))
    assert (other_part["status"], other_part["score"]) == ("not_gradable", None)

    healed = merge(other_part, report(exercise("solved", MODULES)))
    assert (healed["status"], healed["score"]) == ("graded", 12)


def test_a_grader_that_did_not_start_takes_no_verdict_away():
    """When a run could not begin there is no score, yet what stands there counts after the next run."""
    failed = merge(report(exercise("solved", TIE)), samples()["grader_did_not_start"])
    assert (failed["status"], failed["score"], len(failed["exercises"])) == ("not_gradable", None, 1)

    again = merge(failed, report(exercise("solved", MODULES)))
    assert (again["status"], again["score"]) == ("graded", 8)


@pytest.mark.parametrize(
    ("old", "new", "merged"),
    [
        ("graded", "graded", "graded"),
        ("graded", "incomplete", "incomplete"),
        ("incomplete", "graded", "incomplete"),
        ("incomplete", "not_gradable", "not_gradable"),
        ("not_gradable", "graded", "graded"),
    ],
)
def test_an_interrupted_run_stays_incomplete_while_it_shows(old, new, merged):
    """A report is incomplete as long as entries of an interrupted run stand in it, and no longer."""
    earlier = report(exercise("solved", TIE), status=old)

    assert merge(earlier, report(exercise("solved", MODULES), status=new))["status"] == merged
    assert merge(earlier, report(exercise("solved", TIE), status="graded"))["status"] == "graded"


def test_the_weaker_isolation_is_told():
    """A report with one unconfined exercise is unconfined until that exercise is graded again."""
    confined = report(exercise("solved", TIE))
    unconfined = report(exercise("solved", MODULES), isolation=UNCONFINED)
    nothing_ran = report(exercise("not_attempted", MODULES), isolation=NOTHING_RAN)
    lesser = report(exercise("solved", MODULES), isolation={"level": "confined", "mechanisms": ["seccomp", "new"]})

    assert merge(confined, unconfined)["isolation"] == UNCONFINED
    assert merge(unconfined, confined)["isolation"] == UNCONFINED
    assert merge(unconfined, report(exercise("solved", MODULES)))["isolation"] == confined["isolation"]
    assert merge(confined, nothing_ran)["isolation"] == confined["isolation"]
    assert merge(nothing_ran, confined)["isolation"] == confined["isolation"]
    assert merge(confined, lesser)["isolation"] == {"level": "confined", "mechanisms": ["seccomp"]}


def test_versions_stay_while_nothing_runs():
    """A run in which nothing had to run does not wipe out what earlier verdicts were found with."""
    nothing_ran = report(exercise("not_attempted", MODULES), environment=environment(torch=None))

    assert merge(report(exercise("solved", TIE)), nothing_ran)["environment"]["torch"] == "2.13.0+cpu"


def test_files_follow_their_exercises():
    """The file of an exercise graded now is listed as it is now, or no longer when it is gone."""
    old = report(exercise("solved", MODULES), exercise("solved", TIE))
    changed = report(
        exercise("failed", MODULES),
        submission={"path": "exercises", "files": [{"path": f"{MODULES}.py", "sha256": "b" * 64}]},
    )
    gone = report(exercise("not_attempted", MODULES), submission={"path": "exercises", "files": []})

    kept = {"path": f"{TIE}.py", "sha256": "0" * 63 + "a"}
    assert merge(old, changed)["submission"]["files"] == [{"path": f"{MODULES}.py", "sha256": "b" * 64}, kept]
    assert merge(old, gone)["submission"]["files"] == [kept]


def test_extras_stay_out_of_the_totals():
    """Points of an extra are shown with it and counted nowhere else, solved or not."""
    extra = exercise("solved", "05_custom_layers/e27_half_fourier", extra=True)
    whole = report(exercise("partial"), extra)

    assert extra["score"] > 0
    assert (whole["score"], whole["max_score"]) == (whole["exercises"][0]["score"], whole["exercises"][0]["max_score"])
    assert whole["summary"]["exercises"]["solved"] == 1


def test_totals_leave_their_report_alone():
    """Counting returns a new report and does not touch the given one."""
    whole = chapter()

    counted = with_totals(whole | {"score": 999})

    assert counted == whole == chapter()
