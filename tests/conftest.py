"""What tests of whole gradings share: one warm grader, and a temporary folder that shows what is left behind."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.pipeline import Grader

ATTACKS = Path(__file__).with_name("attacks")


def pytest_configure(config: pytest.Config) -> None:
    """Hear interrupts: a shell starts jobs in the background with SIGINT ignored, and they hand that on.

    Who asks for the folder of attacks means the tests that try them.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tests = str(ATTACKS.with_name("test_attacks.py"))
    config.args = [tests if Path(arg).resolve() == ATTACKS else arg for arg in config.args]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many attacks were tried, and what they gained."""
    ended = [report for name in ("passed", "failed") for report in terminalreporter.stats.get(name, [])]
    gains = [value for report in ended for name, value in report.user_properties if name == "points gained"]
    if gains:
        terminalreporter.write_line(f"{len(gains)} attacks tried, {sum(gains):g} points gained")


@pytest.fixture(scope="session")
def temporary_folder() -> Iterator[Path]:
    """The folder in which this process, and every grader that it starts, makes its temporary files."""
    folder = Path(tempfile.mkdtemp(prefix="grader-tests-"))
    # Some tests run as another user, who must be able to walk through.
    folder.chmod(0o711)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def grader(temporary_folder: Path) -> Iterator[Grader]:
    """One warm grader for all tests: it starts its template once."""
    with Grader() as warm:
        yield warm
