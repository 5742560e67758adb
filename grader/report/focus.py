"""Focus: which exercise, and which of its failures, a learner should read about first."""

from __future__ import annotations

from typing import Any

from grader.report.statuses import FAILING

# A wrong shape makes values meaningless, wrong values make gradients meaningless, and so on.
KINDS = ("shape", "value", "gradient", "state", "identity", "device", "robustness")


def exercise_to_explain(report: dict[str, Any]) -> dict[str, Any] | None:
    """Return the first exercise that is not solved and has something to explain.

    Exercises that nobody tried come only when nothing else is left, extras when the chapter is done. None when
    everything is solved, or when only the grader's own trouble remains.
    """
    unsolved = [exercise for exercise in report["exercises"] if exercise["status"] != "solved"]
    exercises = [exercise for exercise in unsolved if not exercise["extra"]] or unsolved
    tried = [exercise for exercise in exercises if _has_something_to_explain(exercise)]
    untried = [exercise for exercise in exercises if exercise["status"] == "not_attempted"]
    return next(iter(tried + untried), None)


def failures_to_explain(exercise: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the checks of the first failing group, in the order of the suite.

    Failures come before checks that were blocked, those before checks that nobody tried; checks that carry
    points before advice. Where the exercise has a message of its own, or nobody tried it, that explains the
    blocked and the untried ones. Empty when nothing is left to explain.
    """
    told_by_exercise = exercise["message"] or exercise["status"] == "not_attempted"
    for statuses in (FAILING,) if told_by_exercise else (FAILING, {"blocked"}, {"not_attempted"}):
        open_checks = [check for check in exercise["checks"] if check["status"] in statuses]
        if open_checks:
            scored = [check for check in open_checks if not check["bonus"]] or open_checks
            group = min((check["kind"] for check in scored), key=KINDS.index)
            return [check for check in open_checks if check["kind"] == group]
    return []


def kinds_that_wait(exercise: dict[str, Any]) -> list[str]:
    """Return the kinds of the failures that are not explained yet, in their order."""
    explained = {check["kind"] for check in failures_to_explain(exercise)}
    failing = {check["kind"] for check in exercise["checks"] if check["status"] in FAILING and not check["bonus"]}
    return [kind for kind in KINDS if kind in failing - explained]


def in_order_of_kinds(checks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the checks group by group; within a group the suite's order stays."""
    return sorted(checks, key=lambda check: KINDS.index(check["kind"]))


def _has_something_to_explain(exercise: dict[str, Any]) -> bool:
    if exercise["status"] == "not_judged":
        return any(check["status"] in FAILING for check in exercise["checks"])
    return exercise["status"] in ("partial", "failed", "broken")
