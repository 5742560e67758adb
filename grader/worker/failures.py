"""Describes an exception of the submission as plain data: type, message and the submission's own lines."""

from __future__ import annotations

from opcode import opmap
from types import TracebackType
from typing import Any

MAX_MESSAGE = 4000
MAX_FRAMES = 8
RAISE = opmap["RAISE_VARARGS"]
SYNTAX_ERRORS = (SyntaxError, IndentationError, TabError)


class MissingName(Exception):
    """The submission does not define a name that a probe uses."""


class WrongKind(Exception):
    """The submission defines a name, but as something that cannot be called."""


def describe(error: BaseException, filename: str) -> dict[str, Any]:
    """Return the plain description of `error`.

    Args:
        error: what was raised while the submission was imported or used.
        filename: the name under which the submission was compiled; only its lines are reported.

    Returns:
        ``status``: "raised", "not_attempted", "missing_name", "wrong_kind", "out_of_memory" or "syntax_error";
        ``type``, ``bases``, ``message``; ``lines``, outermost first; ``column`` and ``text`` of a syntax error.
    """
    kind = type(error)
    message = _message(error)
    lines, they_raised = _own_lines(_trace_of(error), filename)
    description: dict[str, Any] = {
        "status": _status(kind, message, they_raised),
        "type": name_of(kind),
        "bases": [name_of(base) for base in type.__dict__["__mro__"].__get__(kind)][:20],
        "message": message,
        "lines": lines,
        "column": None,
        "text": None,
    }
    # With none of their lines at work it is Python that speaks, of the file as a whole.
    if kind in SYNTAX_ERRORS and not lines and error.filename == filename:  # type: ignore[attr-defined]
        description |= {"status": "syntax_error"} | _place(error)  # type: ignore[arg-type]
    return description


def _place(error: SyntaxError) -> dict[str, Any]:
    line, column, text = error.lineno, error.offset, error.text
    return {
        "message": _sendable(error.msg, MAX_MESSAGE),
        # Of a problem with the whole file Python says that it is at line 0.
        "lines": [line] if line else [],
        "column": column if line else None,
        "text": _sendable(text, 300) if text else None,
    }


def _status(kind: type[BaseException], message: str, they_raised: bool) -> str:
    if issubclass(kind, MissingName):
        return "missing_name"
    if issubclass(kind, WrongKind):
        return "wrong_kind"
    if issubclass(kind, NotImplementedError) and they_raised:
        return "not_attempted"
    if issubclass(kind, MemoryError) or "can't allocate memory" in message:
        return "out_of_memory"
    return "raised"


# An exception of the submission can answer for itself: `str`, `__class__`, `__traceback__` and, through a
# metaclass, `__name__` may run its code. So what Python itself knows is asked for.


def name_of(kind: type) -> str:
    """Return the name of a class as it was defined."""
    name: str = type.__dict__["__name__"].__get__(kind)
    return name[:200]


def _trace_of(error: BaseException) -> TracebackType | None:
    trace: TracebackType | None = BaseException.__dict__["__traceback__"].__get__(error)
    return trace


def _message(error: BaseException) -> str:
    try:
        return _sendable(str(error), MAX_MESSAGE)
    except BaseException:
        return "(its message cannot be read)"


def _sendable(text: str, limit: int) -> str:
    """Return `text` cut to `limit`, as a plain string without lone surrogates, which no frame carries."""
    return str.__getitem__(text, slice(limit)).encode("utf-8", "replace").decode("utf-8")


def _own_lines(trace: TracebackType | None, filename: str) -> tuple[list[int], bool]:
    """Return the submission's lines on the way, and whether the last of all is a ``raise`` of its own."""
    lines: list[int] = []
    they_raised = False
    while trace is not None:
        code = trace.tb_frame.f_code
        theirs = code.co_filename == filename
        if theirs and trace.tb_lineno is not None:
            lines.append(trace.tb_lineno)
        # A call of C leaves no frame: torch raises NotImplementedError too, of an operator that it does not have.
        they_raised = theirs and code.co_code[trace.tb_lasti] == RAISE
        trace = trace.tb_next
    if len(lines) > MAX_FRAMES:
        lines = lines[: MAX_FRAMES // 2] + lines[-MAX_FRAMES // 2 :]
    return lines, they_raised
