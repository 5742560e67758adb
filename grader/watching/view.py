"""The page that a learner sees while watching: how far the chapter is, one exercise explained, the keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.console import Console

from grader.catalog import Exercise
from grader.progress import Progress
from grader.report import names, terminal
from grader.report.page import Page
from grader.report.statuses import EXERCISE, word

KEYS = (("n", "next"), ("h", "hint"), ("a", "grade all"), ("r", "reset"), ("Enter", "again"), ("q", "quit"))
WIDEST_BAR = 30


@dataclass(frozen=True)
class View:
    """What is to be shown.

    Attributes:
        exercises: that are watched, in order.
        current: the one in question.
        report: of its latest grading, or of all exercises; None before the first.
        notes: texts below it, such as a hint or a question, with their styles.
    """

    exercises: tuple[Exercise, ...]
    current: Exercise
    report: dict[str, Any] | None
    notes: tuple[tuple[str, str], ...] = ()


def show(view: View, progress: Progress, console: Console) -> None:
    """Write the page, on a terminal in place of what stood there."""
    if console.is_terminal:
        console.clear()
    page = Page(console)
    _chapter(view, progress, page, console)
    if view.report is not None and len(view.report["exercises"]) > 1:
        terminal.render(view.report, console)
    else:
        _exercise(view, page)
    for text, style in view.notes:
        page.blank()
        page.block(text, style=style, limit=60)
    page.rule()
    page.row("", "   ".join(f"{key} {meaning}" for key, meaning in KEYS), style="dim")


def _chapter(view: View, progress: Progress, page: Page, console: Console) -> None:
    counting = [exercise for exercise in view.exercises if not exercise.extra] or list(view.exercises)
    standings = [progress.of(exercise.id) for exercise in counting]
    solved = sum(standing.status == "solved" for standing in standings)
    reached = sum(standing.best_score for standing in standings)
    total = sum(exercise.points for exercise in counting)
    width = max(min(WIDEST_BAR, console.width - 40), 5)
    full = round(width * reached / total)
    done, open_ = ("#", "-") if console.options.ascii_only else ("█", "░")
    bar = done * full + open_ * (width - full)
    page.row(f"{bar}  ", f"{solved} of {len(counting)} solved, {names.points(reached)} of {names.points(total)} points")


def _exercise(view: View, page: Page) -> None:
    exercise = view.current
    if view.report is None:
        page.rule()
        page.row(f"{exercise.number}  ", exercise.title, head_style="bold", style="bold")
        page.row("", exercise.stub.relative_to(exercise.root).as_posix())
        return
    (entry,) = view.report["exercises"]
    if entry["status"] != "solved":
        terminal.explain_briefly(view.report, entry, page)
        if entry["status"] == "not_attempted":
            page.block("Open it: the task stands at the top. The verdict appears here whenever you save.", indent=2)
        return
    look = EXERCISE["solved"]
    page.rule()
    page.row(f"{page.mark(look)} {exercise.number}  ", exercise.title, head_style=look.style, style="bold")
    page.row("", exercise.stub.relative_to(exercise.root).as_posix())
    page.blank()
    points = f"{names.points(entry['score'])} of {names.points(entry['max_score'])} points"
    page.block(f"{word('solved').capitalize()}: {points}. Well done!", style="bold green", indent=2)
    page.block(f"How the reference does it: python -m grader solution {exercise.number}", style="dim", indent=2)
