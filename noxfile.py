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


def grader(session: nox.Session, command: str, *arguments: str) -> None:
    """Run a command of the grader."""
    install(session)
    session.run("python", "-m", "grader", command, *arguments, *session.posargs)


@shared_session
def grade(session: nox.Session) -> None:
    """Grade the exercises: nox -s grade, nox -s grade -- e02."""
    grader(session, "grade")


@shared_session
def hint(session: nox.Session) -> None:
    """Show the next hint: nox -s hint -- e02."""
    grader(session, "hint")


@shared_session
def reset(session: nox.Session) -> None:
    """Put the pristine file back and keep yours beside it: nox -s reset -- e02."""
    grader(session, "reset")


@nox.session(name="list", venv_location=str(SHARED), reuse_venv=True)
def list_(session: nox.Session) -> None:
    """List the exercises and your standing."""
    grader(session, "list")


@shared_session
def solutions(session: nox.Session) -> None:
    """Grade the reference solutions; they must get full marks."""
    report = str(ROOT / "reports" / "solutions.json")
    grader(session, "grade", "--submission", str(ROOT / "solutions"), "--report", report, "--allow-unconfined")


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
