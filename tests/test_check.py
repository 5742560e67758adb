"""The decorator: what may be declared is declared, and the function stays what it was."""

from __future__ import annotations

import pytest

from grader.judge.check import KINDS, Check, check
from grader.report import focus


@pytest.mark.parametrize(
    ("declaration", "declared"),
    [
        ({"points": 1, "kind": "value"}, Check(1, "value")),
        ({"points": 2.5, "kind": "identity", "claim": True}, Check(2.5, "identity", claim=True)),
        ({"points": 0, "kind": "robustness", "bonus": True}, Check(0, "robustness", bonus=True)),
    ],
)
def test_a_check_knows_what_it_declares(declaration, declared):
    """The declaration hangs on the function, which is otherwise left alone."""

    def function(observe):
        return observe

    decorated = check(**declaration)(function)

    assert decorated is function and decorated(5) == 5
    assert decorated.__check__ == declared


@pytest.mark.parametrize(
    "points", [0, -1, 0.25, 1.3, float("nan"), float("inf"), -0.5], ids=["0", "-1", "0.25", "1.3", "nan", "inf", "-0.5"]
)
def test_points_come_in_halves(points):
    """Points that are not a positive multiple of one half are refused."""
    with pytest.raises(ValueError, match="multiple of 0.5"):
        check(points=points, kind="value")


@pytest.mark.parametrize("points", [1, 0.5, -1])
def test_a_bonus_has_no_points(points):
    """Advice costs nothing."""
    with pytest.raises(ValueError, match="bonus"):
        check(points=points, kind="value", bonus=True)


def test_kinds_are_known():
    """Every kind of the report can be declared, and no other."""
    assert KINDS == focus.KINDS
    for kind in KINDS:
        assert check(points=1, kind=kind)(lambda: None).__check__.kind == kind
    with pytest.raises(ValueError, match="'speed' is none of shape, value"):
        check(points=1, kind="speed")


def test_everything_is_said_by_name():
    """Positional arguments would hide what a number means from the reader, and from the catalog."""
    with pytest.raises(TypeError):
        check(1, "value")
