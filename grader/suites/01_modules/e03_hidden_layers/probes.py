"""What is done with `hidden_parameters` and `StackedMLP`."""

import collections
import copy

import torch
from torch import nn

from grader.worker.probing import attempt, linear, pull_back, snapshot, write


def things(values):
    """Return what the code of a net may name: layers a, b, c, Parameters p, q, r, s, a plain tensor t."""
    layers = {name: linear(values[f"{name}.weight"], values[f"{name}.bias"]) for name in "abc"}
    parameters = {name: nn.Parameter(values[name].clone()) for name in "pqrs"}
    plain = {"t": values["t"].clone().requires_grad_(), "net": nn.Module()}
    return layers | parameters | plain | {"torch": torch, "nn": nn, "collections": collections}


def tensors(names):
    """Return the tensors of `things` by the names that the judge uses."""
    parts = {f"{name}.{part}": getattr(names[name], part) for name in "abc" for part in ("weight", "bias")}
    return parts | {name: names[name] for name in "pqrst"}


def look(submission, code, then, values, marks):
    """hidden_parameters(net)"""
    names = things(values)
    exec(code, names)
    if then is not None:
        earlier = submission.hidden_parameters(names["net"])
        if isinstance(earlier, list):
            earlier.clear()
        exec(then, names)
    found = attempt(submission.hidden_parameters, names["net"])
    held = tensors(names)
    for name, tensor in held.items():
        tensor.data, tensor.grad = values[name].clone(), marks[name].clone()
    for tensor in found if isinstance(found, list) else []:
        if isinstance(tensor, torch.Tensor) and tensor.grad is not None:
            tensor.data -= tensor.grad
    return {"found": found, "after": held}


def look_and_use(submission, code, values, marks, others, x):
    """hidden_parameters(net)"""
    names = things(values)
    exec(code, names)
    net, held = names["net"], tensors(names)
    for name, tensor in held.items():
        tensor.grad = marks[name].clone()
    submission.hidden_parameters(net)
    seen = {"attributes": sorted(set(vars(net)) - set(vars(nn.Module()))), "notes": snapshot(net.notes)}
    seen["backward"] = attempt(sum((tensor * marks[name]).sum() for name, tensor in held.items()).backward)
    seen["gradients"] = snapshot({name: tensor.grad for name, tensor in held.items()})
    for name, tensor in held.items():
        write(tensor, others[name])
    seen["outputs"] = [layer(x) for layer in net.layers]
    net.double()
    return seen | {"after": held}


def fresh(submission, sizes):
    net = submission.StackedMLP(list(sizes))
    net(torch.zeros(1, sizes[0]))  # lazy layers are made at the first call
    return net


def write_all(net, weights):
    parameters = list(net.parameters())
    if len(parameters) != len(weights):
        raise ValueError(f"net.parameters() gives {len(parameters)} tensors, {len(weights)} were expected")
    for parameter, values in zip(parameters, weights, strict=True):
        write(parameter, values)


def built(submission, sizes, weights):
    net = fresh(submission, sizes).to(weights[0].dtype)
    write_all(net, weights)
    return net


def shapes(submission, all_sizes):
    """net = StackedMLP(sizes); net.parameters()"""
    return [[tuple(p.shape) for p in fresh(submission, sizes).parameters()] for sizes in all_sizes]


def call(submission, sizes, weights, inputs, view):
    """net = StackedMLP(sizes); net(X)"""
    net = built(submission, sizes, weights)
    inputs = inputs | {"a view": view.transpose(0, 1).contiguous().transpose(0, 1)}
    seen = {
        mode: {n: attempt(net.train(mode == "training"), x) for n, x in inputs.items()} for mode in ("training", "eval")
    }
    with torch.no_grad():
        return seen | {"no_grad": {n: attempt(net, x) for n, x in inputs.items()}, "inputs": inputs}


def backward(submission, sizes, weights, x, upstream, training):
    """net(X).backward(upstream)"""
    net = built(submission, sizes, weights).train(training)
    x = x.requires_grad_()
    for _ in range(2):
        output = net(x)
        pull_back(output, upstream)
    return {"gradients": [p.grad for p in net.parameters()], "of X": x.grad}


def load_and_copy(submission, sizes, weights, x, training):
    """twin = copy.deepcopy(net); net.load_state_dict(other.state_dict()); net(X); twin(X)"""
    mine, others, more = weights
    net, other = (built(submission, sizes, values).train(training) for values in (mine, others))
    seen = {"net": net(x)}
    twin = copy.deepcopy(net)
    net.load_state_dict(other.state_dict())
    write_all(other, more)
    seen |= {"a deep copy of net": twin(x), "net, after load_state_dict": net(x)}
    return seen | {"the other net, after a write": other(x)}


def starts(submission, sizes):
    """one, two = StackedMLP(sizes), StackedMLP(sizes)"""
    return [list(fresh(submission, sizes).parameters())[::2] for _ in range(2)]


def keep_the_list(submission, sizes, weights, x):
    """net = StackedMLP(sizes); sizes.clear(); net(X)"""
    given = list(sizes)
    net = submission.StackedMLP(given)
    after = list(given)
    given.clear()
    net(torch.zeros(1, sizes[0]))
    write_all(net, weights)
    return {"sizes": after, "output": net(x)}


def surroundings(submission, sizes, x, seed, training):
    """net.train(training); net(X); torch.rand(4)"""
    net = fresh(submission, sizes)
    net.witness = nn.Dropout(1.0)
    torch.manual_seed(seed)
    net.train(training)(x)
    return {"random": torch.rand(4), "witness": net.witness(x)}
