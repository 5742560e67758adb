"""The table of mutations fits the simulator: each can be applied, and none of its modules is left out."""

from __future__ import annotations

import shutil

import pytest

from device_rules.table import doubles
from grader.catalog import ROOT
from rule_mutation import operators, parts
from rule_mutation.table import SIMULATOR, Mutation, copied

MUTATIONS = [*operators.MUTATIONS, *parts.MUTATIONS]


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / SIMULATOR, tmp_path / SIMULATOR)
    return tmp_path


def test_each_mutation_changes_its_module(folder):
    """What a mutation replaces stands in its module once, and what it leaves there is Python."""
    for mutation in MUTATIONS:
        path = folder / SIMULATOR / f"{mutation.module}.py"
        before = path.read_text()
        mutation.apply(folder)
        changed = path.read_text()
        compile(changed, mutation.name, "exec")
        assert changed != before, mutation.name
        path.write_text(before)


def test_each_module_has_mutations():
    """Every module of the simulator is mutated, and mutations have names of their own."""
    modules = {path.stem for path in (ROOT / SIMULATOR).glob("*.py")}

    assert {mutation.module for mutation in MUTATIONS} == modules
    assert doubles(mutation.name for mutation in MUTATIONS) == []


@pytest.mark.parametrize("before", ["no such text", "import torch"])
def test_a_mutation_that_fits_nowhere_or_twice(folder, before):
    """A piece that is not there once cannot be replaced, and nothing is written."""
    path = folder / SIMULATOR / "tags.py"
    text = path.read_text() + "\nimport torch\n"
    path.write_text(text)

    with pytest.raises(ValueError, match="tags: rule"):
        Mutation("tags", "rule", before, "").apply(folder)
    assert path.read_text() == text


def test_the_copy_has_what_the_tests_need(tmp_path):
    """A mutation is tried on a copy with the grader, the simulator's tests and the table of rules."""
    copied(ROOT, tmp_path)

    assert (tmp_path / SIMULATOR / "mixing.py").is_file() and (
        tmp_path / "tests" / "device_rules" / "table.py"
    ).is_file()
    assert list((tmp_path / "tests").glob("test_simulator_*.py")) and not list(tmp_path.glob("tests/test_gate.py"))
