"""The chapter as a list: every exercise with its points and how far the learner has come."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.catalog import Exercise
from grader.progress import Progress
from grader.report import names
from grader.report.statuses import EXERCISE, word


def render(exercises: tuple[Exercise, ...], progress: Progress, console: Console) -> None:
    """Write a table of `exercises`, section by section, and the learner's total."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("left", "left", "right", "left", "left"):
        table.add_column(justify=justify, no_wrap=True)  # type: ignore[arg-type]
    for section, members in groupby(exercises, key=lambda exercise: exercise.section):
        table.add_row("", Text(names.section(section), style="bold"))
        for exercise in members:
            _row(table, exercise, progress, console)
    console.print(table, crop=True)
    reached = sum(progress.of(exercise.id).best_score for exercise in exercises)
    total = sum(exercise.points for exercise in exercises)
    console.print(f"\nBest scores so far: {names.points(reached)} of {names.points(total)} points.")


def _row(table: Table, exercise: Exercise, progress: Progress, console: Console) -> None:
    standing = progress.of(exercise.id)
    look = EXERCISE.get(standing.status, EXERCISE["not_attempted"])
    mark = look.ascii_mark if console.options.ascii_only else look.mark
    table.add_row(
        Text(mark, style=look.style),
        exercise.slug,
        f"{names.points(standing.best_score)}/{names.points(exercise.points)}",
        Text(word(standing.status), style=look.style),
        Text(exercise.title, style="dim"),
    )
