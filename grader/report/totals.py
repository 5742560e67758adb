"""Totals: the parts of a report that follow from its exercises."""

from __future__ import annotations

from collections import Counter
from typing import Any

from grader.report.statuses import CHECK, EXERCISE


def with_totals(report: dict[str, Any]) -> dict[str, Any]:
    """Return the report with score, max_score, summary and status as its exercises have them.

    A single exercise that was not judged makes the whole report not gradable: a score without it would look
    like one that the learner earned. Otherwise the status stays. Points of extras are left out of the totals.
    The given report is left as it is.
    """
    exercises = report["exercises"]
    unjudged = any(exercise["status"] == "not_judged" for exercise in exercises)
    status = "not_gradable" if unjudged else report["status"]
    counting = [exercise for exercise in exercises if not exercise["extra"]]
    score = None if status == "not_gradable" else sum(exercise["score"] for exercise in counting)
    return report | {
        "status": status,
        "score": score,
        "max_score": sum(exercise["max_score"] for exercise in counting),
        "summary": summary(exercises),
    }


def summary(exercises: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Return how often each status occurs among the exercises and among their checks."""
    of_exercises = Counter(exercise["status"] for exercise in exercises)
    of_checks = Counter(check["status"] for exercise in exercises for check in exercise["checks"])
    return {
        "exercises": {status: of_exercises[status] for status in EXERCISE},
        "checks": {status: of_checks[status] for status in CHECK},
    }
