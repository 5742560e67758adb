"""Sessions for learners, instructors and CI. All share one environment: torch alone is large."""

import hashlib
from pathlib import Path

import nox

ROOT = Path(__file__).parent
SHARED = ROOT / ".nox" / "shared"
STAMP = SHARED / "installed"
REQUIREMENTS = [ROOT / "pyproject.toml", ROOT / "constraints.txt"]

nox.needs_version = ">=2024.10.9"
nox.options.sessions = ["grade"]
nox.options.reuse_venv = "yes"


def shared_session(function):
    return nox.session(venv_location=str(SHARED), reuse_venv=True)(function)


def install(session: nox.Session) -> None:
    """Install everything, unless the environment already holds just that."""
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in REQUIREMENTS)).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    project = nox.project.load_toml(ROOT / "pyproject.toml")
    packages = project["project"]["dependencies"] + nox.project.dependency_groups(project, "tests", "lint")
    session.install("--constraint", str(ROOT / "constraints.txt"), *packages)
    STAMP.write_text(wanted)


@shared_session
def grade(session: nox.Session) -> None:
    """Grade the exercises: nox -s grade, nox -s grade -- e02."""
    install(session)
    session.run("python", "-m", "grader", "grade", *session.posargs)


@shared_session
def solutions(session: nox.Session) -> None:
    """Grade the reference solutions; they must get full marks."""
    install(session)
    report = str(ROOT / "reports" / "solutions.json")
    options = ["--submission", str(ROOT / "solutions"), "--report", report, "--allow-unconfined"]
    session.run("python", "-m", "grader", "grade", *options, *session.posargs)


@shared_session
def tests(session: nox.Session) -> None:
    """Run the tests of the grader and of every exercise."""
    install(session)
    session.run("python", "-m", "pytest", *session.posargs)


@shared_session
def lint(session: nox.Session) -> None:
    """Check style and types."""
    install(session)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
