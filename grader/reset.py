"""Puts the pristine stub of an exercise back."""

from __future__ import annotations

import os
import time
from pathlib import Path

from grader.authoring.stubs import derive
from grader.catalog import Exercise
from grader.errors import KataError


def reset(exercise: Exercise) -> Path | None:
    """Write the stub that the solution derives; return where the learner's file is kept now, None if there was none.

    Raises:
        KataError: when the file cannot be written.
    """
    stub, kept = derive(exercise.solution), None
    try:
        exercise.stub.parent.mkdir(parents=True, exist_ok=True)
        if exercise.stub.is_symlink() or exercise.stub.exists():
            kept = exercise.stub.with_name(f"{exercise.stub.name}.{time.strftime('%Y%m%d-%H%M%S')}.bak")
            os.replace(exercise.stub, kept)
        exercise.stub.write_text(stub, encoding="utf-8")
    except OSError as error:
        raise KataError(f"{exercise.stub} cannot be reset: {error.strerror}.") from None
    return kept
