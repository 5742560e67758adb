"""The ladder of hints of an exercise: rungs in ``hints.md``, separated by lines of ``---``."""

from __future__ import annotations

import re

from grader.catalog import Exercise
from grader.errors import SuiteError


def rungs(exercise: Exercise) -> list[str]:
    """Return the rungs of an exercise's ladder, the gentlest first.

    Raises:
        SuiteError: when there are none.
    """
    try:
        text = exercise.hints.read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    found = [rung.strip() for rung in re.split(r"^---\s*$", text, flags=re.MULTILINE) if rung.strip()]
    if not found:
        raise SuiteError(f"{exercise.hints} holds no hints: write at least three, with `---` between them.")
    return found


def reflowed(text: str) -> str:
    """Return a rung with each paragraph in one line, for a page that breaks lines itself; lists and code stay."""
    paragraphs = re.split(r"\n{2,}", text)
    return "\n\n".join(
        paragraph if re.search(r"^(\s|[-*|#`]|\d+\.)", paragraph, flags=re.MULTILINE) else paragraph.replace("\n", " ")
        for paragraph in paragraphs
    )
