"""Derives a stub from its solution: marked regions become TODOs, everything else is copied.

A region is::

    # solution: make the two layers, `hidden` and `out`
    <reference code>
    # end solution

and becomes ``# TODO: ...`` and ``raise NotImplementedError("...")`` at its indentation. A region whose marker
has no text vanishes, with one blank line after it.
"""

from __future__ import annotations

import re
from pathlib import Path

from grader.errors import SuiteError

BEGIN = re.compile(r"^(?P<indent>\s*)# solution:\s*(?P<task>.*?)\s*$")
END = re.compile(r"^\s*# end solution\s*$")


def derive(solution: Path) -> str:
    """Return the text of the stub that belongs to the file `solution`.

    Raises:
        SuiteError: when regions are nested, not closed, or absent.
    """
    # Not `splitlines`, which also splits at characters that end no line of Python.
    lines = solution.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    name = solution.stem.split("_")[0]
    stub: list[str] = []
    opened: int | None = None
    regions = 0
    for number, line in enumerate(lines, start=1):
        begin = BEGIN.match(line)
        if begin and opened is not None:
            raise SuiteError(f"{solution}:{number}: a solution region inside the one of line {opened}.")
        if begin:
            opened, regions = number, regions + 1
            stub += _todo(begin["indent"], begin["task"], name)
        elif END.match(line):
            if opened is None:
                raise SuiteError(f"{solution}:{number}: `# end solution` without a `# solution:` before it.")
            opened = None
        elif opened is None and not (_vanished(lines, number) and not line.strip()):
            stub.append(line)
    if opened is not None:
        raise SuiteError(f"{solution}:{opened}: this solution region is never closed with `# end solution`.")
    if not regions:
        raise SuiteError(f"{solution} marks no region with `# solution: ...`, so its stub would be the answer.")
    return "\n".join(stub) + "\n"


def is_untouched(content: bytes, stub: str) -> bool:
    """Whether a submitted file says what the stub says, as far as editors leave files alone.

    They may change line endings, trailing blanks and lines at the end, and put a byte order mark before all.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    mine, theirs = ([line.rstrip() for line in whole.rstrip().split("\n")] for whole in (stub, text))
    return mine == theirs


def _todo(indent: str, task: str, name: str) -> list[str]:
    if not task:
        return []
    message = f"{name}: {task}".replace("\\", "\\\\").replace('"', '\\"')
    return [f"{indent}# TODO: {task}", f'{indent}raise NotImplementedError("{message}")']


def _vanished(lines: list[str], number: int) -> bool:
    """Whether the line before line `number` (1-based) ends a region that leaves nothing behind."""
    if number < 2 or not END.match(lines[number - 2]):
        return False
    begins = (BEGIN.match(line) for line in reversed(lines[: number - 2]))
    return next((not begin["task"] for begin in begins if begin), False)
