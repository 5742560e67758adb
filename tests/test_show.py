"""Values as text: complete where they are small, short where they are not, whatever they are."""

from __future__ import annotations

import tracemalloc

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from grader.judge import show as module
from grader.judge.observation import Container, Device, Missing, Module, Opaque, Raised
from grader.judge.show import number, shape_text, show
from grader.worker.probing import attempt
from observed import observed


@pytest.fixture(autouse=True)
def print_options():
    """Print as a judge does, then as before."""
    from torch import _tensor_str

    before = vars(_tensor_str.PRINT_OPTS).copy()
    torch.set_printoptions(precision=4, threshold=60, edgeitems=3, linewidth=72, sci_mode=False)
    yield
    vars(_tensor_str.PRINT_OPTS).update(before)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (True, "True"),
        (7, "7"),
        (0.1 + 0.2, "0.3"),
        (1e-9, "1e-09"),
        ("it's", '"it\'s"'),
        (b"\x00", "b'\\x00'"),
        ([1, 2.50, "a"], "[1, 2.5, 'a']"),
        ((1,), "(1)"),
        ({"a": [1], 2: None}, "{'a': [1], 2: None}"),
        ({3}, "{3}"),
        ([], "[]"),
        ({}, "{}"),
        (torch.Size([2, 3]), "torch.Size([2, 3])"),
        (torch.float32, "torch.float32"),
        (torch.tensor(2.5), "2.5 (a 0-dimensional float32 tensor)"),
        (torch.tensor(True), "True (a 0-dimensional bool tensor)"),
        (torch.tensor([[1.0, -2.5]]), "float32 tensor of shape (1, 2)\n[[ 1.0000, -2.5000]]"),
        (torch.tensor([[1], [2]]), "int64 tensor of shape (2, 1)\n[[1],\n [2]]"),
        (torch.tensor([1.0], dtype=torch.float64), "float64 tensor of shape (1,)\n[1.]"),
        (torch.empty(0, 3), "float32 tensor of shape (0, 3)"),
        (nn.Parameter(torch.ones(1)), "float32 tensor of shape (1,)\n[1.]"),
        ([torch.ones(1)], "[float32 tensor of shape (1,)\n[1.]]"),
        ({"w": torch.ones(1)}, "{'w': float32 tensor of shape (1,)\n[1.]}"),
        (torch.device("cuda", 1), "torch.device('cuda:1')"),
    ],
    ids=repr,
)
def test_what_was_expected_and_what_came_look_alike(value, text):
    """A plain value and the record of the same value are shown by the same text."""
    assert show(value) == text
    assert show(observed(value).record) == text


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (Missing("nothing stands here"), "nothing (nothing stands here)"),
        (Raised("KeyError", (), "'x'", ()), "KeyError: 'x'"),
        (Raised("StopIteration", (), "", ()), "StopIteration"),
        (Opaque("builtins.object"), "an object of type builtins.object"),
        (Device("cuda", 1), "torch.device('cuda:1')"),
        (Module("Net", True, 0), "a Net with parameters []"),
        (observed(nn.Linear(1, 1)).record, "a Linear with parameters ['weight', 'bias']"),
        (observed(torch.empty(2, device="meta")).record, "a float32 tensor of shape (2,) on the meta device, which"),
        (observed(torch.ones(1).expand(10**12)).record, "of shape (1000000000000,) that is too large to look at"),
        (observed(nn.LazyLinear(1).weight).record, "that is not initialised yet"),
        (observed(torch.eye(2).to_sparse()).record, "of a kind that cannot be looked at"),
    ],
)
def test_what_is_no_plain_value_is_said_in_words(record, text):
    """Records that have no plain form are described."""
    assert text in show(record)


@pytest.mark.parametrize(("shape", "text"), [((), "()"), ((3,), "(3,)"), (torch.Size([3, 4]), "(3, 4)")])
def test_shapes_look_like_tuples(shape, text):
    """A shape is written as Python writes a tuple, `torch.Size` included."""
    assert shape_text(shape) == text


@pytest.mark.parametrize(("value", "text"), [(1 / 3, "0.333333"), (10, "10"), (True, "True"), (1 - 2j, "(1-2j)")])
def test_numbers_have_six_digits(value, text):
    """A float has six digits, everything else all of them."""
    assert number(value) == text


def test_long_lists_say_how_long_they_are():
    """Of many items the first are shown, with the count of all."""
    assert show(list(range(100))).endswith("9, 10, 11, ... 100 in all]")
    assert show(observed(list(range(100))).record) == show(list(range(100)))
    assert show(dict.fromkeys(range(13), 0)).endswith("11: 0, ... 13 in all}")


def test_depth_ends_in_dots():
    """What lies too deep is hinted at."""
    assert show([[[[[1]]]]]) == "[[[[...]]]]"
    knot: list = []
    knot.append(knot)
    assert show(observed(knot).record) == "[[[[...]]]]"


TEXT = st.text(st.characters(), max_size=50)
WIDE = st.just(torch.complex128)
HOSTILE = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.complex_numbers(),
        TEXT,
        st.binary(),
        st.builds(Missing, TEXT),
        st.builds(Opaque, TEXT),
        st.builds(Device, TEXT, st.none() | st.integers()),
        st.builds(Raised, TEXT, st.just(()), TEXT, st.just(())),
        st.builds(Module, TEXT, st.booleans(), st.integers()),
        st.builds(lambda text: text * 1000, TEXT),
        st.builds(
            torch.empty, st.lists(st.integers(0, 4), max_size=6), dtype=st.sampled_from([torch.int8, torch.bool])
        ),
        st.builds(torch.full, st.lists(st.integers(0, 4), max_size=6), st.floats() | st.complex_numbers(), dtype=WIDE),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=20),
        st.lists(inner, max_size=20).map(tuple),
        st.dictionaries(TEXT | st.integers(), inner, max_size=20),
        st.builds(
            Container,
            st.sampled_from(["list", "tuple", "set"]),
            TEXT,
            st.integers(),
            st.lists(inner, max_size=20).map(tuple),
        ),
        st.builds(
            lambda pairs: Container("dict", "dict", 0, pairs=tuple(pairs)),
            st.lists(st.tuples(inner, inner), max_size=20),
        ),
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None, database=None)
@given(HOSTILE)
def test_everything_can_be_shown_in_short(value):
    """Nothing raises, and no text is longer than a page."""
    assert len(show(value)) <= module.MAX_TEXT + len(" ...")


@pytest.mark.parametrize(
    "value",
    [
        torch.zeros([2] * 16, dtype=torch.uint8),
        torch.zeros([1] * 64),
        torch.zeros([10] * 7, dtype=torch.bool),
        torch.zeros(2**24),
        [[[torch.zeros([6] * 4)] * 99] * 99] * 99,
        [["x" * 10**6] * 99] * 99,
        b"x" * 10**8,
    ],
    ids=["16 dimensions", "64 dimensions", "7 dimensions", "16 million", "many tensors", "long texts", "long bytes"],
)
def test_only_what_is_shown_is_written(value):
    """What a submission made huge is not printed in full to be cut afterwards."""
    tracemalloc.start()
    text = show(value)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(text) <= module.MAX_TEXT + len(" ...")
    assert peak < 1 << 20


def test_an_exception_is_shown_as_python_does():
    """The last line of a traceback is how a learner knows an exception."""
    assert show(observed(attempt(int, "x")).record) == "ValueError: invalid literal for int() with base 10: 'x'"
