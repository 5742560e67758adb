"""The judge's plain arithmetic of optimisers does what torch's own optimisers do."""

from __future__ import annotations

import pytest
import torch

from grader.judge import descent

TORCH = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}


@pytest.mark.parametrize("name", TORCH)
def test_values_move_as_with_torch(name):
    """Values end where torch's optimiser brings them, and those that were handed in stay as they were."""
    draws = torch.Generator().manual_seed(1)
    begin = [torch.randn(3, 2, generator=draws, dtype=torch.float64), torch.randn(2, generator=draws).double()]
    kept = [value.clone() for value in begin]
    x = torch.randn(5, 3, generator=draws).double()

    def loss(weight, bias):
        return ((x @ weight + bias) ** 2).mean()

    leaves = [value.clone().requires_grad_() for value in begin]
    optimiser = TORCH[name](leaves, lr=0.1)
    for _ in range(4):
        optimiser.zero_grad()
        loss(*leaves).backward()
        optimiser.step()

    for ours, theirs in zip(getattr(descent, name)(begin, loss, 0.1, 4), leaves, strict=True):
        torch.testing.assert_close(ours, theirs.detach())
    assert all(torch.equal(one, other) for one, other in zip(begin, kept, strict=True))
