"""Plain optimisers: what `torch.optim` computes, bit by bit, without the import that it would bring along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
import torch

from grader.catalog import ROOT
from grader.optimisers import make_plain

# Runs every optimiser class that torch has; prints the bits that come out and what has been imported.
RUN = """
import inspect, json, sys
import torch
from torch import nn

torch.set_num_threads(1)
if sys.argv[1] == "plain":
    from grader.optimisers import make_plain
    make_plain()
    make_plain()

def bits(tensors):
    return [tensor.detach().reshape(-1).double().tolist() for tensor in tensors]

def flat(tree):
    if isinstance(tree, dict):
        return {str(key): flat(value) for key, value in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [flat(value) for value in tree]
    return bits([tree])[0] if isinstance(tree, torch.Tensor) else repr(tree)

def model():
    torch.manual_seed(5)
    return nn.Sequential(nn.Linear(3, 4, bias=False), nn.Tanh(), nn.Linear(4, 2, bias=False))

def embedding():
    torch.manual_seed(5)
    return nn.Sequential(nn.Embedding(5, 4, sparse=True), nn.Flatten())

def run(optimiser):
    sparse = optimiser.__name__ == "SparseAdam"
    net = embedding() if sparse else model()
    x = torch.tensor([[0, 1, 1], [4, 0, 2]]) if sparse else torch.randn(6, 3)
    first, *others = net.parameters()
    built = optimiser([first], lr=0.05)
    if others and optimiser.__name__ != "LBFGS":  # which takes one group only
        built.add_param_group({"params": others, "lr": 0.01})
    modes = []

    def closure():
        modes.append(torch.is_grad_enabled())
        built.zero_grad()
        loss = (net(x) ** 2).sum()
        loss.backward()
        return loss

    losses = []
    for _ in range(4):
        losses.append(flat(built.step(closure)))
    built.load_state_dict(built.state_dict())
    if optimiser.__name__ != "LBFGS":
        closure()
        losses.append(repr(built.step()))
    with torch.no_grad():
        losses.append(flat(built.step(closure) if optimiser.__name__ == "LBFGS" else None))
        modes.append(torch.is_grad_enabled())
    modes.append(torch.is_grad_enabled())
    return {"parameters": bits(net.parameters()), "losses": losses, "modes": modes, "state": flat(built.state_dict())}

def differentiate(optimiser):
    if "differentiable" not in inspect.signature(optimiser).parameters or optimiser.__name__ == "LBFGS":
        return None
    leaf = torch.ones(2, 2, requires_grad=True)
    moved = leaf.clone()
    moved.grad = torch.full((2, 2), 0.5, requires_grad=True)
    optimiser([moved], lr=0.1, differentiable=True).step()
    moved.sum().backward()
    return bits([leaf.grad])

def fail(optimiser):
    built = optimiser([torch.ones(2, 2, requires_grad=True)])
    try:
        built.step(lambda: 1 / 0)
    except ZeroDivisionError:
        return torch.is_grad_enabled()

classes = {name: kind for name, kind in vars(torch.optim).items() if isinstance(kind, type)
           and issubclass(kind, torch.optim.Optimizer) and kind is not torch.optim.Optimizer}
scheduled = torch.optim.SGD([torch.ones(1, requires_grad=True)], lr=1.0)
rates = torch.optim.lr_scheduler.StepLR(scheduled, 1)
scheduled.step()
rates.step()
found = {name: [run(kind), differentiate(kind), fail(kind)] for name, kind in classes.items()}
print(json.dumps({"found": found, "rate": rates.get_last_lr(), "dynamo": "torch._dynamo" in sys.modules}))
"""


@pytest.fixture(scope="module")
def runs() -> dict[str, Any]:
    """What all optimisers do, in a process with torch as it comes and in one with the plain ones."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    started = {
        how: subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", RUN, how],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for how in ("stock", "plain")
    }
    outputs = {how: process.communicate(timeout=120) for how, process in started.items()}
    assert all(process.returncode == 0 for process in started.values()), outputs
    return {how: json.loads(out) for how, (out, _) in outputs.items()}


OPTIMISERS = [
    name
    for name, kind in vars(torch.optim).items()
    if isinstance(kind, type) and issubclass(kind, torch.optim.Optimizer) and kind is not torch.optim.Optimizer
]


@pytest.mark.parametrize("name", OPTIMISERS)
def test_every_optimiser_computes_the_same(runs, name):
    """Parameters, losses, state, grad modes, differentiable steps and exceptions are those of torch as it comes."""
    plain, stock = runs["plain"]["found"][name], runs["stock"]["found"][name]

    assert plain == stock
    assert stock[0]["parameters"] and stock[0]["modes"][-2:] == [False, True]


def test_schedulers_work(runs):
    """A scheduler takes a plain optimiser for the one it knows."""
    assert runs["plain"]["rate"] == runs["stock"]["rate"] == [0.1]


def test_only_torch_as_it_comes_imports_dynamo(runs):
    """No plain optimiser brings torch._dynamo along; if stock ones no longer did, the module could go."""
    assert (runs["plain"]["dynamo"], runs["stock"]["dynamo"]) == (False, True)


def test_every_optimiser_that_torch_has_is_tried(runs):
    """A new version of torch may bring new optimisers: they are found by themselves."""
    assert set(runs["plain"]["found"]) == set(OPTIMISERS) >= {"SGD", "Adam", "AdamW", "LBFGS", "SparseAdam"}


def test_making_them_plain_again_changes_nothing():
    """The second time there is nothing to take off."""
    make_plain()
    once = {name: vars(getattr(torch.optim, name)).get("step") for name in OPTIMISERS}
    make_plain()

    assert {name: vars(getattr(torch.optim, name)).get("step") for name in OPTIMISERS} == once
