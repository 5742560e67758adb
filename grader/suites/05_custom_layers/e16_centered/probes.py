"""What is done to a submitted `CenteredLayer`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, counted, linear, pull_back, snapshot, used_on, write


def gradient(tensor):
    """The gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def call(submission, inputs):
    """layer = CenteredLayer(); layer(X)"""
    layer = submission.CenteredLayer()
    return [attempt(layer, x) for x in inputs]


def call_on_views(submission, x):
    """CenteredLayer()(X.transpose(0, 1)), CenteredLayer()(X[:, ::2]), CenteredLayer()(X[:1].expand(4, -1))"""
    layer = submission.CenteredLayer()
    return [attempt(layer, view) for view in (x.transpose(0, 1), x[:, ::2], x[:1].expand(4, -1))]


def backward(submission, x, upstream, training):
    """CenteredLayer()(X).backward(upstream)"""
    layer = submission.CenteredLayer().train(training)
    leaf = x.clone().requires_grad_()
    attempt(pull_back, layer(leaf), upstream)
    once = snapshot(gradient(leaf))
    attempt(pull_back, layer(leaf), upstream)
    return {"once": once, "twice": gradient(leaf)}


def train(submission, first, last, x, upstream, rate):
    """net = nn.Sequential(linear, nn.Sigmoid(), CenteredLayer(), linear); one step of SGD; net(X)"""
    net = nn.Sequential(linear(*first), nn.Sigmoid(), submission.CenteredLayer(), linear(*last))
    ended = attempt(pull_back, net(x), upstream)
    with torch.no_grad():
        for parameter in net.parameters():
            parameter -= rate * gradient(parameter)
    return {"ended": ended, "trained": net(x)}


def state(submission, x):
    """layer = CenteredLayer(); layer.state_dict(); layer(X); layer.state_dict()"""
    layer = submission.CenteredLayer()
    seen = []
    for _ in range(2):
        seen.append({"state": dict(layer.state_dict()), "tensors": [*layer.parameters(), *layer.buffers()]})
        layer(x)
    return seen


def repeat(submission, x, y, z):
    """layer(X), layer(Y), layer(X); layer.eval(); copy.deepcopy(layer)(X)"""
    layer, other = submission.CenteredLayer(), submission.CenteredLayer()
    layer(x)
    outputs = {"Y": layer(y), "again": layer(x), "other shape": layer(z), "other layer": other(y)}
    layer(y.clone().requires_grad_())
    outputs["copy"] = attempt(lambda: copy.deepcopy(layer)(x))
    layer.eval()
    outputs |= {"evaluation": layer(x), "evaluation Y": layer(y)}
    with torch.no_grad():
        outputs |= {"no_grad": layer(x), "training, no_grad": layer.train()(y)}
    layer(x)
    write(x, y)
    return outputs | {"X after a write": layer(x)}


def call_on(submission, x, waiting, factor):
    """layer(X), X as it is afterwards; layer(X).mul_(factor)"""
    layer = submission.CenteredLayer()
    layer(x)
    seen = [snapshot(x)]
    layer.eval()(x)
    attempt(lambda: pull_back(layer(x), waiting))
    seen += [snapshot(x)]
    leaf = x.detach().clone().requires_grad_()
    leaf.grad = waiting.clone()
    attempt(layer.train(), leaf)
    seen = {"X": [*seen, snapshot(leaf.detach())], "X.grad": gradient(x), "leaf.grad": gradient(leaf)}
    with torch.no_grad():
        layer(x).mul_(factor)
    return seen | {"X after mul_": x}


def surroundings(submission, x, seeds):
    """layer(X); torch.rand(4), torch.ones(2), layer.training"""
    layer = submission.CenteredLayer()
    layer.witness = nn.Dropout(1.0)
    random, modes = [], []
    for seed, training in zip(seeds, (True, False), strict=True):
        torch.manual_seed(seed)
        layer.train(training)(x)
        random.append(torch.rand(4))
        modes.append(layer.witness(x))
    loud, leaf = (torch.ones(2, requires_grad=True) for _ in range(2))
    attempt((loud * loud).sum().backward)
    with torch.no_grad():
        recorded = layer(leaf)
    # A sum that has a gradient of its own: backward works, and must find no way to the leaf.
    attempt(lambda: (recorded[0] * torch.ones(1, requires_grad=True)).sum().backward())
    layer.double()(x.double())
    grads = {"loud": gradient(loud), "leaf": gradient(leaf)}
    return grads | {"random": random, "modes": modes, "made": torch.ones(2)}


def hooked(submission, x, shift):
    """layer.register_forward_hook(...); layer(X)"""
    layer = submission.CenteredLayer()
    layer.register_forward_pre_hook(lambda module, arguments: (arguments[0] * arguments[0],))
    layer.register_forward_hook(lambda module, arguments, output: output + shift)
    return {"output": layer(x)}


def on_devices(submission, inputs, upstreams, devices):
    """X = X.to(device).requires_grad_(); Y = layer(X); Y.backward(upstream)"""
    layer, seen = submission.CenteredLayer(), []
    for x, upstream, device in zip(inputs, upstreams, devices, strict=True):
        x, upstream = x.to(device).requires_grad_(), upstream.to(device)
        with counted() as counts:
            output = layer(x)
            waits = [counts.fetches, counts.syncs]
        used = attempt(used_on, output, device)
        with counted() as counts:
            ended = attempt(lambda: (output * upstream).sum().backward())  # noqa: B023
            waits += [counts.fetches, counts.syncs]
        seen.append({"output": snapshot(output), "used": used, "ended": ended, "gradient": gradient(x)})
        seen[-1]["waits"] = waits
    return seen
