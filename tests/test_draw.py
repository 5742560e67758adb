"""Draws: fresh for each run and check, the same for the same seed, and never of equal sizes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.catalog import ROOT
from grader.judge.draw import Draw, derived_seed

SEEDS = st.integers(0, 2**63 - 1)

ALL = """
import torch
from grader.judge.draw import Draw, derived_seed
draw = Draw(derived_seed(12, "label"))
print([
    draw.normal(2, 3).tolist(), draw.uniform(3, low=-1.0, high=2.0).tolist(), draw.integers(4, low=0, high=9).tolist(),
    draw.integer(1, 100), draw.number(0.0, 1.0), draw.sizes(3), draw.pick("abc"), draw.shuffled(range(5)), draw.word(),
])
"""


@settings(max_examples=100, deadline=None, database=None)
@given(SEEDS, st.lists(st.text(), unique=True, min_size=2, max_size=20))
def test_every_label_has_a_seed_of_its_own(seed, labels):
    """Seeds that are derived from one seed differ from each other and from it, and are the same every time."""
    derived = [derived_seed(seed, label) for label in labels]

    assert len({seed, *derived}) == len(labels) + 1
    assert derived == [derived_seed(seed, label) for label in labels]
    assert all(0 <= one < 2**63 for one in derived)


def test_a_state_has_the_names_and_shapes_asked_for():
    """Numbers are drawn for each name, in its shape and in the dtype that is wanted."""
    state = Draw(3).state({"weight": (2, 3), "number": ()}, dtype=torch.float64)

    assert {name: (tuple(value.shape), value.dtype) for name, value in state.items()} == {
        "weight": ((2, 3), torch.float64),
        "number": ((), torch.float64),
    }


def test_neighbouring_seeds_have_nothing_in_common():
    """One bit of the run's seed, or one letter of the label, changes about half of the derived bits."""
    for one, other in [(("a", 1), ("a", 2)), (("a", 1), ("b", 1)), (("test_x", 7), ("test_y", 7))]:
        differing = (derived_seed(one[1], one[0]) ^ derived_seed(other[1], other[0])).bit_count()
        assert 10 < differing < 53


def test_the_derivation_is_fixed():
    """A recorded seed repeats its run in later versions too: this number may never change."""
    assert derived_seed(20261123, "01_modules/e01_mlp::test_output") == 3544878538973003080


def test_a_seed_repeats_its_draws_in_any_process(capsys):
    """The same seed draws the same of everything, whatever hash seed and global random state a process has."""
    noise = "import random, torch; random.seed(5); torch.manual_seed(5)\n"
    elsewhere = subprocess.run(
        [sys.executable, "-c", noise + ALL],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for _ in range(2):
        exec(ALL, {})
        assert capsys.readouterr().out == elsewhere.stdout != ""


def test_draws_do_not_touch_the_global_random_state():
    """Drawing inputs neither uses nor changes what torch and Python draw otherwise."""
    torch.manual_seed(3)
    expected = torch.rand(2)
    torch.manual_seed(3)
    draw = Draw(1)
    draw.normal(100)
    draw.integers(100, low=0, high=1)

    assert torch.equal(torch.rand(2), expected)


def test_other_seeds_draw_other_inputs():
    """Two hundred seeds draw two hundred different inputs."""
    assert len({tuple(Draw(derived_seed(seed, "x")).normal(2).tolist()) for seed in range(200)}) == 200
    assert len({Draw(derived_seed(seed, "x")).word() for seed in range(200)}) == 200


@settings(max_examples=100, deadline=None, database=None)
@given(SEEDS, st.integers(0, 8))
def test_sizes_all_differ(seed, count):
    """No two sizes are equal, so that no transposed result has the right shape by luck."""
    sizes = Draw(seed).sizes(count)

    assert len(set(sizes)) == len(sizes) == count
    assert all(2 <= size <= 9 for size in sizes)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (0, 2)])
def test_shapes_and_dtypes_are_as_asked(shape):
    """Every kind of tensor comes in every shape, also without dimensions."""
    draw = Draw(7)
    for tensor, dtype in [
        (draw.normal(*shape), torch.float32),
        (draw.normal(*shape, dtype=torch.float64), torch.float64),
        (draw.normal(*shape, dtype=torch.bfloat16), torch.bfloat16),
        (draw.uniform(*shape), torch.float32),
        (draw.integers(*shape, low=0, high=1), torch.int64),
    ]:
        assert (tensor.shape, tensor.dtype) == (shape, dtype)


def test_bounds_are_kept_and_reached():
    """Integers reach both bounds, numbers fill their interval, normal numbers have mean 0 and deviation 1."""
    draw = Draw(11)

    assert set(draw.integers(200, low=-1, high=2).tolist()) == {-1, 0, 1, 2}
    assert {draw.integer(3, 4) for _ in range(50)} == {3, 4}
    uniform = draw.uniform(2000, low=-2.0, high=6.0)
    assert -2 <= uniform.min() < -1.9 and 5.9 < uniform.max() <= 6
    assert all(0.5 <= draw.number(0.5, 0.75) <= 0.75 for _ in range(50))
    normal = draw.normal(20_000)
    assert abs(normal.mean()) < 0.05 and abs(normal.std() - 1) < 0.05


def test_items_are_picked_and_shuffled():
    """Every item is picked some time, and a shuffle keeps all of them without touching the original."""
    draw, items = Draw(5), ["a", "b", "c", "d"]

    assert {draw.pick(items) for _ in range(100)} == set(items)
    shuffles = [draw.shuffled(items) for _ in range(50)]
    assert all(sorted(one) == items for one in shuffles) and len({tuple(one) for one in shuffles}) > 5
    assert items == ["a", "b", "c", "d"]


def test_words_can_be_names():
    """A word is a valid name of an attribute, of the asked length."""
    assert all(Draw(seed).word(12).isidentifier() for seed in range(20))
    assert len(Draw(1).word(12)) == 12
