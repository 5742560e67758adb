"""The verbs of probes: what they write, and what they refuse."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from grader.worker.probing import fill, recorded, write


def test_values_are_written_by_name():
    """Parameters and buffers take the values under their names, a shared one under each of its names."""
    net = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))
    net.append(net[0])
    values = {"0.bias": torch.ones(3), "1.running_mean": torch.full((3,), 2.0), "2.weight": torch.full((3, 2), 5.0)}

    fill(net, values)

    assert all(torch.equal(net.state_dict()[name], value) for name, value in values.items())
    assert torch.equal(net[0].weight, values["2.weight"])


def test_values_are_written_in_order():
    """A list fills all parameters in the order of `parameters()`, whatever they are called."""
    layer = nn.Linear(2, 3)

    fill(layer, [torch.ones(3, 2), torch.zeros(3)])

    assert torch.equal(layer.weight, torch.ones(3, 2)) and torch.equal(layer.bias, torch.zeros(3))


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ([torch.ones(3, 2)], ValueError, "has 2 parameters, 1 were expected"),
        ([torch.ones(2, 3), torch.ones(3)], ValueError, r"shape \(3, 2\) was expected to have shape \(2, 3\)"),
        ({"weigth": torch.ones(3, 2)}, KeyError, "has no parameter or buffer named 'weigth'; it has"),
    ],
)
def test_what_does_not_fit_is_refused(values, error, message):
    """A missing name, another number of parameters or another shape is said, and nothing broadcasts."""
    layer = nn.Linear(2, 3)

    with pytest.raises(error, match=message):
        fill(layer, values)


@pytest.mark.parametrize("mode", [True, False])
def test_the_grad_mode_shows_in_a_gradient(mode):
    """What is recorded gives its gradient, and nothing gives zeros; the grad mode stays as it is."""
    x = torch.tensor([2.0, 3.0])
    with torch.set_grad_enabled(mode):
        seen = recorded(x)
        assert torch.is_grad_enabled() is mode

    assert torch.equal(seen, x if mode else torch.zeros(2))


def test_a_write_is_not_recorded():
    """Writing leaves a Parameter a leaf that requires grad."""
    parameter = nn.Parameter(torch.zeros(2))

    write(parameter, torch.ones(2))

    assert parameter.is_leaf and parameter.requires_grad and torch.equal(parameter, torch.ones(2))
