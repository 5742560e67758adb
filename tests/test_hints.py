"""Hints: a ladder, one rung after another."""

from __future__ import annotations

import pytest

from grader.errors import SuiteError
from grader.hints import reflowed, rungs
from trees import planted


@pytest.mark.parametrize(
    ("text", "ladder"),
    [
        ("one\n---\ntwo\n---\nthree\n", ["one", "two", "three"]),
        ("one\n\n---   \n\ntwo\n", ["one", "two"]),
        ("one\r\n---\r\ntwo\r\n", ["one", "two"]),
        ("only one", ["only one"]),
        ("---\none\n---\n---\n\n---\ntwo\n---\n", ["one", "two"]),
        (
            "a | b\n--- | ---\n1 | 2\n---\n    indented\n\n    code\n",
            ["a | b\n--- | ---\n1 | 2", "indented\n\n    code"],
        ),
        ("one\n----\nstill one\n ---\nand more\n", ["one\n----\nstill one\n ---\nand more"]),
    ],
)
def test_rungs_stand_between_lines(tmp_path, text, ladder):
    """Lines of exactly three dashes part the rungs; blank rungs are none."""
    assert rungs(planted(tmp_path, hints=text)) == ladder


@pytest.mark.parametrize("text", [None, "", "\n\n", "---\n\n---\n"])
def test_no_hints_are_an_authors_mistake(tmp_path, text):
    """A ladder without rungs is told with its file."""
    exercise = planted(tmp_path, hints=text)
    with pytest.raises(SuiteError, match="at least three") as caught:
        rungs(exercise)
    assert str(exercise.hints) in str(caught.value)


def test_paragraphs_flow_and_lists_stay():
    """A page breaks a paragraph's lines by itself; what is a list, code or a heading keeps its own."""
    text = "## One\n\nfirst\nsecond\n\n- a\n- b\n\n    code\n    more\n\n1. x\n2. y"

    assert reflowed(text) == text.replace("first\nsecond", "first second")
