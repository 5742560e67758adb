"""What is done to a submitted `TensorReduction`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, linear, pull_back, snapshot, write

# Ways to look at a tensor that leave it no longer contiguous, or one row where many are seen.
VIEWS = {
    "as it is": lambda x: x,
    "turned": lambda x: x.movedim(0, -1),
    "swapped": lambda x: x.transpose(0, 1),
    "every other": lambda x: x[..., ::2],
    "expanded": lambda x: x.expand(4, -1),
}


def made(submission, num_inputs, num_outputs):
    layer = submission.TensorReduction(num_inputs, num_outputs)
    layer(torch.zeros(1, num_inputs))  # what is only made at the first call stands now
    return layer


def filled(submission, weight):
    layer = made(submission, weight.shape[0], weight.shape[2]).to(weight.dtype)
    write(layer.weight, weight)
    return layer


def gradient(tensor):
    """The gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def asked(tensor):
    """The gradient of a sum that the tensor is a part of: ones where it asks for gradients, else zeros."""
    tensor.grad, anchor = None, torch.zeros(1, requires_grad=True)
    with torch.enable_grad():
        (tensor.sum() + anchor).sum().backward()
    return gradient(tensor).clone()


def load(submission, weight, x):
    """layer = TensorReduction(num_inputs, num_outputs); layer.load_state_dict({"weight": ...})"""
    layer = made(submission, weight.shape[0], weight.shape[2])
    seen = {"parameters": {name: tuple(p.shape) for name, p in layer.named_parameters()}}
    seen["state"] = {name: tuple(value.shape) for name, value in layer.state_dict().items()}
    loaded = attempt(lambda: layer.load_state_dict({"weight": weight}) and None)
    return seen | {"weight": snapshot(layer.weight), "loaded": loaded, "output": attempt(layer, x)}


def start(submission, num_inputs, num_outputs, seeds):
    """TensorReduction(num_inputs, num_outputs), several times"""
    seen = []
    for seed in seeds:
        torch.manual_seed(seed)
        layer = made(submission, num_inputs, num_outputs)
        seen.append({"weight": layer.weight, "next": torch.rand(4)})
    pair = [made(submission, num_inputs, num_outputs).weight for _ in range(2)]
    return {"seeded": seen, "pair": pair}


def call(submission, weight, inputs):
    """layer = TensorReduction(num_inputs, num_outputs); layer(X)"""
    layer = made(submission, weight.shape[0], weight.shape[2])
    first = snapshot(layer.weight)
    write(layer.weight, weight)
    return {"first": first, "outputs": [attempt(layer, VIEWS[view](x)) for view, x in inputs]}


def gradients(submission, weight, x, upstream, training, asks, waiting=(None, None), view="as it is"):
    """Y = layer(X); Y.backward(upstream)"""
    layer = filled(submission, weight).train(training)
    x.requires_grad_(asks)
    layer.weight.grad, x.grad = waiting
    output = layer(VIEWS[view](x))
    ended = attempt(pull_back, output, upstream)
    return {"output": output, "ended": ended, "weight": gradient(layer.weight), "X": gradient(x)}


def step_between(submission, first, weight, last, x, upstream, lr):
    """net = nn.Sequential(nn.Linear(...), layer, nn.Linear(...)); one step of SGD"""
    net = nn.Sequential(linear(*first), filled(submission, weight), linear(*last))
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    pull_back(net(x), upstream)
    optimiser.step()
    return {"output": net(x)}


def follow(submission, weights, x, y, recorded, training):
    """layer(X), after its weight was written, loaded and copied"""
    with torch.set_grad_enabled(recorded):
        layer = made(submission, weights["written"].shape[0], weights["written"].shape[2]).train(training)
        seen = {"start": snapshot(layer.weight)}
        write(layer.weight, weights["written"])
        seen |= {"written": layer(x), "again": layer(x)}
        layer.load_state_dict({"weight": weights["loaded"]})
        seen |= {"loaded": layer(x)}
        layer.weight.data.copy_(weights["data"])
        seen |= {"data": layer(x)}
        layer.weight = nn.Parameter(weights["replaced"])
        seen |= {"replaced": layer(x)}
        twin = copy.deepcopy(layer)
        write(twin.weight, weights["copied"])
        seen |= {"copied": twin(x), "original": layer(x)}
        write(x, y)
        return seen | {"rewritten": layer(x)}


def apart(submission, one, two, x, y, recorded):
    """A = first(X); B = first(Y); C = other(X)"""
    first, other = filled(submission, one), filled(submission, two)
    write(first.weight, one)
    with torch.set_grad_enabled(recorded):
        outputs = {"A": first(x), "B": first(y), "C": other(x)}
        seen = snapshot(outputs | {"X": x, "asked": asked(x)})
        first.register_forward_hook(lambda module, arguments, output: output * 2)
        return {"seen": seen, "hooked": first(x)}


def settings(submission, weight, x, dtype, seed):
    """torch.set_default_dtype(...); torch.manual_seed(...); layer(X)"""
    layer = filled(submission, weight)
    torch.set_default_dtype(dtype)
    torch.manual_seed(seed)
    output = layer(x)
    return {"output": output, "drawn": torch.rand(4, dtype=torch.float32), "new": torch.tensor(0.5)}


def modes(submission, weight, x):
    """layer.eval(); layer(X); with torch.no_grad(): layer(X)"""
    layer = filled(submission, weight)
    layer.witness = nn.Dropout(1.0)  # a part that is never called, and knows the mode
    seen = {"training": layer.train()(x), "evaluation": layer.eval()(x), "witness": layer.witness(torch.ones(3))}
    anchor, quiet = torch.ones(3, requires_grad=True), torch.ones(3, requires_grad=True)
    with torch.no_grad():
        seen["quiet"] = layer(x)
        loss = (quiet * quiet).sum()
    factor = torch.ones(1, requires_grad=True)
    layer.zero_grad()
    (seen["quiet"] * factor).sum().backward()
    attempt(loss.backward)
    attempt((anchor * anchor).sum().backward)
    seen |= {"leaked": gradient(layer.weight).clone(), "anchors": [gradient(anchor), gradient(quiet)]}
    layer.weight.requires_grad_(False)
    return seen | {"frozen_output": layer(x), "frozen": asked(layer.weight)}


def double(submission, weight, x, upstream, others):
    """layer = TensorReduction(num_inputs, num_outputs).double(); layer(X)"""
    layer = filled(submission, weight)
    output = layer(x.requires_grad_())
    pull_back(output, upstream)
    seen = {"output": output, "weight": layer.weight.grad, "X": x.grad}
    state = dict(layer.state_dict())
    clone = made(submission, weight.shape[0], weight.shape[2]).double()
    clone.load_state_dict(state)
    seen = snapshot(seen | {"state": state, "clone": clone(x)})
    write(layer.weight, others)
    return {"first": seen, "clone": clone(x)}
