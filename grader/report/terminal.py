"""The terminal view: a score report, told to the learner.

Everything here is made from the report alone. Every exercise gets its line; only the first one that needs
work is explained, and of its failures only the first group, because the others often go away with it.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from rich.cells import cell_len
from rich.console import Console

from grader.report import names
from grader.report.focus import exercise_to_explain, failures_to_explain, in_order_of_kinds, kinds_that_wait
from grader.report.page import Page
from grader.report.statuses import CHECK, EXERCISE, word

_COMMAND = "python -m grader"
_OUTPUT_LINES = 10
_MOST_FRAMES = 6


def render(report: dict[str, Any], console: Console) -> None:
    """Write `report`, a whole "score-report/1", to `console`."""
    page = Page(console)
    _heading(report, page)
    _circumstances(report, page)
    _exercises(report, page)
    _trouble(report, page)
    _closing(report, page)


def _heading(report: dict[str, Any], page: Page) -> None:
    if report["score"] is None:
        score = "Not graded"
    else:
        score = f"Score {names.points(report['score'])} / {names.points(report['max_score'])}"
    if not report["max_score"]:
        score = "Extras"
    counts = report["summary"]["exercises"]
    standing = ", ".join(f"{count} {word(status)}" for status, count in counts.items() if count)
    page.row(f"{score}   ", standing, head_style="bold")


def _circumstances(report: dict[str, Any], page: Page) -> None:
    if report["status"] == "not_gradable":
        page.block(
            "The grader had trouble of its own. Your work has not been scored, and nothing is lost.",
            style="magenta",
        )
    if report["status"] == "incomplete":
        page.block("Incomplete: the run was interrupted. Only what was graded is listed.", style="yellow")
    if report["isolation"]["level"] == "unconfined":
        page.block("Unconfined: the submitted code ran with all the rights of your account.", style="yellow")
    if devices := names.devices(report):
        page.block(devices, style="dim")


def _exercises(report: dict[str, Any], page: Page) -> None:
    exercises = report["exercises"]
    status_width = _widest([word(exercise["status"]) for exercise in exercises])
    name_width = _widest([names.short(exercise["id"]) for exercise in exercises])
    rows = zip(exercises, _points(exercises), strict=True)
    for section, members in groupby(rows, key=lambda row: row[0]["section"]):
        page.blank()
        page.row("", names.section(section), style="bold")
        for exercise, points in members:
            look = EXERCISE[exercise["status"]]
            head = (
                f"{page.mark(look)} {word(exercise['status']):{status_width}}  "
                f"{names.short(exercise['id']):{name_width}}  {points}  "
            )
            title = f"{exercise['title']} (extra)" if exercise["extra"] else exercise["title"]
            page.row(head, title, head_style=look.style, indent=2)


def _trouble(report: dict[str, Any], page: Page) -> None:
    """Say of every exercise without a verdict what kept the grader from one."""
    unjudged = [exercise for exercise in report["exercises"] if exercise["status"] == "not_judged"]
    for exercise in unjudged:
        page.blank()
        page.row(
            f"{page.mark(EXERCISE['not_judged'])} {names.short(exercise['id'])}  ",
            f"{exercise['title']} Not scored: the trouble lies with the grader, not with your work.",
            head_style="magenta",
        )
        if exercise["message"]:
            page.block(exercise["message"], indent=4)
        for check in exercise["checks"]:
            if check["status"] == "not_judged":
                page.block(check["title"], indent=4)
                page.block(check["message"], indent=6)
    if report["status"] == "not_gradable":
        page.blank()
        page.block("Please grade again. If the trouble stays, show this to those who keep the exercises.")


def _closing(report: dict[str, Any], page: Page) -> None:
    exercises = report["exercises"]
    statuses = {exercise["status"] for exercise in exercises}
    if statuses == {"solved"}:
        if report["status"] == "graded":
            _congratulation(exercises, page)
    elif statuses == {"not_attempted"}:
        first = names.file(report, exercises[0]["id"])
        page.blank()
        page.block(f"Nothing has been tried yet. A good place to begin: {first}")
    elif (exercise := exercise_to_explain(report)) is not None:
        page.blank()
        _explanation(report, exercise, page)


def _congratulation(exercises: list[dict[str, Any]], page: Page) -> None:
    page.blank()
    page.block("Everything is solved. Well done!", style="bold green")
    advice = [
        (exercise, check)
        for exercise in exercises
        for check in exercise["checks"]
        if check["bonus"] and check["status"] != "passed"
    ]
    if advice:
        page.block("Advice that costs no points:")
    for exercise, check in advice:
        page.row(f"{names.short(exercise['id'])}  ", check["title"], indent=2)
        page.block(check["message"], indent=4)


def _explanation(report: dict[str, Any], exercise: dict[str, Any], page: Page) -> None:
    _title(report, exercise, page)
    _checks(exercise, page)
    _told_by_exercise(exercise, page)
    _failures(exercise, page)
    _next_steps(exercise, page)


def explain_briefly(report: dict[str, Any], exercise: dict[str, Any], page: Page) -> None:
    """Write about one exercise of `report` what fits on a screen: how many checks pass, and the first that fails."""
    _title(report, exercise, page)
    checks = in_order_of_kinds(exercise["checks"])
    passed = sum(check["status"] == "passed" for check in checks)
    marks = " ".join(page.mark(CHECK[check["status"]]) for check in checks)
    page.row(f"{marks}  ", f"{passed} of {names.counted(len(checks), 'check')}", indent=2)
    _told_by_exercise(exercise, page)
    _failures(exercise, page, most=1)


def _title(report: dict[str, Any], exercise: dict[str, Any], page: Page) -> None:
    page.rule()
    page.row(f"{names.short(exercise['id'])}  ", exercise["title"], head_style="bold", style="bold")
    page.row("", names.file(report, exercise["id"]))
    page.blank()


def _told_by_exercise(exercise: dict[str, Any], page: Page) -> None:
    """Write what holds for the file as a whole."""
    if exercise["message"]:
        page.blank()
        page.block(exercise["message"], indent=2)
        _frames(exercise["frames"], page)
    elif exercise["status"] == "not_attempted":
        page.blank()
        page.block("This one is still to be written; the task stands at the top of the file.", indent=2)


def _checks(exercise: dict[str, Any], page: Page) -> None:
    checks = in_order_of_kinds(exercise["checks"])
    width = _widest([word(check["status"]) for check in checks])
    for check, points in zip(checks, _points(checks), strict=True):
        look = CHECK[check["status"]]
        head = f"{page.mark(look)} {word(check['status']):{width}}  {points}  "
        page.row(head, check["title"], head_style=look.style, indent=2)
        if check["status"] == "passed" and check["message"]:
            page.block(check["message"], indent=4)


def _failures(exercise: dict[str, Any], page: Page, most: int | None = None) -> None:
    """Explain the first failing group; a wrong idea that several of its checks show is told once."""
    told: set[str] = set()
    failing = failures_to_explain(exercise)
    for check in failing[:most]:
        page.blank()
        _failure(check, page)
        misconception = check["misconception"]
        if misconception is not None and misconception["id"] not in told:
            told.add(misconception["id"])
            _labelled("likely", misconception["text"], page)
        _labelled("hint", check["hint"], page)
        _frames(check["frames"], page)
        _output(check["output"], page)
    waiting = kinds_that_wait(exercise)
    if most is not None and len(failing) > most:
        waiting = [failing[most]["kind"], *waiting]
    if waiting:
        page.blank()
        more = f"More checks fail ({', '.join(waiting)}). They come next, unless they heal with these."
        page.block(more, indent=2)


def _failure(check: dict[str, Any], page: Page) -> None:
    look = CHECK[check["status"]]
    facts = [check["kind"], "advice" if check["bonus"] else names.counted(check["max_score"], "point")]
    if check["verified_on"] not in (None, "cpu"):
        facts.append(check["verified_on"])
    title = f"{check['title']} ({', '.join(facts)})"
    page.row(f"{page.mark(look)} ", title, head_style=look.style, style="bold", indent=2)
    page.block(check["message"], indent=4)
    _labelled("expected", check["expected"], page)
    _labelled("actual", check["actual"], page)


def _labelled(label: str, text: str | None, page: Page) -> None:
    """Write a short text beside its label and a block of several lines below it."""
    if text is None:
        return
    if "\n" in text.strip("\n"):
        page.block(label, style="cyan", indent=4)
        page.block(text, indent=6)
    else:
        page.row(f"{label:10}", text, head_style="cyan", indent=4)


def _frames(frames: list[dict[str, Any]], page: Page) -> None:
    """Show the learner's own lines; of a deep recursion, its entrance and its end."""
    if not frames:
        return
    page.block("in your file", style="cyan", indent=4)
    left_out = len(frames) - _MOST_FRAMES
    for position, frame in enumerate(frames):
        if left_out > 0 and position == _MOST_FRAMES // 2:
            page.block(f"... ({names.counted(left_out, 'line')} left out)", style="dim", indent=6)
        if left_out <= 0 or not _MOST_FRAMES // 2 <= position < _MOST_FRAMES // 2 + left_out:
            page.row(f"{frame['file']}:{frame['line']}  ", frame["code"], indent=6)


def _output(output: str | None, page: Page) -> None:
    if output:
        page.block("your code printed", style="cyan", indent=4)
        page.block(output, indent=6, limit=_OUTPUT_LINES)


def _next_steps(exercise: dict[str, Any], page: Page) -> None:
    name = names.short(exercise["id"])
    page.blank()
    page.row("", "Next", style="bold")
    used = exercise.get("hints_used")
    hint = f"for the next hint, after {used}" if used else "for a hint"
    page.row(f"{_COMMAND} hint {name}   ", hint, head_style="bold", indent=2)
    page.row(f"{_COMMAND} grade {name}  ", "after your change", head_style="bold", indent=2)


def _points(entries: list[dict[str, Any]]) -> list[str]:
    """Return the points of exercises or checks as texts of equal width, their strokes below each other."""
    scores = [names.points(entry["score"]) for entry in entries]
    maxima = [names.points(entry["max_score"]) for entry in entries]
    left, right = _widest(scores), _widest(maxima)
    texts = [
        "advice" if entry.get("bonus") else f"{score:>{left}} / {maximum:<{right}}"
        for entry, score, maximum in zip(entries, scores, maxima, strict=True)
    ]
    width = _widest(texts)
    return [f"{text:{width}}" for text in texts]


def _widest(texts: list[str]) -> int:
    return max(map(cell_len, texts), default=0)
