"""Counting on real GPUs: counting sees in each act what the simulator counts of its own devices.

Beside simulated devices counting sees the same operators; copies, which the simulator makes in its own way, are
counted where there is a real GPU.
"""

from __future__ import annotations

import pytest
import torch

from grader.worker.counting import Counting
from grader.worker.simulator import simulated
from grader.worker.simulator.counters import BudgetSpentError

REAL = torch.cuda.is_available()

FETCHES = {
    "item": (lambda x: x[0].item(), 1),
    "float": (lambda x: float(x[1]), 1),
    "if": (lambda x: 1 if x[0] > 0 else 0, 1),
    "a mask": (lambda x: x[x > 0], 1),
    "a write through a mask": (lambda x: x.__setitem__(x > 0, 0.0), 0),
    "nonzero": (lambda x: x.nonzero(), 1),
    "masked_select": (lambda x: x.masked_select(x > 0), 1),
    "unique": (lambda x: x.long().unique(), 1),
    "equal": (lambda x: torch.equal(x, x + 1), 1),
    "repeat_interleave": (lambda x: x.repeat_interleave(torch.ones_like(x).long()), 1),
    "arithmetic": (lambda x: (x * 2 + 1).sum().relu(), 0),
    "an index": (lambda x: x[torch.zeros_like(x).long()], 0),
    "backward": (lambda x: (x.clone().requires_grad_() ** 2).sum().backward(), 0),
}
COPIES = {
    "cpu": (lambda x: x.cpu(), {"device_to_host": 1, "fetches": 1, "syncs": 1, "device_to_host_bytes": 12}),
    "tolist": (lambda x: x.tolist(), {"device_to_host": 1, "fetches": 1}),
    "without waiting": (lambda x: x.to("cpu", non_blocking=True), {"fetches": 1, "syncs": 0}),
    "back": (lambda x: torch.ones(2).to(x.device), {"host_to_device": 1, "fetches": 0}),
    "copy_": (lambda x: torch.empty(3).copy_(x), {"device_to_host": 1, "fetches": 1}),
}


def fetched(act, device: str) -> tuple[int, bool]:
    """Return how often counting saw a fetch, and whether it saw anything on a GPU."""
    x = torch.tensor([1.0, 2.0, 3.0]).to(device)
    with Counting() as counting:
        act(x)
    return counting.counters.fetches, counting.counters.operations > 0


@pytest.mark.parametrize(("act", "fetches"), FETCHES.values(), ids=list(FETCHES))
def test_counting_agrees_with_the_simulator(act, fetches):
    """What reads a value on the host is one fetch, and what stays on the device none; on the CPU nothing counts."""
    with simulated(1) as counters:
        seen = fetched(act, "cuda")
        assert counters.fetches == fetches
    assert seen == (fetches, True)
    assert fetched(act, "cpu") == (0, False)
    if REAL:
        assert fetched(act, "cuda") == (fetches, True)


def pytest_generate_tests(metafunc):
    """Real GPUs are asked where there are any; elsewhere there is nothing to ask, and nothing to skip."""
    if "device" in metafunc.fixturenames:
        metafunc.parametrize("device", ["cpu", "cuda"] if REAL else ["cpu"])


@pytest.mark.parametrize(("act", "counts"), COPIES.values(), ids=list(COPIES))
def test_copies_are_counted_between_devices_only(act, counts, device):
    """A copy from a GPU is a fetch, one to it is not, and within the CPU nothing is counted."""
    x = torch.ones(3).to(device)
    with Counting() as counting:
        act(x)
    seen = {name: getattr(counting.counters, name) for name in counts}

    assert seen == (counts if device == "cuda" else dict.fromkeys(counts, 0))


def test_a_budget_holds_on_real_gpus():
    """The first fetch too many raises where it happens."""
    with simulated(1):
        x = torch.ones(2, device="cuda")
        with Counting() as counting, counting.counters.budget(fetches=1):
            x[0].item()
            with pytest.raises(BudgetSpentError, match="one too many of fetches"):
                x[1].item()
            counting.counters.reset()
