"""How fast grading is, as ratios to a bare ``import torch`` measured in the same run: ``nox -s bench``.

Each figure is the median of several rounds, and the rounds of all figures alternate, so that a busy moment of the
machine falls on all of them. The exit code says nothing about speed: these are measurements, not tests.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from grader import catalog
from grader.catalog import ROOT
from grader.judge.isolation import decide
from grader.judge.launch import ForkLauncher
from grader.judge.process import ProcessWorker
from grader.judge.scratch import Scratch
from grader.judge.session import Task
from grader.limits import Limits
from grader.pipeline import Grader, Request
from grader.template import Template
from grader.worker.confinement import mechanisms

ROUNDS = 5
ONE = "e02"
IMPORT = [sys.executable, "-c", "import torch"]
PLAIN_TEST = """
def test_{number}():
    layers = [nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3)]
    x = torch.randn(5, 4)
    torch.testing.assert_close(MySequential(*layers)(x), nn.Sequential(*layers)(x))
"""
PROBES = """
import torch
from torch import nn


def train(submission):
    device = "cuda" if torch.cuda.is_available() else "cpu"
    net = nn.Sequential(nn.Linear(20, 64), nn.ReLU(), nn.Linear(64, 1)).to(device)
    step = torch.optim.SGD(net.parameters(), lr=0.1)
    x, y = torch.randn(32, 20, device=device), torch.randn(32, 1, device=device)
    for _ in range(50):
        step.zero_grad()
        (net(x) - y).square().mean().backward()
        step.step()
    return None
"""

Rounds = dict[str, list[float]]


def main() -> None:
    """Measure, and print a table."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder, Grader() as grader:
        exercises = catalog.load()
        (one,) = catalog.select(exercises, [ONE])
        grader.warm_up(exercises)
        plain = plain_suite(Path(folder), one)
        report = ["--report", str(Path(folder) / "score.json")]
        grade = ["grade", "--submission", str(ROOT / "solutions"), *report]

        def warm(chosen: tuple[catalog.Exercise, ...]) -> Callable[[], None]:
            return lambda: solved(grader, chosen)

        measured = alternate(
            {
                "import torch": command(*IMPORT),
                "cold chapter": command(sys.executable, "-m", "grader", *grade),
                "cold exercise": command(sys.executable, "-m", "grader", *grade, ONE),
                "warm exercise": warm((one,)),
                "warm chapter": warm(exercises),
                "plain pytest": command(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(plain)),
            }
        )
        base = statistics.median(measured["import torch"])
        print(f"\nbare import torch: {base:.2f} s; below, multiples of it (median, fastest)")
        row("cold `grade`, whole chapter", measured["cold chapter"], base, "at most 2")
        row(f"cold `grade {ONE}`", measured["cold exercise"], base, "")
        row(f"warm verdict after a save, {ONE}", measured["warm exercise"], base, "at most 0.15")
        row("one more submission, whole chapter, warm", measured["warm chapter"], base, "at most 1 on 2 cores")
        row(f"plain pytest, {len(one.checks)} checks of {ONE}", measured["plain pytest"], base, "")
        memory(grader)
    nox()
    workers()


def command(*words: str) -> Callable[[], None]:
    """Return what runs a command in the repository; full marks or not, it must end by itself."""

    def run() -> None:
        done = subprocess.run(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-500:]}")

    return run


def solved(grader: Grader, exercises: tuple[catalog.Exercise, ...]) -> None:
    report = grader.grade(Request(exercises, ROOT / "solutions", own_tree=True)).report
    unsolved = [entry["id"] for entry in report["exercises"] if entry["status"] != "solved"]
    if unsolved:
        raise RuntimeError(f"not solved: {unsolved}")


def alternate(acts: dict[str, Callable[[], None]]) -> Rounds:
    """Time each act once in every round, after one round that counts nowhere."""
    times: Rounds = {name: [] for name in acts}
    for round_ in range(ROUNDS + 1):
        for name, act in acts.items():
            began = time.perf_counter()
            act()
            if round_:
                times[name].append(time.perf_counter() - began)
    return times


def row(name: str, times: list[float], base: float, aim: str) -> None:
    print(f"  {name:45} {statistics.median(times) / base:7.2f} {min(times) / base:7.2f}   {aim}")


def plain_suite(folder: Path, exercise: catalog.Exercise) -> Path:
    """Write as many ordinary tests of the reference as the exercise has checks; return their module."""
    tests = "".join(PLAIN_TEST.format(number=number) for number in range(len(exercise.checks)))
    path = folder / "test_plain.py"
    (folder / "answer.py").write_bytes(exercise.solution.read_bytes())
    path.write_text(f"import torch\nfrom torch import nn\n\nfrom answer import MySequential\n{tests}")
    return path


def memory(grader: Grader) -> None:
    """Print what stands ready while nothing is graded, shared pages counted once."""
    pids = {"this process": os.getpid()} | {f"process {pid}": pid for pid in sorted(grader.standing)}
    sizes = {name: proportional(pid) for name, pid in pids.items()}
    told = ", ".join(f"{name} {size} MiB" for name, size in sizes.items())
    print(f"\nmemory, shared pages counted once: {told}")


def proportional(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) >> 10


def nox() -> None:
    """Print what a warm nox adds to the command that it runs."""
    command_line = Path(sys.executable).parent / "nox"
    found = command_line if command_line.exists() else None
    found = found or next((Path(p) / "nox" for p in os.environ["PATH"].split(":") if (Path(p) / "nox").exists()), None)
    if found is None:
        print("\nnox is not on the path, so its share was not measured")
        return
    through = command(str(found), "-s", "list")
    direct = command(sys.executable, "-m", "grader", "list")
    times = alternate({"nox": through, "direct": direct})
    extra = statistics.median(times["nox"]) - statistics.median(times["direct"])
    print(f"\na warm nox session adds {extra:.2f} s (aim: at most 0.3)")


def workers() -> None:
    """Print what confinement and simulated devices add to a worker, from its start to the end of 50 training steps."""
    template, room = Template(), Scratch()
    launcher = ForkLauncher(template.admit(), template.trouble)
    isolation = decide(True, True, (ROOT / "grader" / "suites",))
    levels = ["unconfined", *(["confined"] if isolation.level == "confined" else [])]

    def act(level: str, device: str, steps: bool) -> Callable[[], None]:
        def run() -> None:
            task = Task("bench", "bench.py", b"", PROBES)
            worker = ProcessWorker(launcher, room, task, level, Limits(), time.monotonic() + 60, device)
            replies = [worker.load(1, 1)] + ([worker.run("train", {}, 1, 1)] if steps else [])
            worker.end()
            if [reply.status for reply in replies] != ["loaded", "returned"][: len(replies)]:
                raise RuntimeError(str(replies))

        return run

    acts = {
        f"{level}, {device}, {'with steps' if steps else 'start only'}": act(level, device, steps)
        for level in levels
        for device in ("cpu", "simulated")
        for steps in (False, True)
    }
    try:
        times = alternate(acts)
    finally:
        launcher.close()
        template.close()
        room.remove()
    print(f"\na worker, in ms (median, fastest); {', '.join(mechanisms())}")
    for name, taken in times.items():
        print(f"  {name:45} {statistics.median(taken) * 1e3:7.1f} {min(taken) * 1e3:7.1f}")


if __name__ == "__main__":
    main()
