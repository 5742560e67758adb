"""The command line as people use it: real processes in a copy of the repository."""

from __future__ import annotations

import json
import shutil
import signal
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checkout import Checkout
from grader.report import schema
from tests.leftovers import processes_in

SLEEPER = """
import time
from torch import nn

class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden, self.out = nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        time.sleep(60)
"""


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout(tmp_path / "kata")


def report_of(checkout: Checkout, path: str = "reports/score.json") -> dict:
    report = json.loads((checkout.path / path).read_text(encoding="utf-8"))
    Draft202012Validator(schema.read()).validate(report)
    return report


def solve(checkout: Checkout, number: str) -> Path:
    exercise = next(e for e in checkout.exercises if e.number == number)
    shutil.copyfile(exercise.solution, exercise.stub)
    return exercise.stub


def test_stubs_score_nothing_and_are_not_attempted(checkout):
    """A fresh checkout scores 0 of the maximum, every exercise not attempted, and the exit code is 1."""
    done = checkout.run("grade")
    report = report_of(checkout)

    assert done.returncode == 1
    assert (report["score"], report["max_score"]) == (0, sum(e.points for e in checkout.exercises if not e.extra))
    assert {e["status"] for e in report["exercises"]} == {"not_attempted"}
    assert {c["status"] for e in report["exercises"] for c in e["checks"]} == {"not_attempted"}
    assert checkout.exercises[0].file in done.stdout


def test_solutions_score_full_marks(checkout):
    """The reference solutions score everything, and the exit code is 0."""
    done = checkout.run("grade", "--submission", "solutions", "--allow-unconfined")
    report = report_of(checkout)

    assert done.returncode == 0, done.stdout
    assert report["score"] == report["max_score"]
    assert report["isolation"]["level"] == "confined"


def test_solutions_score_full_marks_without_fork(checkout):
    """Where workers cannot be forked, each exercise gets a process of its own and the same verdict."""
    done = checkout.run("grade", "e01", "--submission", "solutions", GRADER_WORKERS="exec")

    assert done.returncode == 0, done.stdout
    assert report_of(checkout)["score"] == 5


def test_grading_a_part_updates_that_part(checkout):
    """Grading one exercise replaces its entry in the report and leaves the others."""
    checkout.run("grade")
    solve(checkout, "e01")

    done = checkout.run("grade", "e01")
    report = report_of(checkout)

    assert done.returncode == 0, done.stdout
    assert len(report["exercises"]) == len(checkout.exercises)
    assert {e["id"]: e["score"] for e in report["exercises"] if e["score"]} == {"01_modules/e01_mlp": 5}


def test_a_lost_point_is_explained(checkout):
    """The terminal names the check, what came back, what was expected and the misconception, in 80 plain columns."""
    path = solve(checkout, "e01")
    path.write_text(path.read_text().replace("self.out(F.relu(self.hidden(X)))", "self.out(self.hidden(X))"))

    done = checkout.run("grade", "e01")

    assert done.returncode == 1
    for fragment in ("expected", "actual", "linear function of X", "python -m grader hint e01"):
        assert fragment in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert "\x1b" not in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [(["grade", "mpl"], "mlp"), (["hint", "sequentail"], "my_sequential"), (["reset", "e99"], "e09")],
)
def test_an_unknown_name_is_answered_with_the_nearest(checkout, arguments, offered):
    """A name that matches nothing is a wrong command (exit 2), answered with the nearest names."""
    done = checkout.run(*arguments)

    assert done.returncode == 2
    assert offered in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", [["grade", "--no-such-option"], ["nonsense"], ["grade", "--submission", "nowhere"]]
)
def test_a_wrong_command_exits_2(checkout, arguments):
    """What the command line does not know is said, with exit code 2, and no report is written."""
    done = checkout.run(*arguments)

    assert done.returncode == 2
    assert done.stderr
    assert not (checkout.path / "reports").exists()


def test_json_goes_to_standard_output(checkout):
    """--json prints the report, and nothing else."""
    done = checkout.run("grade", "--json")

    assert json.loads(done.stdout) == report_of(checkout)


def test_raw_reports_are_for_authors(checkout):
    """--raw writes what pytest-json-report gave, with a verdict in the metadata of every test."""
    solve(checkout, "e01")
    checkout.run("grade", "e01", "--raw", "raw.json")
    raw = json.loads((checkout.path / "raw.json").read_text())

    tests = [test for report in raw for test in report["tests"]]
    assert len(tests) == len(checkout.exercises[0].checks)
    assert {test["metadata"]["verdict"]["status"] for test in tests} == {"passed"}


def test_the_same_seed_repeats_a_run(checkout):
    """The seed in a report, given again, draws the same inputs."""
    path = solve(checkout, "e01")
    path.write_text(path.read_text().replace("self.out(F.relu(self.hidden(X)))", "self.out(self.hidden(X))"))
    checkout.run("grade", "e01")
    first = report_of(checkout)

    checkout.run("grade", "e01", "--seed", str(first["seed"]))
    second = report_of(checkout)

    assert [c["actual"] for c in first["exercises"][0]["checks"]] == [
        c["actual"] for c in second["exercises"][0]["checks"]
    ]


def test_a_report_that_cannot_be_written_is_said(checkout):
    """Where the report cannot be written, the message names it and the exit code is 3."""
    (checkout.path / "reports").write_text("in the way")
    done = checkout.run("grade", "e01")

    assert done.returncode == 3
    assert "reports" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_gpu_that_is_required_and_missing(checkout):
    """Where checks must run on a real GPU and cannot, nothing is graded (exit 3), and the message says why."""
    solve(checkout, "e23")
    for option in ("--require-gpu", "--device=cuda"):
        done = checkout.run("grade", "e23", option, CUDA_VISIBLE_DEVICES="")

        assert done.returncode == 3
        assert "No GPU can be used here" in done.stderr and "Nothing was graded" in done.stderr
        assert not (checkout.path / "reports").exists()


def test_a_gpu_that_nothing_could_run_on(checkout):
    """Exercises without checks on GPUs, or without anything to try, cannot be verified on one (exit 3)."""
    solve(checkout, "e01")
    without = checkout.run("grade", "e01", "--require-gpu")
    untouched = checkout.run("grade", "e23", "--require-gpu")
    both = checkout.run("grade", "e23", "--require-gpu", "--device", "simulated")

    assert (without.returncode, untouched.returncode, both.returncode) == (3, 3, 2)
    assert "No check of these exercises runs on a GPU" in without.stderr
    assert "No check ran on a GPU" in untouched.stderr
    assert not (checkout.path / "reports").exists()


def test_simulated_gpus_are_named_in_the_report(checkout):
    """Checks on GPUs say that theirs were simulated; the others ran on the CPU."""
    solve(checkout, "e23")
    done = checkout.run("grade", "e23", "--device", "simulated")
    report = report_of(checkout)
    places = {check["kind"]: check["verified_on"] for check in report["exercises"][0]["checks"]}

    assert done.returncode == 0
    assert places["device"] == "simulated" and report["environment"]["device"]["kind"] == "simulated"
    assert "GPU checks ran on simulated devices." in done.stdout


def test_an_unfit_suite_is_the_graders_trouble(checkout):
    """Probes that cannot be imported make the run ungradable (exit 3): no score, and the other exercises' results."""
    solve(checkout, "e01")
    solve(checkout, "e17")
    probes = checkout.exercises[0].probes
    probes.write_text(probes.read_text() + "\nimport no_such_module\n")

    done = checkout.run("grade", "e01", "e17")
    report = report_of(checkout)

    assert done.returncode == 3
    assert "no_such_module" in done.stdout
    assert (report["status"], report["score"]) == ("not_gradable", None)
    assert [(e["status"], e["score"]) for e in report["exercises"]] == [("not_judged", None), ("solved", 10)]


def test_other_peoples_code_needs_confinement_or_permission(checkout):
    """Where Landlock is missing, another tree is refused (exit 3) until --allow-unconfined is given, which is told."""
    no_landlock = checkout.path / "grader" / "worker" / "confinement" / "landlock.py"
    no_landlock.write_text(no_landlock.read_text().replace("def abi() -> int:", "def abi() -> int:\n    return 0\n", 1))

    refused = checkout.run("grade", "e01", "--submission", "solutions")
    allowed = checkout.run("grade", "e01", "--submission", "solutions", "--allow-unconfined")
    own = checkout.run("grade", "e01", CI="true") if solve(checkout, "e01") else None

    assert (refused.returncode, allowed.returncode) == (3, 0)
    assert "--allow-unconfined" in refused.stderr
    assert "nconfined" in allowed.stdout
    assert own is not None and own.returncode == 3
    assert checkout.run("grade", "e01").returncode == 0
    assert report_of(checkout)["isolation"]["level"] == "unconfined"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_reports_what_was_graded(checkout, number):
    """SIGINT and SIGTERM leave a valid report marked incomplete (exit 130), and no process or directory behind."""
    temporary = checkout.path / "temporary"
    temporary.mkdir()
    solve(checkout, "e02")
    (checkout.path / "exercises/01_modules/e01_mlp.py").write_text(SLEEPER)
    process = checkout.start("grade", "e01", "e02", TMPDIR=str(temporary))
    while not list(temporary.glob("builders-guide-*/*")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    time.sleep(1.5)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    report = report_of(checkout)

    assert process.returncode == 130, err
    assert report["status"] == "incomplete"
    assert "Incomplete" in out
    assert list(temporary.iterdir()) == []
    assert processes_in(checkout.path) == []


def test_a_killed_grader_leaves_no_process(checkout):
    """SIGKILL of the grader ends template, judges and workers."""
    (checkout.path / "exercises/01_modules/e01_mlp.py").write_text(SLEEPER)
    process = checkout.start("grade", "e01", TMPDIR=str(checkout.path))
    while not list(checkout.path.glob("builders-guide-*/*")):
        time.sleep(0.05)
    time.sleep(1.0)
    assert processes_in(checkout.path)
    process.kill()
    process.communicate(timeout=30)
    end = time.monotonic() + 10
    while processes_in(checkout.path) and time.monotonic() < end:
        time.sleep(0.05)

    assert processes_in(checkout.path) == []


def test_hints_come_one_at_a_time(checkout):
    """Each call shows the next rung, the last one repeats, and the list of exercises is unharmed."""
    from grader.hints import rungs

    ladder = rungs(checkout.exercises[0])
    shown = [checkout.run("hint", "e01").stdout for _ in range(len(ladder) + 1)]

    for text, rung in zip(shown, [*ladder, ladder[-1]], strict=True):
        assert rung in text
    progress = json.loads((checkout.path / "exercises/.progress.json").read_text())
    assert progress["exercises"]["01_modules/e01_mlp"]["hints_used"] == len(ladder)


def test_reset_keeps_the_old_file(checkout):
    """`reset` puts the stub back and leaves the learner's file beside it."""
    stub = checkout.exercises[0].stub
    pristine = stub.read_bytes()
    stub.write_text("my work")

    done = checkout.run("reset", "e01")

    assert done.returncode == 0
    assert stub.read_bytes() == pristine
    (backup,) = stub.parent.glob("e01_mlp.py.*.bak")
    assert backup.read_text() == "my work"


def test_list_shows_the_standing(checkout):
    """`list` shows every exercise with its points, and what was reached."""
    solve(checkout, "e01")
    checkout.run("grade", "e01")

    done = checkout.run("list")

    assert done.returncode == 0
    assert all(exercise.slug in done.stdout for exercise in checkout.exercises)
    assert "5/5" in done.stdout and "solved" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_an_unreadable_progress_file_is_put_aside(checkout):
    """A progress file that is no progress file is kept beside a new one, and nothing fails."""
    (checkout.path / "exercises/.progress.json").write_text("{ not json")

    done = checkout.run("list")

    assert done.returncode == 0
    assert [path.read_text() for path in (checkout.path / "exercises").glob(".progress.json.*.bak")] == ["{ not json"]


def test_debug_runs_checks_in_one_process(checkout):
    """`check E --debug` hands everything after -- to pytest and returns pytest's exit code."""
    done = checkout.run("check", "e01", "--debug", "--", "-k", "relu", "-v")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "test_output_is_out_of_relu_of_hidden PASSED" in done.stdout
    assert "1 passed" in done.stdout


def test_pytest_options_of_the_environment_stay_out(checkout):
    """A plugin named by the environment is not loaded into the judges."""
    (checkout.path / "forger.py").write_text("raise SystemExit('the forger was loaded')\n")
    solve(checkout, "e01")

    done = checkout.run("grade", "e01", PYTEST_ADDOPTS="-p forger", PYTEST_PLUGINS="forger")

    assert done.returncode == 0, done.stdout + done.stderr
