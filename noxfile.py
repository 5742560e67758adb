"""Sessions for learners, instructors and CI. All share one environment: torch alone is large."""

import functools
import hashlib
import os
import sys
from pathlib import Path

import nox

ROOT = Path(__file__).parent
SHARED = ROOT / ".nox" / "shared"
PYTHON = SHARED / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = SHARED / "installed"
REQUIREMENTS = [ROOT / "pyproject.toml", ROOT / "constraints.txt"]

nox.options.sessions = ["grade"]

# nox makes one environment for each session; torch is about 1 GB, so ours share one that is made below.
shared = functools.partial(nox.session, venv_backend="none")


def prepare(session: nox.Session) -> None:
    """Make the shared environment, or bring it up to date if the requirements changed."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in REQUIREMENTS)).hexdigest()
    if not STAMP.exists() or STAMP.read_text() != wanted:
        project = nox.project.load_toml(ROOT / "pyproject.toml")
        groups = nox.project.dependency_groups(project, "tests", "lint", "sweep")
        packages = [*project["project"]["dependencies"], *groups]
        session.run(sys.executable, "-m", "venv", str(SHARED))
        session.run(str(PYTHON), "-m", "pip", "install", "-c", str(ROOT / "constraints.txt"), *packages)
        STAMP.write_text(wanted)


def run(session: nox.Session, *arguments: str) -> None:
    """Run Python in the shared environment, once that is up to date."""
    prepare(session)
    session.run(str(PYTHON), *arguments)


def grader(session: nox.Session, command: str, *arguments: str) -> None:
    """Run a command of the grader."""
    run(session, "-m", "grader", command, *arguments, *session.posargs)


@shared
def grade(session: nox.Session) -> None:
    """Grade the exercises: nox -s grade, nox -s grade -- e02."""
    grader(session, "grade")


@shared
def watch(session: nox.Session) -> None:
    """Grade again on every save: nox -s watch, nox -s watch -- e02."""
    grader(session, "watch")


@shared
def hint(session: nox.Session) -> None:
    """Show the next hint: nox -s hint -- e02."""
    grader(session, "hint")


@shared
def solution(session: nox.Session) -> None:
    """Show the reference of an exercise that you solved: nox -s solution -- e02."""
    grader(session, "solution")


@shared
def reset(session: nox.Session) -> None:
    """Put the pristine file back and keep yours beside it: nox -s reset -- e02."""
    grader(session, "reset")


@shared(name="list")
def list_(session: nox.Session) -> None:
    """List the exercises and your standing."""
    grader(session, "list")


@shared(name="run")
def run_(session: nox.Session) -> None:
    """Run a script with simulated GPUs: nox -s run -- script.py --gpus 2."""
    grader(session, "run")


@shared
def report(session: nox.Session) -> None:
    """Make a page to look at from the last grading: reports/score.html."""
    grader(session, "report")


@shared
def solutions(session: nox.Session) -> None:
    """Grade the reference solutions; they must get full marks."""
    report = str(ROOT / "reports" / "solutions.json")
    grader(session, "grade", "--submission", str(ROOT / "solutions"), "--report", report, "--allow-unconfined")


@shared
def check(session: nox.Session) -> None:
    """Prove that every exercise is whole and its verdicts fair: nox -s check, nox -s check -- e02."""
    grader(session, "check")


@shared
def mutation(session: nox.Session) -> None:
    """Judge mechanical changes of the solutions; the record stands in tests/mutants.json."""
    grader(session, "mutation")


@shared
def tests(session: nox.Session) -> None:
    """Run the tests of the grader and of every exercise."""
    run(session, "-m", "pytest", *session.posargs)


@shared
def sweep(session: nox.Session) -> None:
    """Run PyTorch's operator database on simulated devices: minutes, so not in CI; nox -s sweep -- mm sort."""
    run(session, "-m", "tests.sweep", *session.posargs)


@shared
def bench(session: nox.Session) -> None:
    """Measure how fast grading is, as ratios to a bare import of torch."""
    run(session, "-m", "tests.bench", *session.posargs)


@shared
def environment(session: nox.Session) -> None:
    """Make the environment that the other sessions share, and do nothing in it."""
    prepare(session)


@shared
def lint(session: nox.Session) -> None:
    """Check style, types and the CI's workflows."""
    run(session, "-m", "ruff", "check", ".")
    run(session, "-m", "ruff", "format", "--check", ".")
    run(session, "-m", "mypy")
    run(session, "-m", "tests.workflows")
