"""A page: lines of text on a console, none wider than the console and none able to do harm."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from grader.report.harmless import harmless
from grader.report.statuses import Look

# Beyond this, more of a submission's text does not help anybody in front of a terminal.
_MAX_CHARACTERS = 20_000
_MAX_LINES = 20
_NARROWEST = 16


class Page:
    """Writes rows and blocks of text. Text is never read as markup."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._encoding = console.encoding
        self._ascii = console.options.ascii_only
        self._width = console.width

    def mark(self, look: Look) -> str:
        """Return the mark of a status in characters that this console can write."""
        return look.ascii_mark if self._ascii else look.mark

    def blank(self) -> None:
        """Write an empty line."""
        self._console.print()

    def rule(self) -> None:
        """Write a line across the page."""
        self._put(Text(("-" if self._ascii else "─") * self._width, "dim"))

    def row(self, head: str, text: str, *, head_style: str = "", style: str = "", indent: int = 0) -> None:
        """Write `head` and, beside it, `text` as one paragraph; its further lines hang below its start."""
        front = Text(" " * indent).append(self._paragraph(head), head_style)
        room = self._width - front.cell_len
        if room < _NARROWEST and head:
            self.row("", head, style=head_style, indent=indent)
            self.row("", text, style=style, indent=indent + 2)
            return
        for line in self._wrapped(self._paragraph(text), style, room, _MAX_LINES):
            self._put(front + line)
            front = Text(" " * front.cell_len)

    def block(self, text: str, *, style: str = "", indent: int = 0, limit: int = _MAX_LINES) -> None:
        """Write `text` with its own line ends kept, at most `limit` lines of it."""
        for line in self._wrapped(self._clean(text).strip("\n"), style, self._width - indent, limit):
            self._put(Text(" " * indent) + line)

    def _clean(self, text: str) -> str:
        clean = harmless(text[:_MAX_CHARACTERS], self._encoding)
        return clean if len(text) <= _MAX_CHARACTERS else clean + " ..."

    def _paragraph(self, text: str) -> str:
        return self._clean(text).replace("\n", " ")

    def _wrapped(self, clean: str, style: str, width: int, limit: int) -> list[Text]:
        """Return the lines that `clean` takes up, the last of them a note when there would be too many."""
        width = max(width, 2)
        lines = list(Text(clean, style).wrap(self._console, width, overflow="fold"))
        if len(lines) > limit:
            note = Text("... (the rest is in the report)", "dim").wrap(self._console, width, overflow="fold")
            lines = lines[:limit] + list(note)
        return lines

    def _put(self, line: Text) -> None:
        line.rstrip()
        self._console.print(line, soft_wrap=True)
