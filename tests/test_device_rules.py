"""The table of device rules, on simulated devices everywhere and on real ones where there are any.

A rule that no device here can show is not generated. ``python -m tests.device_rules`` prints the table.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

# Before devices are simulated: optimisers import it, and what is imported under a simulation keeps stand-ins.
import torch._dynamo

from device_rules.__main__ import RULES, real_rules, simulated_outcome
from device_rules.table import Outcome, Refused, Rule, doubles

TESTS = Path(__file__).parent


def pytest_generate_tests(metafunc):
    """Make a test of each rule for which there are devices."""
    found = {"simulated_rule": RULES, "real_rule": real_rules()}
    for name in found.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, found[name], ids=[rule.name for rule in found[name]])


def test_simulated_devices_keep_the_rule(simulated_rule):
    """On simulated devices the rule holds."""
    assert simulated_rule.broken(simulated_outcome(simulated_rule)) == ""


@pytest.fixture(scope="module")
def outcomes():
    """What comes of each rule on real devices, worked out in a process of its own: CUDA is not to begin in this one."""
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    command = [sys.executable, "-m", "device_rules", "--outcomes"]
    done = subprocess.run(command, cwd=TESTS, env=environment, capture_output=True, text=True, timeout=300)
    found = dict(json.loads(line) for line in done.stdout.splitlines())
    nothing = {"kinds": ["NoOutcome"], "message": done.stderr[-500:]}
    return {rule.name: Outcome(**found.get(rule.name, nothing)) for rule in RULES}


if real_rules():

    def test_real_devices_keep_the_rule(real_rule, outcomes):
        """On real devices the same rule holds."""
        assert real_rule.broken(outcomes[real_rule.name]) == ""


def test_the_process_for_real_devices_says_what_it_saw(outcomes):
    """It gives an outcome for each rule that can be tried here, and none for the others."""
    found = {name for name, outcome in outcomes.items() if "NoOutcome" not in outcome.kinds}

    assert found == {rule.name for rule in real_rules()}


def test_rules_have_names_of_their_own():
    """No two rules are called alike, and there are rules about one device and about two."""
    assert doubles(rule.name for rule in RULES) == []
    assert {rule.devices for rule in RULES} == {1, 2}


@pytest.mark.parametrize(
    ("expected", "outcome", "kept"),
    [
        ([1.0, "cpu"], Outcome([1.0, "cpu"]), True),
        ([1.0, "cpu"], Outcome([1.0, "cuda:0"]), False),
        (None, Outcome(kinds=("RuntimeError",), message="no"), False),
        (Refused(("no", "way")), Outcome(kinds=("AcceleratorError", "RuntimeError"), message="no such way"), True),
        (Refused(("no", "way")), Outcome(kinds=("RuntimeError",), message="no such path"), False),
        (Refused(("no",)), Outcome(kinds=("TypeError",), message="no"), False),
        (Refused(("no",)), Outcome("no"), False),
    ],
)
def test_a_broken_rule_is_noticed(expected, outcome, kept):
    """A rule is kept by its value, or by a refusal of its kind with its words, and by nothing else."""
    assert (Rule("family", "says", lambda x: None, expected).broken(outcome) == "") is kept


def test_a_rule_leaves_the_devices_as_they_were():
    """What an action sets is put back, also when it raises."""

    def act(x):
        torch.set_default_device("cuda")
        raise ValueError("done")

    outcome = simulated_outcome(Rule("family", "says", act, None))

    assert outcome.kinds[0] == "ValueError" and str(torch.zeros(1).device) == "cpu"


def test_the_table_shows_both_sides():
    """The script prints a row for each rule, says what was not compared, and ends with 0 when no rule is broken."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.device_rules"], cwd=TESTS.parent, capture_output=True, text=True, timeout=300
    )

    assert done.returncode == 0, done.stderr
    rows = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(rows) == len(RULES) + 1
    assert ("nothing real was compared" in done.stdout) is (not real_rules())
    assert done.stdout.rstrip().endswith("0 broken")
