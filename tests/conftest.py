"""What tests of whole gradings share: one warm grader, and a temporary folder that shows what is left behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.pipeline import Grader


@pytest.fixture(scope="session")
def temporary_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which this process, and every grader that it starts, makes its temporary files."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", str(folder))
        yield folder


@pytest.fixture(scope="session")
def grader(temporary_folder: Path) -> Iterator[Grader]:
    """One warm grader for all tests: it starts its template once."""
    with Grader() as warm:
        yield warm
