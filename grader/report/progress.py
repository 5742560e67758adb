"""Progress: what a terminal shows while grading runs, gone when it is done."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.text import Text

from grader.report import names
from grader.report.harmless import harmless
from grader.report.statuses import CHECK, Look


class GradingProgress:
    """A live view of the exercises that are being graded, for use in a ``with`` statement.

    On anything but a real terminal it writes nothing: the report that follows says it all.

    Args:
        console: where to show it.
        total: number of exercises that will be graded, if known.
    """

    def __init__(self, console: Console, total: int | None = None) -> None:
        self._console = console
        self._total = total
        self._done = 0
        self._running: dict[str, tuple[str, list[str]]] = {}
        self._live: Live | None = None

    def __enter__(self) -> GradingProgress:
        # A forced colour setting makes rich call a pipe a terminal, so the stream itself is asked as well.
        if self._console.is_interactive and self._console.file.isatty():
            # No refreshing thread and no redirected streams: the grader forks while this view is up, and a
            # child would inherit locks that nobody releases.
            self._live = Live(
                self._view(),
                console=self._console,
                auto_refresh=False,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.start(refresh=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def started(self, exercise_id: str, title: str) -> None:
        """Show that an exercise is being graded."""
        self._running[exercise_id] = (title, [])
        self._show()

    def check_done(self, exercise_id: str, status: str) -> None:
        """Add the mark of one more check of an exercise that was started."""
        if exercise_id in self._running:
            self._running[exercise_id][1].append(status)
            self._show()

    def finished(self, exercise_id: str, status: str) -> None:
        """Count an exercise as graded, whatever its `status`, and take it off the view."""
        self._running.pop(exercise_id, None)
        self._done += 1
        self._show()

    def _show(self) -> None:
        if self._live is not None:
            self._live.update(self._view(), refresh=True)

    def _view(self) -> Text:
        """Return one line for the run and one for each exercise, as many as the terminal is high."""
        if self._total is None:
            done = names.counted(self._done, "exercise")
        else:
            done = f"{self._done} of {names.counted(self._total, 'exercise')}"
        lines = [Text(f"Grading: {done} done", "bold")]
        for exercise_id, (title, statuses) in list(self._running.items())[: max(self._console.height - 2, 1)]:
            line = Text(f"  {names.short(exercise_id)}  ")
            for status in statuses:
                look = CHECK[status]
                line.append(self._mark(look), look.style)
            line.append(" " if statuses else "")
            line.append(harmless(title, self._console.encoding).replace("\n", " "), "dim")
            lines.append(line)
        for line in lines:
            line.truncate(self._console.width - 1, overflow="crop")
        return Text("\n").join(lines)

    def _mark(self, look: Look) -> str:
        return look.ascii_mark if self._console.options.ascii_only else look.mark
