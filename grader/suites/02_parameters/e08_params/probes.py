"""What is asked of `shapes`, `values`, `has_grad` and `count`.

`plan` describes a net of bare modules, which cannot be called: parameters by full name (names of one key are one
Parameter), which of the keys are frozen, which lie in the memory of another, buffers, and modules that stand under
a second name.
"""

import torch
from torch import nn
from torch.nn.functional import dropout

from grader.worker.probing import attempt, linear, pull_back, snapshot, write


def grown(plan):
    """The net of a plan, and its parameters by key."""
    made = {key: nn.Parameter(value, requires_grad=False) for key, value in plan["values"].items()}
    for key, parameter in made.items():
        parameter.requires_grad_(key not in plan["frozen"] and parameter.is_floating_point())
    for key, other in plan["memory"]:
        made[key].data = made[other].data
    net = nn.Module()
    for name, key in plan["parameters"]:
        path, _, last = name.rpartition(".")
        place(net, path).register_parameter(last, made[key])
    for name, value in plan["buffers"].items():
        path, _, last = name.rpartition(".")
        place(net, path).register_buffer(last, value)
    for name, other in plan["shared"]:
        path, _, last = name.rpartition(".")
        place(net, path).add_module(last, place(net, other))
    return net, made


def place(net, path):
    for part in path.split(".") if path else []:
        if part not in net._modules:
            net.add_module(part, nn.Module())
        net = net._modules[part]
    return net


def kinds():
    """Nets of layers that torch.nn has, by their names in the check."""
    shared = nn.Linear(2, 3)
    return {
        "notes": nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1)),
        "Linear": nn.Linear(3, 2),
        "no bias": nn.Linear(3, 2, bias=False),
        "Conv2d": nn.Conv2d(2, 3, (4, 5)),
        "BatchNorm1d": nn.BatchNorm1d(3),
        "ReLU": nn.ReLU(),
        "Sequential()": nn.Sequential(),
        "ModuleList": nn.ModuleList([nn.Linear(1, 1), nn.ModuleDict({"a": nn.Linear(1, 2)})]),
        "ParameterList": nn.ParameterList([nn.Parameter(torch.zeros(2)), nn.Parameter(torch.zeros(3, 1))]),
        "shared": nn.ModuleList([shared, nn.Tanh(), shared, nn.Linear(3, 3)]),
    }


def listed(found):
    """Names and shapes in their order; what is no dict, or no tuple, can be told from them."""
    if not isinstance(found, dict):
        return {"no dict": found}
    return [(name, tuple(shape) if isinstance(shape, tuple) else shape) for name, shape in found.items()]


def shapes(submission, plan):
    """shapes(net)"""
    net, _ = grown(plan)
    found = submission.shapes(net)
    seen = {"first": snapshot(listed(found))}
    second = submission.shapes(net)
    if isinstance(found, dict):
        found.clear()
    return seen | {"second": listed(second), "third": listed(submission.shapes(net))}


def shapes_of_kinds(submission):
    """shapes(net)"""
    return {name: listed(submission.shapes(net)) for name, net in kinds().items()}


def values(submission, numbers, frozen):
    """values(param)"""
    param = nn.Parameter(numbers, requires_grad=not frozen and numbers.is_floating_point())
    return {"values": submission.values(param)}


def values_of_a_view(submission, numbers):
    """values(param)"""
    return {"values": submission.values(nn.Parameter(numbers.T))}


def keep(submission, weight, x, upstream, rate, written, loaded):
    """kept = values(param); one step of SGD; param.copy_(...); net.load_state_dict(...); kept.zero_()"""
    net = linear(weight)
    kept = [submission.values(net.weight)]
    pull_back(net(x), upstream)
    with torch.no_grad():
        net.weight -= rate * net.weight.grad
    kept.append(submission.values(net.weight))
    write(net.weight, written)
    kept.append(submission.values(net.weight))
    net.load_state_dict({"weight": loaded})
    kept.append(submission.values(net.weight))
    seen = {"kept": snapshot(kept), "again": snapshot([submission.values(net.weight) for _ in range(2)])}
    with torch.no_grad():
        for tensor in kept:
            tensor.zero_()
    return seen | {"output": net(x), "last": submission.values(net.weight)}


def compute_with(submission, weight, upstream, loaded):
    """kept = values(param); (kept * upstream).sum(); module.kept = kept; kept.mul_(2)"""
    param = nn.Parameter(weight)
    kept = submission.values(param)
    # A factor that has a gradient of its own: backward works, and must find no way to the parameter.
    attempt(lambda: (kept * upstream * torch.ones(1, requires_grad=True)).sum().backward())
    leaked = torch.zeros_like(param) if param.grad is None else param.grad.clone()
    module = nn.Module()
    module.kept = kept
    doubled = snapshot(attempt(kept.mul_, 2))
    module.load_state_dict({"kept": loaded}, strict=False)  # reaches what was registered, and nothing else
    return {"leaked": leaked, "doubled": doubled, "kept": kept}


def has_grad(submission, plan, cases):
    """has_grad(net)"""
    answers = []
    for gradients in cases:
        net, made = grown(plan)
        for key, gradient in gradients.items():
            made[key].grad = gradient
        answers.append(submission.has_grad(net))
    return answers


def has_grad_in_training(submission, x, steps):
    """has_grad(net), between net(X), net(X).sum().backward(), net.zero_grad(), net.eval() and net.train()"""
    net, answers = kinds()["notes"], []
    doing = {
        "call": lambda: net(x),
        "backward": lambda: net(x).sum().backward(),
        "zero_grad": net.zero_grad,
        "zeros": lambda: net.zero_grad(set_to_none=False),
        "eval": net.eval,
        "train": net.train,
    }
    for step, recording in steps:
        doing[step]()
        with torch.set_grad_enabled(recording):
            answers.append(submission.has_grad(net))
    return answers


def has_grad_of_kinds(submission, cases):
    """has_grad(net)"""
    answers = []
    for kind, filled in cases:
        net = kinds()[kind]
        for parameter in list(net.parameters())[:filled]:
            parameter.grad = torch.zeros_like(parameter)
        answers.append(submission.has_grad(net))
    return answers


def count(submission, plan):
    """count(net), count(net, trainable_only=True)"""
    net, _ = grown(plan)
    seen = {"default": submission.count(net), "False": submission.count(net, False)}
    seen["all"] = submission.count(net, trainable_only=False)
    seen |= {"True": submission.count(net, True), "trainable": submission.count(net, trainable_only=True)}
    with torch.no_grad():
        seen["quiet"] = submission.count(net, trainable_only=True)
    net.requires_grad_(False)
    return seen | {"frozen": submission.count(net), "none": submission.count(net, trainable_only=True)}


def count_of_kinds(submission):
    """count(net)"""
    return {name: submission.count(net) for name, net in kinds().items()}


def arriving(parameters, factors):
    """The gradients that a sum of products brings to the parameters, zeros where none comes."""
    for parameter in parameters.values():
        parameter.grad = None
    for key, factor in factors.items():
        attempt((parameters[key] * factor).sum().backward)
    return {
        key: torch.zeros_like(factor) if parameters[key].grad is None else parameters[key].grad
        for key, factor in factors.items()
    }


def look(submission, plan, gradients, factors, modes, x, seed):
    """shapes(net), values(param), has_grad(net), count(net)"""
    net, made = grown(plan)
    for key, gradient in gradients.items():
        made[key].grad = gradient
    for module, mode in zip(net.modules(), modes, strict=True):
        module.training = mode
    leaves = []
    for recording in (False, True):
        torch.manual_seed(seed)
        with torch.set_grad_enabled(recording):
            for trainable_only in (False, True):
                submission.shapes(net), submission.has_grad(net), submission.count(net, trainable_only)
                for parameter in made.values():
                    submission.values(parameter)
            leaves.append(x.clone().requires_grad_())
            attempt((leaves[-1] * x).sum().backward)
    return {
        "random": torch.rand(3),
        "values": snapshot(made),
        "gradients": {key: snapshot(made[key].grad) for key in gradients},
        "without": [key for key, parameter in made.items() if parameter.grad is None],
        "noise": [dropout(x, 1.0, module.training) for module in net.modules()],
        "buffers": dict(net.named_buffers()),
        "leaves": [torch.zeros_like(x) if leaf.grad is None else leaf.grad for leaf in leaves],
        "arriving": arriving(made, factors),
    }
