"""Everything that can go wrong, by whose trouble it is; the trouble decides the exit code.

    KataError
    ├── UsageError        the command was wrong (exit 2)
    └── GradingError      the grader or an author is at fault, nothing can be graded (exit 3)
        ├── SuiteError        a suite, solution or hint file does not have the form it must have
        ├── ConfinementMissing  submissions of others would run unconfined
        ├── GpuMissing        checks must run on a GPU and cannot
        └── ReportError       the report cannot be written or read

A learner's trouble is never an exception: it is a status in the report.
"""

from __future__ import annotations


class KataError(Exception):
    """An error whose message is written for the person at the terminal."""

    exit_code = 3


class UsageError(KataError):
    """The command names something that does not exist or asks for what cannot be."""

    exit_code = 2


class GradingError(KataError):
    """Nothing can be graded, and it is not the learner's fault."""


class SuiteError(GradingError):
    """An exercise's hidden half is not in order; the message names the file and the cure."""


class ConfinementMissing(GradingError):
    """This machine cannot confine submissions, and nobody allowed to run them unconfined."""


class GpuMissing(GradingError):
    """Checks were to run on a real GPU, and none did."""


class ReportError(GradingError):
    """A score report cannot be written or read."""
