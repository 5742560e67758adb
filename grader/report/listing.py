"""The chapter as a map: sections with how much of each is done, every exercise, and the step to take next."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from grader.catalog import Exercise
from grader.progress import Progress, Standing
from grader.report import names
from grader.report.statuses import EXERCISE, word

_BAR = 20
_SHORTEST_TITLE = 12
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def render(exercises: tuple[Exercise, ...], progress: Progress, console: Console) -> None:
    """Write the map of `exercises` with the learner's standing; extras stand apart."""
    chapter = [exercise for exercise in exercises if not exercise.extra]
    extras = [exercise for exercise in exercises if exercise.extra]
    listing = _Listing(progress, console, exercises)
    for section, members in groupby(chapter, key=lambda exercise: exercise.section):
        listing.section(names.section(section), list(members))
    if extras:
        listing.heading(Text("Beyond the chapter", "bold"), extras)
    listing.total(chapter)
    listing.next_step(next_exercise(exercises, progress))


def next_exercise(exercises: Sequence[Exercise], progress: Progress) -> Exercise | None:
    """Return the exercise to go on with: one that was begun, else a new one; extras last, None when all is solved."""
    open_ = [exercise for exercise in exercises if progress.of(exercise.id).status != "solved"]
    # Sorting is stable, so that among equals the chapter's order decides.
    return min(
        open_,
        key=lambda exercise: (exercise.extra, progress.of(exercise.id).status == "not_attempted"),
        default=None,
    )


class _Listing:
    """Writes the parts of the map, each line no wider than the console."""

    def __init__(self, progress: Progress, console: Console, exercises: Sequence[Exercise]) -> None:
        self._progress = progress
        self._console = console
        self._ascii = console.options.ascii_only
        self._slug_width = max((len(exercise.slug) for exercise in exercises), default=0)

    def section(self, name: str, members: list[Exercise]) -> None:
        solved = sum(self._progress.of(exercise.id).status == "solved" for exercise in members)
        head = Text.assemble((f"{name:<{self._slug_width + 6}}", "bold"), *self._bar(members))
        head.append(f"  {self._points(members)}, {solved} of {len(members)} solved", "dim")
        self.heading(head, members)

    def heading(self, head: Text, members: list[Exercise]) -> None:
        self._put(head)
        for exercise in members:
            self._put(self._line(exercise))
        self._console.print()

    def total(self, chapter: list[Exercise]) -> None:
        self._put(Text.assemble(("The chapter  ", "bold"), *self._bar(chapter), f"  {self._points(chapter)}"))

    def next_step(self, exercise: Exercise | None) -> None:
        if exercise is None:
            self._put(Text("Everything is solved. Well done!", "bold green"))
            return
        name = names.short(exercise.id)
        begun = self._progress.of(exercise.id).status != "not_attempted"
        self._put(Text.assemble((f"Next: {name}  ", "bold"), exercise.title))
        self._put(Text(f"  exercises/{exercise.file}"))
        self._put(Text.assemble((f"  python -m grader grade {name}", "bold"), "   after your change"))
        if begun:
            self._put(Text.assemble((f"  python -m grader hint {name}", "bold"), "    for the next hint"))

    def _line(self, exercise: Exercise) -> Text:
        standing = self._progress.of(exercise.id)
        look = EXERCISE.get(standing.status, EXERCISE["not_attempted"])
        mark = look.ascii_mark if self._ascii else look.mark
        told = word(standing.status)
        if standing.status == "solved" and standing.solved_at:
            told = f"solved {_day(standing.solved_at)}"
        points = f"{names.points(standing.best_score)}/{names.points(exercise.points)}"
        line = Text.assemble(
            (f"  {mark} ", look.style),
            f"{exercise.slug:<{self._slug_width}}  {points:>7}  ",
            (f"{told:<13}", look.style),
        )
        line.append("".join(f"  {fact}" for fact in _facts(standing)))
        if self._console.width - line.cell_len >= _SHORTEST_TITLE:
            line.append(f"  {exercise.title}", "dim")
        return line

    def _bar(self, members: list[Exercise]) -> tuple[tuple[str, str], tuple[str, str]]:
        reached, total = self._reached(members)
        # Full only when all is reached, empty only when nothing is.
        cells = min(max(round(_BAR * reached / total), reached > 0), _BAR - (reached < total)) if total else 0
        full, rest = ("#", "-") if self._ascii else ("█", "░")
        return (full * cells, "green"), (rest * (_BAR - cells), "dim")

    def _points(self, members: list[Exercise]) -> str:
        reached, total = self._reached(members)
        return f"{names.points(reached)} of {names.counted(total, 'point')}"

    def _reached(self, members: list[Exercise]) -> tuple[float, float]:
        # A suite may have lost points since the best score was noted.
        reached = sum(min(self._progress.of(exercise.id).best_score, exercise.points) for exercise in members)
        return reached, sum(exercise.points for exercise in members)

    def _put(self, line: Text) -> None:
        line.truncate(self._console.width, overflow="crop" if self._ascii else "ellipsis")
        line.rstrip()
        self._console.print(line, soft_wrap=True)


def _facts(standing: Standing) -> list[str]:
    """Return what else is known of a standing, each in a few words."""
    facts = []
    if standing.attempts:
        facts.append(names.counted(standing.attempts, "attempt"))
    if standing.hints_used:
        facts.append(names.counted(standing.hints_used, "hint"))
    if standing.gave_up_at:
        facts.append("solution seen")
    if standing.solved_at and standing.status != "solved":
        facts.append(f"solved {_day(standing.solved_at)}")
    return facts


def _day(moment: str) -> str:
    """Return the day of a moment as the learner's calendar has it: "24 Nov", with the year if it is another one."""
    day = datetime.datetime.fromisoformat(moment).astimezone()
    this_year = day.year == datetime.datetime.now().astimezone().year
    return f"{day.day} {_MONTHS[day.month - 1]}" if this_year else f"{_MONTHS[day.month - 1]} {day.year}"
