"""The pool of judges: what a judge does not survive costs one exercise and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from checkout import Checkout

# A suite whose check does to its judge what a hostile observation might: the docstring and points stay.
SUITE = '''"""Your first Module."""

import os
import signal

from grader.judge import check, expect

POINTS = 5


@check(points=2, kind="value")
def test_before(observe, draw):
    """The first check is judged."""
    expect(observe("state", sizes=(3,))["shapes"]).satisfies(lambda shapes: len(shapes) == 4, "four")


@check(points=2, kind="value")
def test_fatal(observe, draw):
    """The second one is the end of its judge."""
    observe("state", sizes=(3,))
    {act}


@check(points=1, kind="value")
def test_after(observe, draw):
    """The third one is never reached."""
'''
DIES = "os.kill(os.getpid(), signal.SIGKILL)"
HANGS = "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); [None for _ in iter(int, 1)]"

# One judge, so that its successor has to judge what is left in the queue.
GRADE = """
import json, sys
from pathlib import Path
from grader import catalog, pipeline
from grader.limits import Limits
import grader.judge.run
grader.judge.run.CHECK_OWN_SECONDS = 0.1
chosen = catalog.select(catalog.load(), ["e01", "e17"])
with pipeline.Grader() as warm:
    limits = Limits(exercise_wall_s=4)
    request = pipeline.Request(chosen, Path("solutions"), limits=limits, judges=1)
    print(json.dumps(warm.grade(request).report))
"""


@pytest.mark.parametrize("act", [DIES, HANGS], ids=["dies", "hangs"])
def test_a_judge_that_is_lost_costs_one_exercise(tmp_path, act):
    """A judge that dies or falls silent is replaced: its exercise is garbled from there on, the next one is graded."""
    checkout = Checkout(tmp_path / "kata")
    checkout.exercises[0].tests.write_text(SUITE.replace("{act}", act))

    done = subprocess.run(
        [sys.executable, "-c", GRADE], cwd=checkout.path, capture_output=True, text=True, timeout=120, check=True
    )
    first, second = json.loads(done.stdout)["exercises"]

    assert [(c["id"], c["status"], c["score"]) for c in first["checks"]] == [
        ("before", "passed", 2),
        ("fatal", "garbled", 0),
        ("after", "garbled", 0),
    ]
    assert (second["status"], second["score"]) == ("solved", 10)
    shutil.rmtree(checkout.path)
