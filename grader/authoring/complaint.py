"""What the gate has to say to an author: the file, what is wrong with it, and the cure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from grader.catalog import Exercise


@dataclass(frozen=True)
class Complaint:
    """One thing to mend.

    Attributes:
        path: the file it is about, below the repository's root where it lies there.
        problem: what is wrong, in a sentence.
        cure: what to do about it.
    """

    path: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem} {self.cure}"


def about(exercise: Exercise, path: Path, problem: str, cure: str) -> Complaint:
    """Return a complaint about a file of an exercise."""
    shown = path.relative_to(exercise.root) if path.is_relative_to(exercise.root) else path
    return Complaint(shown.as_posix(), problem, cure)
