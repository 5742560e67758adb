"""Print the table: each rule, what simulated devices say and what real ones say.

``python -m tests.device_rules`` prints it as a Markdown table, and says so where nothing real could be compared;
it ends with 1 where a rule is broken. ``--outcomes`` prints what comes of each rule on the real devices, a line of
JSON for each; tests read it, so that CUDA begins in a process of its own.
"""

from __future__ import annotations

import dataclasses
import json
import sys

import torch

from . import mixing, places, values
from .table import Outcome, Rule

RULES: list[Rule] = [*mixing.RULES, *places.RULES, *values.RULES]


def real_rules() -> list[Rule]:
    """Return the rules for which there are real devices here."""
    return [rule for rule in RULES if rule.devices <= torch.cuda.device_count()]


def simulated_outcome(rule: Rule) -> Outcome:
    """Return what comes of a rule on simulated devices."""
    from grader.worker.simulator import simulated

    with simulated(rule.devices):
        return rule.outcome()


def print_outcomes() -> None:
    """Print what comes of each rule on the real devices."""
    for rule in real_rules():
        print(json.dumps([rule.name, dataclasses.asdict(rule.outcome())]), flush=True)


def print_table() -> int:
    """Print all outcomes side by side; return the exit code."""
    real = {rule.name: rule.outcome() for rule in real_rules()}
    print("| rule | simulated | real |\n|---|---|---|")
    broken = []
    for rule in RULES:
        outcomes = {"simulated": simulated_outcome(rule), **({"real": real[rule.name]} if rule.name in real else {})}
        broken += [f"{kind}: {rule.name}: {why}" for kind, one in outcomes.items() if (why := rule.broken(one))]
        said = [str(outcomes.get(kind, "not compared")).replace("|", "\\|") for kind in ("simulated", "real")]
        print(f"| {rule.name} | {said[0]} | {said[1]} |")
    device = torch.cuda.get_device_name(0) if real else "no CUDA device: nothing real was compared"
    print(f"\ntorch {torch.__version__}, {device}; {len(RULES)} rules, {len(real)} of them on real devices")
    print("\n".join([f"{len(broken)} broken", *broken]))
    return int(bool(broken))


def main(arguments: list[str]) -> int:
    """Do what the command line says; return the exit code."""
    if arguments == ["--outcomes"]:
        print_outcomes()
        return 0
    return print_table()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
