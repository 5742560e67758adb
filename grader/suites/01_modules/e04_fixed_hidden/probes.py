"""What is done to a submitted `FixedHiddenMLP`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, pull_back, snapshot, used_on, write


def fresh(submission, size):
    net = submission.FixedHiddenMLP(size)
    net(torch.zeros(1, size))  # lazy layers are made at the first call
    return net


def put(net, values):
    """Write through the names of the task: what is computed must not depend on how the tensors are kept."""
    write(net.rand_weight, values["rand_weight"])
    write(net.linear.weight, values["linear.weight"])
    write(net.linear.bias, values["linear.bias"])
    return net


def built(submission, size, values):
    return put(fresh(submission, size), values)


def held(net):
    return {"rand_weight": net.rand_weight, "linear.weight": net.linear.weight, "linear.bias": net.linear.bias}


def gradient(tensor):
    """Return the gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def sizes(submission, size):
    """net = FixedHiddenMLP(size); net(X)"""
    net = submission.FixedHiddenMLP() if size is None else submission.FixedHiddenMLP(size=size)
    output = net(torch.ones(3, 20 if size is None else size))
    return {"output": output, "tensors": held(net)}


def call(submission, size, values, inputs, view=None):
    """net = FixedHiddenMLP(size); net(X)"""
    net = built(submission, size, values)
    outputs = {name: attempt(net, x) for name, x in inputs.items()}
    if view is not None:
        outputs["a transposed view"] = attempt(net, view.transpose(0, 1).contiguous().transpose(0, 1))
    return outputs


def modes(submission, size, values, x):
    """net.train(); net(X); net.eval(); net(X)"""
    net = built(submission, size, values)
    outputs = {"net.train()(X)": net.train()(x), "net.eval()(X)": net.eval()(x)}
    with torch.no_grad():
        outputs["net.train()(X) under no_grad"] = net.train()(x)
        outputs["net.eval()(X) under no_grad"] = net.eval()(x)
    return outputs | {"X that asks for a gradient": net(x.clone().requires_grad_())}


def in_float64(submission, size, values, x):
    """net.double(); net(X.double())"""
    net = built(submission, size, values).double()
    return {"outputs": attempt(lambda: torch.stack([net(row) for row in x]))}


def taken_along(submission, size, cases, first_call_on_host):
    """net = FixedHiddenMLP(size); net.to(device); net(X).backward()"""
    net = submission.FixedHiddenMLP(size)
    seen = [{"made": attempt(net, torch.zeros(1, size)) if first_call_on_host else None}]
    for place, way, values, x in cases:
        if way == "part of another":
            nn.Sequential(nn.Sequential(net)).to(place)
        elif way:
            getattr(net, way)(torch.device(place))
        attempt(net, torch.zeros(1, size, device=place))
        constant = attempt(used_on, net.rand_weight, place)
        put(net, values)
        x = x.to(place, copy=True).requires_grad_()
        output = attempt(net, x)
        ended = attempt(lambda: (2 * output).backward())  # noqa: B023
        leaves = {"linear.weight": net.linear.weight, "linear.bias": net.linear.bias, "X": x}
        here = {"constant": constant, "output": snapshot(output), "used": attempt(used_on, output, place)}
        here |= {"ended": ended, "gradients": {name: snapshot(gradient(leaf)) for name, leaf in leaves.items()}}
        seen.append(here)
        net.zero_grad()
    return seen


def backward(submission, size, values, x, training):
    """net(X).backward()"""
    net = built(submission, size, values).train(training)
    x = x.requires_grad_()
    output = net(x)
    ended = attempt(pull_back, output, torch.tensor(2.0))
    once = snapshot({"linear.weight": net.linear.weight.grad, "linear.bias": net.linear.bias.grad, "X": x.grad})
    attempt(lambda: (3 * net(x)).backward())
    parts = {"linear.weight": net.linear.weight, "linear.bias": net.linear.bias, "X": x}
    return {"output": output, "ended": ended, "once": once, "twice": {n: gradient(p) for n, p in parts.items()}}


def state(submission, size, values):
    """net.state_dict()"""
    net = built(submission, size, values)
    return {"state": dict(net.state_dict()), "parameters": dict(net.named_parameters())}


def reload(submission, size, values, x):
    """copy = FixedHiddenMLP(size); copy.load_state_dict(net.state_dict()); copy(X)"""
    net, again = built(submission, size, values), submission.FixedHiddenMLP(size)
    loaded = attempt(again.load_state_dict, net.state_dict())
    return {"ended": None if isinstance(loaded, tuple) else loaded, "output": again(x)}


def deep_copy(submission, size, values, others, x):
    """twin = copy.deepcopy(net); a write to the twin; net(X); twin(X)"""
    net = built(submission, size, values)
    net(x)
    twin = copy.deepcopy(net)
    seen = {"fresh twin": twin(x)}
    put(twin, others)
    return seen | {"net": net(x), "twin": twin(x)}


def train(submission, size, values, x, lr, decay, steps):
    """net.requires_grad_(True); some steps of SGD with weight decay; net(X)"""
    net = built(submission, size, values).requires_grad_(True)
    for _ in range(steps):
        for parameter in net.parameters():
            parameter.grad = None
        net(x).backward()
        with torch.no_grad():
            for parameter in net.parameters():
                parameter -= lr * (gradient(parameter) + decay * parameter)
    return {"tensors": held(net), "output": net(x), "grad": gradient(net.rand_weight)}


def two_models(submission, size, values, others, x):
    """one, two = FixedHiddenMLP(size), FixedHiddenMLP(size)"""
    one, two = fresh(submission, size), fresh(submission, size)
    put(one, values)
    put(two, others)
    return {"one": one(x), "two": two(x)}


def new_models(submission, size):
    """one, two = FixedHiddenMLP(size), FixedHiddenMLP(size)"""
    return [held(fresh(submission, size)) for _ in range(2)]


def call_again(submission, size, values, others, x, y, training):
    """net(X); net(Y); a write to the tensors; net(X)"""
    net = built(submission, size, values).train(training)
    seen = {"first": net(x), "second": net(x), "other": net(y)}
    write(net.rand_weight, others["rand_weight"])
    seen["constant"] = net(x)
    put(net, others)
    return seen | {"all": net(x)}


def asks_for_grad(submission, size, values, x):
    """net(X).backward(); X.grad"""
    net = built(submission, size, values)
    net.train()(x).backward()
    net.eval()(x)
    return {"grad": gradient(x), "X": x}


def surroundings(submission, size, values, x, seeds, training):
    """net(X); net.training; torch.is_grad_enabled(); torch.get_default_dtype(); torch.rand(4)"""
    net = built(submission, size, values)
    net.witness = nn.Dropout(1.0)
    net.train(training)
    anchor, quiet = torch.ones(3, requires_grad=True), torch.ones(3, requires_grad=True)
    net(x)
    seen = {"witness": net.witness(torch.ones(3)), "training": net.training}
    (anchor * anchor).sum().backward()
    with torch.no_grad():
        net(x)
        loss = (quiet * quiet).sum()
    attempt(loss.backward)
    seen["random"] = []
    for seed in seeds:
        torch.manual_seed(seed)
        net(x)
        seen["random"].append(torch.rand(4))
    attempt(net.double(), x.double())
    return seen | {"anchor": gradient(anchor), "quiet": gradient(quiet), "made": torch.ones(2)}
