"""What is asked of `shapes`, `values`, `has_grad` and `count`.

`plan` describes a net of bare modules, which cannot be called: parameters by full name (names of one key are one
Parameter), which of the keys are frozen, buffers, and modules that stand under a second name.
"""

import torch
from torch import nn

from grader.worker.probing import attempt, linear, pull_back, snapshot, write


def grown(plan):
    """The net of a plan, and its parameters by key."""
    made = {key: nn.Parameter(value, requires_grad=False) for key, value in plan["values"].items()}
    for key, parameter in made.items():
        parameter.requires_grad_(key not in plan["frozen"] and parameter.is_floating_point())
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


def compute_with(submission, weight, upstream):
    """kept = values(param); (kept * upstream).sum(); module.kept = kept; kept.mul_(2)"""
    param = nn.Parameter(weight)
    kept = submission.values(param)
    # A factor that has a gradient of its own: backward works, and must find no way to the parameter.
    attempt(lambda: (kept * upstream * torch.ones(1, requires_grad=True)).sum().backward())
    leaked = torch.zeros_like(param) if param.grad is None else param.grad.clone()
    module = nn.Module()
    module.kept = kept
    doubled = attempt(kept.mul_, 2)
    return {"leaked": leaked, "registered": len(list(module.parameters())), "doubled": doubled, "kept": kept}


def has_grad(submission, plan, keys, gradients):
    """has_grad(net)"""
    net, made = grown(plan)
    for key, gradient in zip(keys, gradients, strict=True):
        made[key].grad = gradient
    return {"has_grad": submission.has_grad(net)}


def has_grad_in_training(submission, x):
    """has_grad(net), before net(X).sum().backward() and after, and after net.zero_grad()"""
    net = kinds()["notes"]
    seen = {"new": submission.has_grad(net)}
    loss = net(x).sum()
    seen["after the call"] = submission.has_grad(net)
    loss.backward()
    seen["after backward"] = submission.has_grad(net)
    seen["in evaluation mode"] = submission.has_grad(net.eval())
    with torch.no_grad():
        seen["under no_grad"] = submission.has_grad(net)
    net.zero_grad()
    seen["after zero_grad"] = submission.has_grad(net)
    net(x).sum().backward()
    seen["after another pass"] = submission.has_grad(net)
    net.zero_grad(set_to_none=False)
    return seen | {"after zeros": submission.has_grad(net)}


def has_grad_of_kinds(submission):
    """has_grad(net)"""
    return {name: submission.has_grad(net) for name, net in kinds().items()}


def count(submission, plan):
    """count(net), count(net, trainable_only=True)"""
    net, _ = grown(plan)
    seen = {"default": submission.count(net), "False": submission.count(net, False)}
    seen["all"] = submission.count(net, trainable_only=False)
    seen |= {"True": submission.count(net, True), "trainable": submission.count(net, trainable_only=True)}
    net.requires_grad_(False)
    return seen | {"frozen": submission.count(net), "none": submission.count(net, trainable_only=True)}


def count_of_kinds(submission):
    """count(net)"""
    return {name: submission.count(net) for name, net in kinds().items()}


def look(submission, plan, gradients, seed):
    """shapes(net), values(param), has_grad(net), count(net)"""
    net, made = grown(plan)
    for key, gradient in gradients.items():
        made[key].grad = gradient
    for i, module in enumerate(net.modules()):
        module.training = i % 2 == 0
    with torch.no_grad():
        for trainable_only in (False, True):
            submission.shapes(net), submission.has_grad(net), submission.count(net, trainable_only)
            for parameter in made.values():
                submission.values(parameter)
        quiet = torch.ones(1, requires_grad=True)
        attempt((quiet * quiet).sum().backward)
    torch.manual_seed(seed)
    submission.shapes(net), submission.has_grad(net), submission.count(net, True)
    for parameter in made.values():
        submission.values(parameter)
    loud = torch.ones(1, requires_grad=True)
    attempt((loud * loud).sum().backward)
    frozen = [key for key, parameter in made.items() if not parameter.requires_grad]
    return {
        "values": made,
        "gradients": {key: made[key].grad for key in gradients},
        "without": [key for key, parameter in made.items() if parameter.grad is None],
        "frozen": frozen,
        "modes": [module.training for module in net.modules()],
        "buffers": dict(net.named_buffers()),
        "random": torch.rand(3),
        "grad mode": [torch.zeros(1) if leaf.grad is None else leaf.grad for leaf in (quiet, loud)],
    }
