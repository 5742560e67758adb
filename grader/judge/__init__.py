"""The trusted side: what a suite's test module imports, and the machinery that runs it."""

from grader.judge.check import check
from grader.judge.expect import expect
from grader.judge.verdicts import CheckFailed, Misconception

__all__ = ["CheckFailed", "Misconception", "check", "expect"]
