"""What is done to a submitted `MyLinear`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, counted, fill, linear, pull_back, snapshot, used_on

# Ways to look at a tensor that leave it no longer contiguous, or one row where many are seen.
VIEWS = {
    "as it is": lambda x: x,
    "turned": lambda x: x.movedim(0, -1),
    "swapped": lambda x: x.transpose(0, 1),
    "every other": lambda x: x[..., ::2],
    "expanded": lambda x: x.expand(4, -1),
}


def made(submission, in_units, units):
    layer = submission.MyLinear(in_units, units)
    layer(torch.zeros(1, in_units))  # what is only made at the first call stands now
    return layer


def filled(submission, weight, bias):
    layer = made(submission, *weight.shape).to(weight.dtype)
    fill(layer, {"weight": weight, "bias": bias})
    return layer


def load(submission, weight, bias, x):
    """layer = MyLinear(in_units, units); layer.weight, layer.bias"""
    layer = made(submission, *weight.shape)

    def loaded():
        layer.load_state_dict({"weight": weight, "bias": bias})
        return layer(x)

    return {"layer": snapshot(layer), "output": attempt(loaded)}


def state(submission, in_units, units):
    """layer = MyLinear(in_units, units); layer.state_dict()"""
    layer = made(submission, in_units, units)
    return {
        "parameters": {name: tuple(parameter.shape) for name, parameter in layer.named_parameters()},
        "state": {name: tuple(value.shape) for name, value in layer.state_dict().items()},
    }


def start(submission, in_units, units, seeds):
    """MyLinear(in_units, units), several times"""
    seen = []
    for seed in seeds:
        torch.manual_seed(seed)
        layer = made(submission, in_units, units)
        seen.append({"weight": layer.weight, "bias": layer.bias, "seed": torch.initial_seed()})
    return seen


def draw_after(submission, seeds):
    """torch.manual_seed(...); MyLinear(1, 1); torch.rand(4), many times"""
    seen = []
    for seed in seeds:
        torch.manual_seed(seed)
        made(submission, 1, 1)
        seen.append(torch.rand(4))
    return {"numbers": torch.stack(seen)}


def call(submission, weight, bias, x):
    """layer = MyLinear(in_units, units); layer(X)"""
    layer = made(submission, *weight.shape)
    before = snapshot(dict(layer.named_parameters()))
    fill(layer, {"weight": weight, "bias": bias})
    return {"start": before, "training": layer(x), "eval": layer.eval()(x)}


def call_all(submission, weight, bias, inputs):
    """layer = MyLinear(in_units, units); layer(X), for X of many shapes"""
    layer = filled(submission, weight, bias)
    return [attempt(layer, VIEWS[view](x)) for view, x in inputs]


def gradients(submission, weight, bias, x, upstream):
    """Y = layer(X); Y.backward(upstream)"""
    layer = filled(submission, weight, bias)
    x.requires_grad_()
    output = layer(x)
    pull_back(output, upstream)
    learns = layer.weight.requires_grad and layer.bias.requires_grad
    return {
        "weight": layer.weight.grad,
        "bias": layer.bias.grad,
        "X": x.grad,
        "output": output,
        "learns": learns,
    }


def gathered_gradients(submission, weight, bias, x, y, waiting):
    """(layer(X).sum() + layer(Y).sum()).backward(), where a gradient waits already"""
    layer = filled(submission, weight, bias)
    layer.weight.grad, layer.bias.grad = waiting
    (layer(x).sum() + layer(y).sum()).backward()
    return {"weight": layer.weight.grad, "bias": layer.bias.grad}


def step_between(submission, first, middle, last, x, upstream, lr):
    """net = nn.Sequential(nn.Linear(...), layer, nn.Linear(...)); one step of SGD"""
    net = nn.Sequential(linear(*first), filled(submission, *middle), linear(*last))
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    pull_back(net(x), upstream)
    optimiser.step()
    return {"output": net(x)}


def fit(submission, weight, bias, x, target, new, lr, steps):
    """net = nn.Sequential(layer); many steps of Adam"""
    net = nn.Sequential(filled(submission, weight, bias))
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    x.requires_grad_()
    for _ in range(steps):
        optimiser.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimiser.step()
    return {"output": net(new)}


def follow(submission, weights, x, recorded, training):
    """layer(X), after its weights were written, loaded, assigned and copied"""
    with torch.set_grad_enabled(recorded):
        layer = submission.MyLinear(*x.shape[1:], weights["unused"][1].numel()).train(training)
        layer.load_state_dict(dict(zip(("weight", "bias"), weights["unused"], strict=True)))
        seen = {"unused": snapshot(layer(x))}
        layer = made(submission, *weights["first"][0].shape).train(training)
        seen |= {"start": snapshot(dict(layer.named_parameters()))}
        fill(layer, dict(zip(("weight", "bias"), weights["first"], strict=True)))
        seen |= {"first": snapshot(layer(x))}
        fill(layer, dict(zip(("weight", "bias"), weights["written"], strict=True)))
        seen |= {"written": snapshot(layer(x)), "written, fresh": snapshot(layer(x.clone()))}
        layer.load_state_dict(dict(zip(("weight", "bias"), weights["loaded"], strict=True)))
        seen["loaded"] = snapshot(layer(x))
        layer.weight, layer.bias = (nn.Parameter(tensor) for tensor in weights["assigned"])
        seen["assigned"] = snapshot(layer(x))
        twin = copy.deepcopy(layer)
        fill(twin, dict(zip(("weight", "bias"), weights["copied"], strict=True)))
        seen |= {"copied": snapshot(twin(x)), "original": snapshot(layer(x))}
        return seen


def apart(submission, one, two, x, y, recorded):
    """first, other = MyLinear(n, n), MyLinear(n, n); A = first(X); B = first(Y); C = other(X)"""
    first, other = filled(submission, *one), filled(submission, *two)
    with torch.set_grad_enabled(recorded):
        seen = {"A": first(x), "B": first(y), "C": other(x)}
    return seen | {"X": snapshot(x), "2 * X": attempt(x.mul_, 2)}


def evaluate(submission, old, new, x, upstream):
    """layer.eval(); Y = layer(X); Y.backward(upstream)"""
    layer = filled(submission, *old).eval()
    seen = {"before": layer(x)}
    fill(layer, dict(zip(("weight", "bias"), new, strict=True)))
    for mode in ("eval", "training"):
        leaf = x.clone().requires_grad_()
        output = layer.train(mode == "training")(leaf)
        attempt(pull_back, output, upstream)
        seen[mode] = {"output": output, "weight": layer.weight.grad, "bias": layer.bias.grad, "X": leaf.grad}
        layer.zero_grad()
    return seen


def under_no_grad(submission, weight, bias, x, leaf):
    """with torch.no_grad(): Y = layer(X)"""
    layer = filled(submission, weight, bias)
    leaf.requires_grad_()
    with torch.no_grad():
        output = layer(x)
        # Only where nothing is recorded may a leaf be written to, and only what was not recorded may be cut.
        return {"output": attempt(output.requires_grad_, False), "leaf": attempt(leaf.mul_, 2)}


def double(submission, weight, bias, x, upstream):
    """layer = MyLinear(in_units, units).double(); layer(X)"""
    layer = filled(submission, weight, bias)
    output = layer(x.requires_grad_())
    pull_back(output, upstream)
    return {"output": output, "weight": layer.weight.grad, "bias": layer.bias.grad, "X": x.grad}


def move(submission, in_units, units, cases):
    """layer = MyLinear(in_units, units); layer.to(device); Y = layer(X.to(device)); Y.backward(upstream)"""
    layer = submission.MyLinear(in_units, units)
    known, seen = None, []
    for place, way, weight, bias, x, upstream in cases:
        if way == "part of a net":
            nn.Sequential(nn.Sequential(layer)).to(place)
        elif way:
            getattr(layer, way)(torch.device(place))
        started = attempt(layer, torch.zeros(1, in_units, device=place))
        at_home = {name: attempt(used_on, value, place) for name, value in layer.named_parameters()}
        fill(layer, {"weight": weight, "bias": bias})
        known = known or dict(layer.named_parameters())
        x = x.to(place, copy=True).requires_grad_()
        upstream = upstream.to(place)
        with counted() as counts:
            output = attempt(layer, x)
            ended = attempt(lambda: (output * upstream).sum().backward())  # noqa: B023
            fetches = counts.fetches
        here = {"started": started, "at home": at_home, "output": snapshot(output), "fetches": fetches}
        here |= {"used": attempt(used_on, output, place), "ended": ended, "X": x.grad}
        here |= {name: snapshot(parameter.grad) for name, parameter in known.items()}
        seen.append(here)
        for parameter in known.values():
            parameter.grad = None
    return seen
