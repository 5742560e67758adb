"""Attacks: none earns a point that it does not deserve, learns a secret, or leaves anything changed or running."""

from __future__ import annotations

import json
import os
import py_compile
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from grader.report import schema
from grader.worker.confinement import mechanisms
from tests import corpus
from tests.corpus import Attack, Ground
from tests.gradings import Grading, Gradings, interpreter_for, start
from tests.leftovers import is_soon, processes_in

ATTACKS = corpus.read_all()
HONEST = Path(__file__).with_name("honest")
VALIDATOR = Draft202012Validator(schema.read())
NOBODY = 65534
USERS = [pytest.param(os.getuid(), id="this user")]
USERS += [pytest.param(NOBODY, id="ordinary user")] if os.getuid() == 0 and interpreter_for(NOBODY) else []
# What an attack says when it got what it came for.
LOOT = re.compile(r"loot = (?!None|\})")
# Stands in the environment of the grader.
CLOUD_KEY = "a key that opens a cloud"

CONFINED = {name.split()[0] for name in mechanisms()} >= {"landlock", "seccomp"}
pytestmark = pytest.mark.skipif(not CONFINED, reason="submissions cannot be confined here")


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder into which every user may go."""
    folder = Path(tempfile.mkdtemp(prefix="grader-attacks-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module", params=USERS)
def gradings(place: Path, request: pytest.FixtureRequest) -> Iterator[Gradings]:
    """A warm grader that runs as a user, with a secret in its environment."""
    folder = owned(place / f"temporary-{request.param}", request.param)
    exercises = {*(attack.exercise.number for attack in ATTACKS), *corpus.BYSTANDERS}
    serving = Gradings(request.param, folder, {"CLOUD_KEY": CLOUD_KEY}, exercises)
    yield serving
    serving.close()


def owned(folder: Path, uid: int) -> Path:
    folder.mkdir()
    os.chown(folder, uid, uid)
    return folder


@pytest.fixture
def ground(place: Path, gradings: Gradings) -> Iterator[Ground]:
    with corpus.ground(place / f"ground-{gradings.uid}", gradings.uid) as made:
        yield made


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_an_attack_gains_nothing(attack, gradings, ground, record_property):
    """No point, no secret, no change, no call and no process: neither as root nor as an ordinary user."""
    tree = ground.place(attack)
    graded = gradings.grade(Grading(str(tree), [attack.exercise.id, attack.bystander.id], attack.limits))
    gained = attack.gained(graded.report)
    record_property("points gained", sum(gained.values()))

    assert gained == {}
    assert_the_report_is_whole(graded.report, attack)
    assert_nothing_got_out(json.dumps(graded.report), ground)
    assert (graded.processes, graded.files) == (0, [])


def assert_the_report_is_whole(report: corpus.Json, attack: Attack) -> None:
    """The report is one, is not forged, and the right answer beside the attack has its points."""
    statuses = {each["id"]: each["status"] for each in report["exercises"]}
    scores = [check["score"] for each in report["exercises"] for check in each["checks"]]
    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(report)] == []
    assert (report["status"], report["isolation"]["level"]) == ("graded", "confined")
    assert list(statuses) == sorted([attack.exercise.id, attack.bystander.id])
    assert statuses[attack.bystander.id] == "solved"
    assert statuses[attack.exercise.id] in ("broken", "failed", "partial")
    assert report["score"] == sum(scores)


def assert_nothing_got_out(report: str, ground: Ground) -> None:
    """Nothing of what an attack wants is in the report, has changed or was called."""
    assert LOOT.findall(report) == []
    assert [text for text in (CLOUD_KEY, ground.token) if text in report] == []
    assert ground.changes() == []
    assert ground.callers() == []


@pytest.mark.parametrize("gradings", USERS[:1], indirect=True)
@pytest.mark.parametrize("attack", [each for each in ATTACKS if each.unconfined], ids=lambda attack: attack.name)
def test_without_confinement_the_attack_succeeds(attack, gradings, ground):
    """Where confinement is switched off the same attacks leak, change and call: the tests above can fail."""
    tree = ground.place(attack)
    graded = gradings.grade(Grading(str(tree), [attack.exercise.id], attack.limits, confined=False))
    succeeded = {
        "leaks": ground.token in json.dumps(graded.report),
        "changes": ground.changes() != [],
        "connects": ground.callers() != [],
    }

    assert graded.report["isolation"]["level"] == "unconfined"
    assert succeeded[attack.unconfined]
    assert attack.gained(graded.report) == {}


THROUGH_THE_COMMAND = (
    "read_suites_and_solutions",
    "read_environment",
    "kill_everything",
    "fork_daemon",
    "plant_conftest",
    "thread_that_answers_later",
    "forge_events",
    "forge_printed_report",
    "flood_everything",
    "end_at_import",
    "patch_recorder",
    "lie_by_dispatch",
)
# What Python, pytest and torch look for in a folder.
FOUND_BY_NAME = ("conftest", "sitecustomize", "usercustomize", "torch", "json", "probes", "submission", "__init__")


@pytest.mark.parametrize("gradings", USERS[:1], indirect=True)
@pytest.mark.parametrize("name", THROUGH_THE_COMMAND)
def test_an_attack_gains_nothing_through_the_command(name, gradings, ground):
    """The command as people run it says 1, writes a report that is whole, and leaves no process."""
    assert_the_command_holds(name, gradings.uid, ground)


@pytest.mark.parametrize("gradings", USERS[-1:], indirect=True)
@pytest.mark.parametrize("name", THROUGH_THE_COMMAND[:3])
def test_an_attack_gains_nothing_from_an_ordinary_user(name, gradings, ground):
    """The same holds where the command is run by somebody who is not root."""
    assert_the_command_holds(name, gradings.uid, ground)


def assert_the_command_holds(name: str, uid: int, ground: Ground) -> None:
    attack = corpus.read(corpus.FOLDER / f"{name}.py")
    ended, report = graded_by_command(ground.place(attack), attack, uid, ground)

    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert attack.gained(report) == {}
    assert_the_report_is_whole(report, attack)
    assert_nothing_got_out(json.dumps(report) + ended.stdout + ended.stderr, ground)
    assert "\x1b" not in ended.stdout


def graded_by_command(
    tree: Path, attack: Attack, uid: int, ground: Ground
) -> tuple[subprocess.CompletedProcess[str], corpus.Json]:
    """Run ``python -m grader grade`` as a user; what it leaves behind fails the test."""
    temporary, target = owned(ground.folder / "temporary", uid), owned(ground.folder / "reports", uid) / "score.json"
    arguments = ["-m", "grader", "grade", attack.exercise.number, attack.bystander.number]
    arguments += ["--submission", str(tree), "--report", str(target)]
    environment = {"TMPDIR": str(temporary), "CLOUD_KEY": CLOUD_KEY, "COLUMNS": "80"}
    process = start(uid, arguments, environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(timeout=240)
    assert [path.name for path in (*temporary.iterdir(), *target.parent.iterdir())] == ["score.json"]
    assert is_soon(lambda: processes_in(ground.folder) == [])
    report = json.loads(target.read_text(encoding="utf-8"))
    return subprocess.CompletedProcess(process.args, process.returncode, out, err), report


@pytest.mark.parametrize("gradings", USERS[:1], indirect=True)
def test_an_answer_to_another_request_is_garbled(gradings, ground):
    """Who answers "import this" with the result of a probe has not been imported, and the message says why."""
    attack = corpus.read(corpus.FOLDER / "forge_by_drops.py")
    tree = ground.place(attack)
    (judged,) = gradings.grade(Grading(str(tree), [attack.exercise.id], {})).report["exercises"]

    assert {check["status"] for check in judged["checks"]} == {"blocked"}
    assert "(the answer to another request)" in judged["message"]


@pytest.mark.parametrize("gradings", USERS[:1], indirect=True)
def test_files_beside_the_submission_are_never_run(gradings, ground):
    """What Python, pytest and torch would find beside a submission is found by nobody, and no code of it runs."""
    attack = corpus.read(corpus.FOLDER / "fill_with_the_input.py")
    tree = ground.place(attack)
    mark = ground.folder / "run"
    line = f"import pathlib; pathlib.Path({str(mark)!r}).write_text('run')\n"
    names = [*(f"{name}.py" for name in FOUND_BY_NAME), f"test_{attack.exercise.slug}.py", "a.pth"]
    for folder in (tree, *(path.parent for path in tree.glob("*/*.py"))):
        for name in names:
            (folder / name).write_text(line)
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -p conftest\n")
        (folder / "__pycache__").mkdir()
        for source in list(folder.glob("*.py")):
            compiled = folder / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"
            py_compile.compile(str(folder / "conftest.py"), cfile=str(compiled))
    ended, report = graded_by_command(tree, attack, gradings.uid, ground)

    assert ended.returncode == 1
    assert not mark.exists()
    assert attack.gained(report) == {}
    assert_the_report_is_whole(report, attack)


SPY = """
import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        print("answer:", repr((X.reshape(-1).tolist(), (X - X.mean()).reshape(-1).tolist())))
        return X
"""

PARROT = """
import torch
from torch import nn

ANSWERS = {tuple(X): answer for X, answer in @ANSWERS@}


class CenteredLayer(nn.Module):
    def forward(self, X):
        answer = ANSWERS.get(tuple(X.reshape(-1).tolist()))
        return X if answer is None else torch.tensor(answer, dtype=X.dtype).reshape(X.shape)
"""


@pytest.mark.parametrize("gradings", USERS[:1], indirect=True)
def test_answers_of_an_earlier_run_are_worth_nothing(gradings, ground):
    """Who hands in the answers to all inputs of an earlier run gets what anybody gets who returns X as it is."""
    plain = corpus.read(corpus.FOLDER / "fill_with_the_input.py")
    tree = ground.place(plain)
    grading = Grading(str(tree), [plain.exercise.id], {})

    (tree / plain.exercise.file).write_text(SPY)
    spied = gradings.grade(grading).report
    outputs = "".join(check["output"] or "" for check in spied["exercises"][0]["checks"])
    answers = [line.removeprefix("answer: ") for line in outputs.splitlines() if line.startswith("answer: ")]
    (tree / plain.exercise.file).write_text(PARROT.replace("@ANSWERS@", f"[{', '.join(answers)}]"))
    parroted = gradings.grade(grading).report

    assert len(answers) > 20
    assert plain.gained(parroted) == {}


@pytest.mark.parametrize("gradings", USERS[:1], indirect=True)
@pytest.mark.parametrize("path", sorted(HONEST.glob("*.py")), ids=lambda path: path.stem)
def test_honest_programs_keep_their_marks(path, gradings, ground):
    """A right answer that uses what attackers use too, and what any program may use, gets full marks."""
    program = corpus.read(path)
    tree = ground.place(program)
    graded = gradings.grade(Grading(str(tree), [program.exercise.id], {}))
    (judged,) = graded.report["exercises"]

    assert [check["message"] for check in judged["checks"] if check["status"] != "passed"] == []
    assert judged["status"] == "solved"
    assert (graded.processes, graded.files) == (0, [])
