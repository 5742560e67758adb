"""Describes an exception of the submission as plain data: type, message and the submission's own lines."""

from __future__ import annotations

import traceback
from types import TracebackType
from typing import Any

MAX_MESSAGE = 4000
MAX_FRAMES = 8


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
    lines, innermost_is_theirs = _own_lines(error.__traceback__, filename)
    description: dict[str, Any] = {
        "status": _status(error, innermost_is_theirs),
        "type": type(error).__name__[:200],
        "bases": [base.__name__[:200] for base in type(error).__mro__][:20],
        "message": _message(error),
        "lines": lines,
        "column": None,
        "text": None,
    }
    if isinstance(error, SyntaxError) and error.filename == filename:
        description |= {
            "status": "syntax_error",
            "message": str(error.msg)[:MAX_MESSAGE],
            "lines": [error.lineno] if isinstance(error.lineno, int) else [],
            "column": error.offset if isinstance(error.offset, int) else None,
            "text": error.text[:300].encode("utf-8", "replace").decode() if isinstance(error.text, str) else None,
        }
    return description


def _status(error: BaseException, innermost_is_theirs: bool) -> str:
    if isinstance(error, MissingName):
        return "missing_name"
    if isinstance(error, WrongKind):
        return "wrong_kind"
    if isinstance(error, NotImplementedError) and innermost_is_theirs:
        return "not_attempted"
    if isinstance(error, MemoryError) or "can't allocate memory" in _message(error):
        return "out_of_memory"
    return "raised"


def _message(error: BaseException) -> str:
    try:
        text = str(error)
    except BaseException:
        text = "(its message cannot be read)"
    return text[:MAX_MESSAGE].encode("utf-8", "replace").decode("utf-8")


def _own_lines(trace: TracebackType | None, filename: str) -> tuple[list[int], bool]:
    lines: list[int] = []
    innermost_is_theirs = False
    for frame, line in traceback.walk_tb(trace):
        innermost_is_theirs = frame.f_code.co_filename == filename
        if innermost_is_theirs and line is not None:
            lines.append(line)
    if len(lines) > MAX_FRAMES:
        lines = lines[: MAX_FRAMES // 2] + lines[-MAX_FRAMES // 2 :]
    return lines, innermost_is_theirs
