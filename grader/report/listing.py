"""The chapter as a list: every exercise with its points and how far the learner has come."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.text import Text

from grader.catalog import Exercise
from grader.progress import Progress
from grader.report import names
from grader.report.statuses import EXERCISE, word


def render(exercises: tuple[Exercise, ...], progress: Progress, console: Console) -> None:
    """Write one line for each of `exercises`, section by section, and the learner's total."""
    slug_width = max((len(exercise.slug) for exercise in exercises), default=0)
    for section, members in groupby(exercises, key=lambda exercise: exercise.section):
        console.print(Text(names.section(section), style="bold"))
        for exercise in members:
            line = _line(exercise, slug_width, progress, console)
            line.truncate(console.width, overflow="ellipsis")
            console.print(line)
        console.print()
    counting = [exercise for exercise in exercises if not exercise.extra]
    reached = sum(progress.of(exercise.id).best_score for exercise in counting)
    total = sum(exercise.points for exercise in counting)
    console.print(f"Best scores so far: {names.points(reached)} of {names.points(total)} points.")


def _line(exercise: Exercise, slug_width: int, progress: Progress, console: Console) -> Text:
    standing = progress.of(exercise.id)
    look = EXERCISE.get(standing.status, EXERCISE["not_attempted"])
    mark = look.ascii_mark if console.options.ascii_only else look.mark
    points = f"{names.points(standing.best_score)}/{names.points(exercise.points)}"
    return Text.assemble(
        f"  {exercise.slug:<{slug_width}}  {points:>7}  ",
        (f"{mark} {word(standing.status):<14}", look.style),
        (f"{exercise.title} (extra)" if exercise.extra else exercise.title, "dim"),
    )
