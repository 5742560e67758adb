"""The loop of ``watch``: waits for what the learner does, grades, shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from grader.catalog import Exercise
from grader.errors import KataError
from grader.hints import reflowed, rungs
from grader.pipeline import Grader, Request
from grader.progress import Progress
from grader.report import names
from grader.watching.events import QUIT_KEYS, Event, Events, NotWatched, Pressed, Resized, Saved
from grader.watching.view import View, show


class Watch:
    """Watches some exercises of the learner's own tree.

    Args:
        exercises: in order; the first one that is not solved comes first.
        tree: the folder that holds them.
        grader: a warm one.
        progress: where standings are kept.
        console: where to show everything.
        device: where checks on GPUs run.
        store: called with each report.
    """

    def __init__(
        self,
        exercises: tuple[Exercise, ...],
        tree: Path,
        grader: Grader,
        progress: Progress,
        console: Console,
        device: str,
        store: Callable[[dict[str, Any]], object],
    ) -> None:
        self._exercises = exercises
        self._request = Request(exercises, tree, own_tree=True, device=device)
        self._grader = grader
        self._progress = progress
        self._console = console
        self._store = store
        self._by_id = {exercise.id: exercise for exercise in exercises}
        self._graded: dict[str, bytes | None] = {}
        self._resetting = False
        self._view = View(exercises, self._open_exercise(), None)

    def run(self, events: Events) -> None:
        """Grade the first exercise, then do what events ask for, until the learner quits."""
        self._grade((self._view.current,), events)
        while (event := events.wait()) not in [Pressed(key) for key in QUIT_KEYS]:
            self._handle(event, events)

    def _handle(self, event: Event, events: Events) -> None:
        if isinstance(event, Saved):
            exercise = self._by_id[event.exercise]
            # A file that was only touched says nothing new.
            if self._graded.get(exercise.id, b"") != _content(exercise):
                self._grade((exercise,), events)
        elif isinstance(event, Resized):
            self._show()
        elif isinstance(event, NotWatched):
            self._note(f"Saves go unnoticed here ({event.reason}). Press Enter to grade.", "yellow")
        elif self._resetting:
            self._confirm(event, events)
        elif event.key == "":
            self._grade((self._view.current,), events)
        elif event.key == "a":
            self._grade(self._exercises, events)
        elif event.key == "n":
            self._next(events)
        elif event.key == "h":
            self._hint()
        elif event.key == "r":
            self._resetting = True
            name = self._view.current.number
            self._note(f"Put the pristine {name} back? Your file stays beside it. y or n", "yellow")

    def _grade(self, exercises: tuple[Exercise, ...], events: Events) -> None:
        """Grade, and show what came of it; a newer save makes a grading pointless, and ends it without a word."""
        try:
            report = self._report(exercises, events)
        except KataError as error:
            self._view = replace(self._view, current=exercises[0], report=None)
            self._note(str(error), "magenta")
            return
        if report is None:
            return
        self._progress.graded(report["exercises"])
        report = self._progress.with_hints(report)
        self._store(report)
        current = exercises[0] if len(exercises) == 1 else self._view.current
        self._view = View(self._exercises, current, report)
        self._show()

    def _report(self, exercises: tuple[Exercise, ...], events: Events) -> dict[str, Any] | None:
        """Return the report of a grading; None when the learner saved something else meanwhile, or quits."""
        what = exercises[0].number if len(exercises) == 1 else f"{len(exercises)} exercises"
        while True:
            events.calm()
            saved = {exercise.id: _content(exercise) for exercise in exercises}
            self._graded |= saved
            told = 0

            def listen(event: dict[str, Any]) -> None:
                nonlocal told
                told += event["event"] == "check"
                self._say(f"grading {what} ... {names.counted(told, 'check')}")

            self._say(f"grading {what} ...")
            request = replace(self._request, exercises=exercises)
            report = self._grader.grade(request, listen, events.urgent).report
            if report["status"] != "incomplete":
                return report
            # What interrupted it may be an echo of a save that was seen already: then it is worth finishing.
            if events.quitting or any(_content(exercise) != saved[exercise.id] for exercise in exercises):
                for exercise in exercises:
                    self._graded.pop(exercise.id, None)
                return None

    def _next(self, events: Events) -> None:
        following = self._open_exercise(after=self._view.current)
        if following == self._view.current and self._progress.of(following.id).status == "solved":
            self._note("Everything is solved. There is nothing left to do here.", "bold green")
            return
        self._grade((following,), events)

    def _open_exercise(self, after: Exercise | None = None) -> Exercise:
        """Return the first exercise that is not solved, beginning behind another one; that one if none is left."""
        start = self._exercises.index(after) + 1 if after else 0
        order = self._exercises[start:] + self._exercises[:start]
        unsolved = [one for one in order if self._progress.of(one.id).status != "solved"]
        counting = [one for one in unsolved if not one.extra] or unsolved
        return next(iter(counting), after or self._exercises[0])

    def _hint(self) -> None:
        exercise = self._view.current
        ladder = rungs(exercise)
        shown = min(self._progress.of(exercise.id).hints_used + 1, len(ladder))
        self._progress.hinted(exercise.id, shown)
        self._note(f"Hint {shown} of {len(ladder)}\n\n{reflowed(ladder[shown - 1])}", "cyan")

    def _confirm(self, event: Pressed, events: Events) -> None:
        from grader.reset import reset

        self._resetting = False
        if event.key != "y":
            self._note("Nothing was changed.", "dim")
            return
        try:
            kept = reset(self._view.current)
        except KataError as error:
            self._note(str(error), "magenta")
            return
        self._grade((self._view.current,), events)
        if kept is not None:
            self._note(f"Your file is now {kept.name}, in the same folder.", "dim")

    def _say(self, text: str) -> None:
        """Show on a terminal, in the last line, that something goes on."""
        if self._console.is_terminal:
            self._console.print(text, end="\r", style="dim")

    def _note(self, text: str, style: str) -> None:
        """Show a text below the exercise, in place of an earlier one."""
        self._view = replace(self._view, notes=((text, style),))
        self._show()

    def _show(self) -> None:
        show(self._view, self._progress, self._console)


def farewell(progress: Progress, exercises: tuple[Exercise, ...]) -> str:
    """Return what to say to a learner who leaves."""
    reached = sum(progress.of(exercise.id).best_score for exercise in exercises if not exercise.extra)
    return f"Until next time. Best scores so far: {names.points(reached)} points."


def _content(exercise: Exercise) -> bytes | None:
    try:
        return exercise.stub.read_bytes()
    except OSError:
        return None
