"""Plain ``python FILE``: the example at the end of every exercise runs, and a stub says what is still to do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader import catalog
from grader.authoring.stubs import derive
from grader.catalog import Exercise

# One process imports torch, which takes a second; then each file runs in a fork of it, as `python FILE` would.
DRIVER = """
import json, os, runpy, sys, traceback
import torch

for path, folder in json.load(sys.stdin):
    child = os.fork()
    if not child:
        os.chdir(folder)
        sys.stdin = open(os.devnull)
        out = os.open("said", os.O_WRONLY | os.O_CREAT)
        os.dup2(out, 1), os.dup2(out, 2)
        sys.stdout = sys.stderr = open(1, "w", buffering=1, closefd=False)
        sys.argv, sys.path[0] = [path], os.path.dirname(path)
        code = 0
        try:
            runpy.run_path(path, run_name="__main__")
        except BaseException:
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        os._exit(code)
    with open(f"{folder}/code", "w") as file:
        file.write(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))
"""
EXERCISES = catalog.load()


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> dict[tuple[str, str], tuple[int, str]]:
    """Exit code and output of each exercise's stub and solution, by kind and exercise."""
    folder = tmp_path_factory.mktemp("examples")
    jobs = {}
    for exercise in EXERCISES:
        for kind, text in (("stub", derive(exercise.solution)), ("solution", exercise.solution.read_text("utf-8"))):
            file = folder / kind / exercise.number / exercise.solution.name
            room = file.parent / "room"
            room.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
            jobs[kind, exercise.id] = (str(file), str(room))
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps(list(jobs.values())),
        text=True,
        capture_output=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return {
        job: (int((Path(room) / "code").read_text()), (Path(room) / "said").read_text("utf-8"))
        for job, (_, room) in jobs.items()
    }


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
def test_a_solved_exercise_shows_its_example(told, exercise: Exercise):
    """With everything in place the example runs to its end and shows something."""
    code, said = told["solution", exercise.id]

    assert code == 0, said
    assert said.strip()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
def test_a_stub_says_what_is_to_do(told, exercise: Exercise):
    """A stub ends as Python does, and its last line is the number of the exercise and a TODO of the file."""
    code, said = told["stub", exercise.id]
    todos = re.findall(r"# TODO: (.*)", derive(exercise.solution))
    last = said.splitlines()[-1]

    assert code == 1
    assert last in [f"NotImplementedError: {exercise.number}: {todo}" for todo in todos]
    assert f'{exercise.solution.name}", line ' in said


def test_python_itself_does_the_same(tmp_path):
    """`python FILE`, without anything of ours around it, says the same as the quick way of the other tests."""
    exercise = EXERCISES[0]
    file = tmp_path / exercise.solution.name
    file.write_text(derive(exercise.solution), encoding="utf-8")
    done = subprocess.run([sys.executable, str(file)], capture_output=True, text=True, timeout=120)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"NotImplementedError: {exercise.number}: ")
