"""Checks on GPUs: which worker their probes meet, what it finds there, and what the report says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.judge.check import Check, check
from grader.judge.stage import Gpus, Stage
from grader.pipeline import Grader, Request
from trees import planted, submit

SUITE = '''"""Where things are."""

from grader.judge import check, expect

POINTS = 5


@check(points=1, kind="value")
def test_plain(observe):
    """Without GPUs nothing is simulated, and real ones are hidden."""
    expect(observe("look", modules="grader.worker.simulator.installation")).equal(
        {"available": False, "count": 0, "simulator": False, "visible": "", "at_import": 0}
    )


@check(points=1, kind="device", gpus=2)
def test_two(observe):
    """Two GPUs are there, at import too."""
    expect(observe("look", modules="grader.worker.simulator.installation")).equal(
        {"available": True, "count": 2, "simulator": True, "visible": "", "at_import": 2}
    )


@check(points=1, kind="device", simulated=True)
def test_drawn(observe, draw):
    """As many GPUs as the probe wants."""
    counts = [draw.integer(0, 8) for _ in range(4)]
    expect(observe("counts", numbers=counts)).equal(counts)


@check(points=1, kind="device", gpus=1)
def test_values(observe, draw):
    """What is computed on a GPU arrives with its device and its gradient."""
    x = draw.normal(3, 2)
    seen = observe("double", x=x, device="cuda:0")
    expect(seen["y"]).on("cuda:0").close(2 * x)
    expect(seen["used"]).close(2 * x)
    expect(seen["x"]).on("cuda:0")
    expect(seen["x"].grad).on("cuda:0").close(x * 0 + 2)


@check(points=1, kind="device", gpus=1)
def test_fetches(observe, draw):
    """Values are not fetched."""
    seen = observe("watched", x=draw.normal(3), device="cuda:0")
    expect(seen["counts"]["fetches"]).equal(0)
    observe("limited", x=draw.normal(3), device="cuda:0")
'''

PROBES = '''"""What is done to a submitted `f`."""

import os
import sys

import torch

from grader.worker.probing import attempt, counted, machine_with, used_on


def look(submission, modules):
    """torch.cuda.device_count()"""
    return {
        "available": torch.cuda.is_available(),
        "count": torch.cuda.device_count(),
        "simulator": modules in sys.modules,
        "visible": os.environ.get("CUDA_VISIBLE_DEVICES"),
        "at_import": submission.at_import(),
    }


def counts(submission, numbers):
    """count()"""
    found = []
    for number in numbers:
        with machine_with(number):
            found.append(torch.cuda.device_count())
    return found


def double(submission, x, device):
    """f(x)"""
    x = x.to(device).requires_grad_()
    y = submission.f(x)
    y.sum().backward()
    return {"x": x, "y": y, "used": attempt(used_on, y, device)}


def watched(submission, x, device):
    """f(x)"""
    x = x.to(device)
    with counted() as counts:
        submission.f(x)
    return {"counts": counts.as_dict()}


def limited(submission, x, device):
    """f(x)"""
    x = x.to(device)
    with counted(fetches=0):
        submission.f(x)
'''

SOLUTION = '''"""Where things are."""

import torch

COUNT = torch.cuda.device_count()


def at_import():
    return COUNT


def f(x):
    # solution: double x
    return 2 * x
    # end solution
'''


@pytest.fixture(scope="module")
def exercise(tmp_path_factory):
    return planted(tmp_path_factory.mktemp("kata"), suite=SUITE, probes=PROBES, solution=SOLUTION)


def graded(grader: Grader, exercise, tree: Path, source: str, **how) -> dict:
    """Return the report of a submission, by name of the check."""
    submit(tree, exercise, source)
    return grader.grade(Request((exercise,), tree, own_tree=True, seed=1, **how)).report


def told(report: dict) -> dict[str, dict]:
    return {entry["id"]: entry for entry in report["exercises"][0]["checks"]}


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "a process of its own"])
def test_gpus_are_simulated_for_the_checks_that_need_them(grader, exercise, tmp_path, fork):
    """Checks on GPUs find as many as they ask for, the others none, and the report says which ran where."""
    report = graded(grader, exercise, tmp_path, SOLUTION, fork=fork)
    checks = told(report)

    assert {name: entry["message"] for name, entry in checks.items()} == dict.fromkeys(checks)
    places = {name: entry["verified_on"] for name, entry in checks.items()}
    assert places == {"plain": "cpu"} | dict.fromkeys(("two", "drawn", "values", "fetches"), "simulated")
    assert report["environment"]["device"] == {"kind": "simulated", "name": "simulated CUDA devices", "count": 2}


WRONG = {
    "2 * x.cpu()": ("values", "is on cpu, expected cuda:0"),
    "2 * x.sum().item() + 0 * x": ("fetches", "is not what it should be"),
    "torch.full((3, 2), 2.0) * x": ("values", "Tensors of two devices met"),
}


@pytest.mark.parametrize(("wrong", "told_by"), WRONG.items(), ids=list(WRONG))
def test_what_is_in_the_wrong_place_is_told(grader, exercise, tmp_path, wrong, told_by):
    """A tensor on the host, a value that is fetched and a mix of devices each lose the check that looks for it."""
    name, message = told_by
    report = graded(grader, exercise, tmp_path, SOLUTION.replace("2 * x", wrong))

    assert told(report)[name]["score"] == 0
    assert message in told(report)[name]["message"]


def test_a_budget_cannot_be_swallowed(grader, exercise, tmp_path):
    """Who catches the error of one fetch too many is told all the same."""
    swallowing = SOLUTION.replace(
        "return 2 * x", "try:\n        x.sum().item()\n    except Exception:\n        pass\n    return 2 * x"
    )
    told_of = told(graded(grader, exercise, tmp_path, swallowing))["fetches"]

    assert told_of["status"] == "failed" and told_of["expected"] == "0"
    only_limited = SOLUTION.replace(
        "return 2 * x",
        "import sys\n    if 'limited' in sys._getframe(1).f_code.co_name:\n        try:\n            x.sum().item()\n"
        "        except Exception:\n            pass\n    return 2 * x",
    )
    told_of = told(graded(grader, exercise, tmp_path, only_limited))["fetches"]

    assert "more often than the task allows" in told_of["message"] and "one too many" in told_of["actual"]


def test_a_run_without_gpu_checks_says_cpu(grader, exercise, tmp_path):
    """What nothing ran on is not named as the device."""
    report = graded(grader, exercise, tmp_path, "raise ValueError\n")

    assert report["environment"]["device"]["kind"] == "cpu"
    assert {entry["verified_on"] for entry in report["exercises"][0]["checks"]} == {None}


# -- where a check runs

TWO_REAL = Gpus(2, "NVIDIA H200")


@pytest.mark.parametrize(
    ("declared", "gpus", "stage"),
    [
        ({}, TWO_REAL, Stage("cpu", 0)),
        ({"gpus": 1}, TWO_REAL, Stage("cuda", 1, "NVIDIA H200")),
        ({"gpus": 2}, TWO_REAL, Stage("cuda", 2, "NVIDIA H200")),
        ({"gpus": 3}, TWO_REAL, Stage("simulated", 3)),
        ({"gpus": 2}, Gpus(1, "one"), Stage("simulated", 2)),
        ({"gpus": 1, "simulated": True}, TWO_REAL, Stage("simulated", 1)),
        ({"simulated": True}, TWO_REAL, Stage("simulated", 0)),
        ({"gpus": 1}, Gpus(), Stage("simulated", 1)),
    ],
)
def test_a_check_runs_on_real_gpus_where_there_are_enough(declared, gpus, stage):
    """Real GPUs are used if there are as many as the check needs, unless it wants exactly so many."""
    assert gpus.stage(Check(1, "device", **declared)) == stage


def test_the_report_names_the_real_gpu():
    """A verdict from a real GPU carries its name, one from elsewhere the device kind."""
    places = [Stage("cuda", 1, "NVIDIA H200"), Stage("simulated", 2), Stage()]

    assert [place.verified_on for place in places] == ["cuda:NVIDIA H200", "simulated", "cpu"]


def test_a_number_of_gpus_is_not_negative():
    """A check that asks for less than no GPU is refused where it is written."""
    with pytest.raises(ValueError, match="negative"):
        check(points=1, kind="device", gpus=-1)
