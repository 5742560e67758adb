"""What is done to submitted rules and to `init_by_name`."""

import torch
from torch import nn
from torch.nn.functional import dropout

from grader.worker.probing import attempt, fill, linear, snapshot, write

RULES = ("init_normal", "init_constant", "init_xavier")


def init(submission, rule, weight, bias, args=(), kwargs=None):
    """init_normal(layer), init_constant(layer) or init_xavier(layer)"""
    layer = linear(weight, bias)
    raised = attempt(getattr(submission, rule), layer, *args, **(kwargs or {}))
    return {"raised": raised, "weight": layer.weight.detach(), "bias": layer.bias}


def arriving(parameter, factor):
    """The gradient that a product with `factor` brings to a parameter, zeros where none comes."""
    attempt((parameter * factor).sum().backward)
    return torch.zeros_like(factor) if parameter.grad is None else parameter.grad


def noise(module, x):
    """For each module inside what dropout makes of `x` in its mode: zeros in training mode, else `x`."""
    return [dropout(x, 1.0, part.training) for part in module.modules()]


class Derived(nn.Linear):
    """An nn.Linear with a Parameter and a buffer more, and an argument of its own."""

    def __init__(self, scale, *sizes, dtype=None):
        super().__init__(*sizes, dtype=dtype)
        self.weight_scale = nn.Parameter(scale.clone())
        self.register_buffer("bias_scale", scale.clone())

    def forward(self, x):
        return super().forward(x) * self.weight_scale


def has_run(layer, width):
    with torch.no_grad():
        layer(torch.zeros(1, width))
    return layer


def a_layer(kind, rows, columns, extra):
    """Return a module with an nn.Linear of this kind in it, and that layer."""
    if kind == "derived":
        layer = Derived(extra, columns, rows)
    elif kind == "lazy":
        layer = has_run(nn.LazyLinear(rows), columns)
    else:
        layer = nn.Linear(columns, rows, dtype=torch.float64 if kind == "float64" else None)
    net = nn.Sequential(nn.ReLU(), nn.ModuleDict({"deep": nn.ModuleList([layer])})) if kind == "nested" else layer
    if kind == "frozen":
        net.requires_grad_(False)
    net.train(kind != "eval")
    return net, layer


def apply_to_kinds(submission, rule, kinds, weight, bias, extra):
    """net.apply(init_normal), net.apply(init_constant) or net.apply(init_xavier)"""
    seen = {}
    for kind in kinds:
        net, layer = a_layer(kind, *weight.shape, extra)
        write(layer.weight, weight)
        write(layer.bias, bias)
        with torch.set_grad_enabled(kind != "no_grad"):
            raised = attempt(net.apply, getattr(submission, rule))
        seen[kind] = {"raised": raised, "weight": layer.weight.detach(), "bias": layer.bias.detach()}
        with torch.enable_grad():
            seen[kind]["arriving"] = [
                arriving(layer.weight, weight.to(layer.weight)),
                arriving(layer.bias, bias.to(layer.bias)),
            ]
        seen[kind]["noise"] = noise(net, extra)
        seen[kind]["extra"] = [getattr(layer, name, extra) for name in ("weight_scale", "bias_scale")]
    return seen


def apply_and_write(submission, rule, weight, bias, left, later, x, upstream):
    """net.apply(rule), for a layer whose Parameters and state_dict() are known elsewhere"""
    layer = linear(weight, bias)
    known, state = [layer.weight, layer.bias], layer.state_dict()
    for parameter, gradient in zip(known, left, strict=True):
        parameter.grad = gradient.clone()
    layer.apply(getattr(submission, rule))
    seen = {"weight": snapshot(state["weight"]), "bias": snapshot(state["bias"])}
    seen["left"] = [snapshot(parameter.grad) for parameter in known]
    with torch.enable_grad():
        (layer(x) * upstream).sum().backward()
    seen["gradients"] = [snapshot(parameter.grad) for parameter in known]
    for parameter, values in zip(known, later, strict=True):
        write(parameter, values)
    seen["output"] = layer(x).detach()
    layer.apply(getattr(submission, rule))
    return seen | {"again": layer.weight.detach()}


def apply_seeded(submission, rule, size, seeds, recording, factor):
    """torch.manual_seed(seed); net.apply(init_normal), net.apply(init_constant) or net.apply(init_xavier)"""
    net = nn.Sequential(nn.Linear(size, size), nn.Linear(size, size))
    seen = []
    for seed in seeds:
        torch.manual_seed(seed)
        with torch.set_grad_enabled(recording):
            net.apply(getattr(submission, rule))
            gradient = arriving(torch.ones_like(factor).requires_grad_(), factor)
        weights = [snapshot(layer.weight.detach()) for layer in net]
        seen.append({"weights": weights, "gradient": gradient, "following": torch.rand(4)})
    return seen


class LinearScores(nn.Module):
    """Not an nn.Linear, though it looks like one from outside, its name included."""

    def __init__(self, in_features, out_features):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = nn.Parameter(torch.zeros(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features))


OTHERS = {
    "Conv2d": lambda: nn.Conv2d(2, 3, 2),
    "BatchNorm1d": lambda: nn.BatchNorm1d(3),
    "LayerNorm": lambda: nn.LayerNorm(3),
    "Embedding": lambda: nn.Embedding(4, 3),
    "Bilinear": lambda: nn.Bilinear(2, 3, 4),
    "PReLU": lambda: nn.PReLU(3),
    "GRU": lambda: nn.GRU(2, 3),
    "LinearScores": lambda: LinearScores(2, 3),
}


def apply_to_others(submission, kinds, weights):
    """module.apply(rule), for modules that are no nn.Linear"""
    seen = {}
    for kind in kinds:
        for rule in RULES:
            module = OTHERS[kind]()
            fill(module, weights[kind])
            raised = attempt(module.apply, getattr(submission, rule))
            state = {name: module.state_dict()[name] for name in weights[kind]}
            seen[f"{kind}, {rule}"] = {"raised": raised, "state": state}
    return seen


class LinearPart(nn.Linear):
    """A part that is an nn.Linear, with a number of its own."""

    def __init__(self):
        super().__init__(1, 1)
        self.number = nn.Parameter(torch.zeros(()))


class Part(nn.Module):
    """A module with a number of its own and parts below it."""

    def __init__(self, parts):
        super().__init__()
        self.number = nn.Parameter(torch.zeros(()))
        for name, below in parts.items():
            self.add_module(name, LinearPart() if name == "linear" else Part(below))


class Writes:
    """A rule: it writes its number into the module it is called with."""

    def __init__(self, number):
        self.number = number

    def __call__(self, module):
        write(module.number, self.number)
        return self


def by_name(submission, parts, twice, start, calls, modes=(), x=None):
    """init_by_name(net, rules)"""
    net = Part(parts)
    for name, other in twice.items():
        net.add_module(other, net.get_submodule(name))
    fill(net, start)
    for module, mode in zip(net.modules(), modes, strict=False):
        module.training = mode
    x, seen = torch.ones(1) if x is None else x, []
    for place, numbers in enumerate(calls):
        rules = {name: Writes(number) for name, number in numbers.items()}
        with torch.set_grad_enabled(place % 2 == 0):
            raised = attempt(submission.init_by_name, net, rules)
            gradient = arriving(torch.ones_like(x).requires_grad_(), x)
        numbers = [name for name, _ in net.named_parameters() if name.split(".")[-1] == "number"]
        state = {name: net.get_parameter(name).detach().clone() for name in numbers}
        after = {"names": list(rules), "gradient": gradient, "noise": noise(net, x)}
        seen.append({"raised": raised, "state": state} | after)
    return seen
