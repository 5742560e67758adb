"""What is done with `to_device` and `device_of`."""

import collections
from typing import Any, NamedTuple

import torch
from torch import nn

from grader.worker.probing import attempt, fill, linear, recorded, snapshot, used_on, write


def spelled(device, as_text):
    return device if as_text else torch.device(device)


def place_of(value):
    return value.device if isinstance(value, torch.Tensor) else None


def laid_out(x, layout):
    """The tensor as it is, or a view with the same values that is not contiguous."""
    if layout == "strided":
        return torch.stack([x, x], dim=-1)[..., 0]
    return x.mT.contiguous().mT if layout == "transposed" else x


def move(submission, cases):
    """Y = to_device(X, device)"""
    return [moved_twice(submission, *case) for case in cases]


def moved_twice(submission, x, later, layout, source, target, as_text):
    here = laid_out(x.to(source), layout)
    there = submission.to_device(here, spelled(target, as_text))
    seen = {"moved": snapshot(there), "place": place_of(there), "used": attempt(used_on, there, target)}
    seen["original"] = attempt(used_on, here, source)
    attempt(here.copy_, later)
    return seen | {"again": attempt(lambda: used_on(submission.to_device(here, target), target))}


def marked(result, mark):
    result.mark = mark


def hand_over(submission, cases):
    """Y = to_device(X, device), where X is there already; Y.mark = ...; X.mark"""
    return [mark_by_hand(submission, *case) for case in cases]


def mark_by_hand(submission, x, kind, device, spelling, mark):
    here = x.to(device)
    if kind == "parameter":
        here = nn.Parameter(here)
    elif kind == "leaf":
        here.requires_grad_()
    elif kind == "inner":
        here = 2 * here.requires_grad_()
    elif kind == "view":
        here = here.mT
    if kind == "in a list":
        attempt(lambda: marked(submission.to_device([1, {"x": here}], device)[1]["x"], mark))
    else:
        attempt(marked, submission.to_device(here, torch.device(spelling) if kind == "leaf" else spelling), mark)
    return {"mark": vars(here).get("mark")}


def send_and_learn(submission, cases):
    """Y = to_device(X, device); (Y * G).sum().backward(); X.grad"""
    return [learned(submission, *case) for case in cases]


def learned(submission, x, waiting, upstream, kind, source, target):
    leaf = x.to(source).requires_grad_()
    if kind == "parameter":
        leaf = nn.Parameter(leaf.detach())
    leaf.grad = waiting.to(source)
    sent = 3 * leaf if kind == "inner" else leaf
    if kind == "in a dict":
        moved = submission.to_device({"x": [sent]}, target)["x"][0]
    elif kind == "in a namedtuple":
        moved = submission.to_device(Batch(sent, None), target).X
    else:
        moved = submission.to_device(sent, target)
    attempt(lambda: (moved * upstream.to(target)).sum().backward())
    return {"grad": attempt(used_on, leaf.grad, source)}


def send_quietly(submission, cases):
    """Y = to_device(X, device), where nothing is to be recorded; (Y * w).sum().backward(); Y.mul_(2)"""
    return [sent_quietly(submission, *case) for case in cases]


def sent_quietly(submission, x, waiting, kind, source, target):
    leaf = x.to(source).requires_grad_(kind == "under no_grad")
    leaf.grad = waiting.to(source)
    with torch.set_grad_enabled(kind != "under no_grad"):
        moved = submission.to_device(leaf, target)
    weight = torch.ones(x.shape, device=target, requires_grad=True)
    attempt(lambda: (moved * weight).sum().backward())
    return {"grad": leaf.grad, "weight": weight.grad, "doubled": attempt(lambda: moved.mul_(2))}


def placed(obj, device):
    """A structure of the judge with its tensors on a device."""
    if isinstance(obj, torch.Tensor):
        return obj.to(device)
    if isinstance(obj, dict):
        return {key: placed(value, device) for key, value in obj.items()}
    return type(obj)(placed(value, device) for value in obj) if isinstance(obj, (list, tuple)) else obj


def leaves(obj):
    """The tensors of a structure, in order."""
    if isinstance(obj, torch.Tensor):
        return [obj]
    values = obj.values() if isinstance(obj, dict) else obj if isinstance(obj, (list, tuple)) else ()
    return [leaf for value in values for leaf in leaves(value)]


def wrapped(obj, kinds):
    for kind in kinds:
        obj = [obj] if kind == "list" else (obj,) if kind == "tuple" else {"in": obj}
    return obj


def move_structures(submission, cases):
    """to_device([X, {"y": Y, 3: (Z, None)}], device)"""
    seen = []
    for structure, source, target in cases:
        moved = attempt(submission.to_device, placed(structure, source), target)
        found = leaves(moved)
        used = [attempt(used_on, leaf, target) for leaf in found]
        keys = list(moved) if isinstance(moved, dict) else None
        seen.append({"moved": moved, "places": [leaf.device for leaf in found], "used": used, "keys": keys})
    return seen


def move_deep(submission, x, kinds, source, target):
    """to_device([[{"in": ([X],)}]], device), many levels deep"""
    moved = submission.to_device(wrapped(x.to(source), kinds), target)
    for kind in kinds[::-1]:
        moved = moved["in" if kind == "dict" else 0]
    return used_on(moved, target)


def move_by_strange_keys(submission, x, y, target):
    """to_device({("a", 1): X, nn.ReLU: Y, frozenset(): [X]}, device)"""
    keys = [("a", 1), nn.ReLU, frozenset(), torch.float32]
    moved = submission.to_device(dict(zip(keys, (x, [y], (x,), y), strict=True)), target)
    found = [moved[keys[0]], moved[keys[1]][0], moved[keys[2]][0], moved[keys[3]]]
    return {"used": [attempt(used_on, leaf, target) for leaf in found], "order": [keys.index(key) for key in moved]}


def keep_the_original(submission, cases):
    """obj = [X, {"y": Y, 3: (Z, None)}]; to_device(obj, device); obj"""
    seen = []
    for structure, source, target in cases:
        original = placed(structure, source)
        submission.to_device(original, target)
        used = [attempt(used_on, leaf, source) for leaf in leaves(original)]
        seen.append({"original": original, "places": [leaf.device for leaf in leaves(original)], "used": used})
    return seen


class Batch(NamedTuple):
    X: Any
    weight: Any
    extra: Any = None

    def score(self):
        return self.X @ self.weight


Single = collections.namedtuple("Single", "X")


def move_namedtuples(submission, cases):
    """class Batch(NamedTuple): ...; to_device(Batch(X, weight), device).score()"""
    return [moved_batches(submission, *case) for case in cases]


def moved_batches(submission, x, weight, source, target):
    batch = Batch(x.to(source), weight.to(source), [x.to(source), "text"])
    moved = submission.to_device(batch, target)
    within = submission.to_device({"batches": [batch, (batch, 1)]}, target)
    single = submission.to_device(Single(x.to(source)), target)
    return {
        "score": attempt(lambda: used_on(moved.score(), target)),
        "extra": attempt(lambda: used_on(moved.extra[0], target)),
        "within": [
            attempt(lambda: used_on(within["batches"][0].score(), target)),
            attempt(lambda: used_on(within["batches"][1][0].score(), target)),
        ],
        "single": attempt(lambda: used_on(single.X, target)),
        "replaced": attempt(lambda: used_on(single._replace(X=weight.to(target)).X, target)),
        "original": attempt(lambda: used_on(batch.score(), source)),
    }


class Box:
    def __init__(self, x):
        self.x = x


def pass_through(submission, values, x, mark, source, target):
    """to_device("text", device), to_device(None, device), ..."""
    same = [attempt(submission.to_device, value, target) for value in values]
    in_a_list = attempt(submission.to_device, list(values), target)
    box = Box(x.to(source))
    attempt(lambda: marked(submission.to_device(box, target), mark))
    within = attempt(submission.to_device, {"box": box}, target)
    iterator = attempt(submission.to_device, iter([1, 2]), target)
    items = attempt(lambda: [next(iterator), *iterator])
    function = attempt(submission.to_device, place_of, target)
    return {
        "values": same,
        "in a list": in_a_list,
        "mark": vars(box).get("mark"),
        "mark within": attempt(lambda: within["box"].mark),
        "inside": attempt(used_on, box.x, source),
        "iterator": items,
        "function": attempt(lambda: function(x)),
    }


class Scaled(nn.Module):
    """linear(X) * scale, with a buffer."""

    def __init__(self, weight, bias, scale):
        super().__init__()
        self.layer = linear(weight, bias)
        self.register_buffer("scale", scale.clone())

    def forward(self, X):
        return self.layer(X) * self.scale


def move_net(submission, weight, bias, scale, x, upstream, lr, source, target):
    """optimiser = SGD(net.parameters(), lr); moved = to_device(net, device); one step; net(X)"""
    net = Scaled(weight, bias, scale).to(source)
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    moved = submission.to_device(net, target)
    x, upstream = x.to(target), upstream.to(target)
    seen = {"net": snapshot(net), "net(X)": attempt(lambda: used_on(net(x), target))}
    seen["moved(X)"] = attempt(lambda: used_on(moved(x), target))
    attempt(lambda: (net(x) * upstream).sum().backward())
    attempt(optimiser.step)
    seen["after a step"] = attempt(lambda: used_on(net(x), target))
    attempt(lambda: write(moved.scale, 2 * scale.to(target)))
    attempt(lambda: write(moved.layer.weight, weight.to(target)))
    seen["after a write"] = attempt(lambda: used_on(net(x), target))
    return seen


class Whole(nn.Module):
    """A net with all that a net can hold."""

    def __init__(self, state):
        super().__init__()
        self.free = nn.Parameter(torch.zeros(3))
        self.frozen = nn.Parameter(torch.zeros(2, 3), requires_grad=False)
        self.number = nn.Parameter(torch.zeros(()))
        self.register_buffer("kept", torch.zeros(3))
        self.register_buffer("passing", torch.zeros(1, 4), persistent=False)
        self.register_buffer("nothing", None)
        self.list = nn.ModuleList([nn.Linear(3, 2), nn.ModuleDict({"norm": nn.BatchNorm1d(2)})])
        self.parts = nn.ParameterList([torch.zeros(2), torch.zeros(1)])
        self.list[0].register_parameter("second", None)
        self.list[0].register_buffer("deep", torch.zeros(2, 2), persistent=False)
        fill(self, state)


def tensors_of(net):
    return dict(net.named_parameters()) | dict(net.named_buffers())


def move_whole_net(submission, state, waiting, source, target):
    """to_device(net, device); all parameters and buffers of the net"""
    net = Whole(state).to(source)
    net.list[1].eval()
    for name, parameter in net.named_parameters():
        parameter.grad = waiting[name].to(source) if parameter.requires_grad else None
    learning = [name for name, parameter in net.named_parameters() if parameter.requires_grad]
    submission.to_device(net, target)
    seen = {"places": {name: tensor.device for name, tensor in tensors_of(net).items()}}
    seen["used"] = {name: attempt(used_on, tensor, target) for name, tensor in tensors_of(net).items()}
    grads = {name: parameter.grad for name, parameter in net.named_parameters() if name in learning}
    seen["grads"] = {name: attempt(used_on, grad, target) for name, grad in grads.items()}
    seen["modes"] = [module.training for module in net.modules()]
    return seen | {"trainable": [parameter.requires_grad for parameter in net.parameters()]}


def move_lazy_net(submission, weight, bias, x, target):
    """net = nn.Sequential(nn.LazyLinear(...)); to_device(net, device); net(X)"""
    net = nn.Sequential(nn.LazyLinear(len(bias)))
    submission.to_device(net, target)
    first = attempt(lambda: net(x.to(target)))
    attempt(fill, net, {"0.weight": weight, "0.bias": bias})
    return {"first": first, "net(X)": attempt(lambda: used_on(net(x.to(target)), target))}


def move_nets_in_structures(submission, weights, x, mark, source, target):
    """to_device({"net": net, "batch": (X, [net])}, device)"""
    one, two = (linear(*weight).to(source) for weight in weights)
    moved = submission.to_device({"net": one, "batch": (x.to(source), [two])}, target)
    there = x.to(target)
    seen = {"of the result": attempt(lambda: used_on(moved["net"](moved["batch"][0]), target))}
    seen["deeper"] = attempt(lambda: used_on(moved["batch"][1][0](there), target))
    return seen | {"of the caller": [attempt(lambda net=net: used_on(net(there), target)) for net in (one, two)]}


def move_containers_of_nets(submission, weight, x, marks, source, target):
    """to_device(nn.ModuleDict({"a": net}), device), and other modules that hold modules"""
    kinds = {
        "ModuleList": lambda: nn.ModuleList([linear(*weight)]),
        "ModuleDict": lambda: nn.ModuleDict({"a": linear(*weight)}),
        "Sequential": lambda: nn.Sequential(linear(*weight)),
        "ParameterList": lambda: nn.ParameterList([weight[0].clone()]),
        "ParameterDict": lambda: nn.ParameterDict({"a": weight[0].clone()}),
    }
    seen = {}
    for (name, make), mark in zip(kinds.items(), marks, strict=True):
        net = make().to(source)
        moved = submission.to_device(net, target)
        attempt(marked, moved, mark)
        first = next(net.parameters())
        seen[name] = {"mark": vars(net).get("mark"), "weight": attempt(used_on, first, target)}
    return seen


def stateless():
    return nn.Sequential(nn.ReLU(), nn.Flatten(), nn.BatchNorm1d(3, affine=False, track_running_stats=False))


def net_of(kind, device, other):
    """A net on a device; where it may have something elsewhere, that is on another one."""
    if kind in ("linear", "lazy", "lying", "frozen", "nested"):
        net = nn.LazyLinear(2) if kind == "lazy" else nn.Linear(3, 2)
        net = nn.Sequential(nn.ReLU(), nn.Sequential(stateless(), net)) if kind == "nested" else net
        net.to(device)
        if kind == "frozen":
            net.requires_grad_(False)
        if kind == "lying":
            net.device = torch.device(other)
            net.scale = torch.ones(2, device=other)
        return net
    net = nn.Sequential(nn.ReLU(), nn.Module())
    if kind == "empty":
        net[1].weight = nn.Parameter(torch.zeros(0, 3, device=device))
    elif kind in ("buffer", "passing buffer"):
        net[1].register_buffer("scale", torch.ones(2, device=device), persistent=kind == "buffer")
    elif kind == "buffer elsewhere":
        net.register_buffer("scale", torch.ones(2, device=other))
        net[1].weight = nn.Parameter(torch.zeros(2, device=device))
    elif kind == "no parameter":
        net.register_parameter("bias", None)
        net.register_buffer("scale", None)
        net[1].register_buffer("scale", torch.ones((), device=device))
    return net


def ask(submission, cases):
    """device_of(net)"""
    return [attempt(submission.device_of, net_of(*case)) for case in cases]


def ask_without_state(submission, rounds):
    """device_of(nn.ReLU())"""
    nets = [nn.ReLU(), stateless(), nn.Module(), net_of("none", "cpu", "cpu")]
    return [attempt(submission.device_of, net) for _ in range(rounds) for net in nets]


def ask_along_the_way(submission, route):
    """net.to(device); device_of(net)"""
    net, seen = nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3)), []
    for device in route:
        net.to(device)
        seen.append(attempt(submission.device_of, net))
    return seen


def stay_here(submission, structure, weight, x, device, mark):
    """to_device(obj, "cpu") on a machine without GPUs"""
    net = linear(*weight)
    moved = submission.to_device({"obj": structure, "net": net}, spelled(device, True))
    alone = submission.to_device(net, spelled(device, False))
    attempt(marked, submission.to_device(x, device), mark)
    seen = {"obj": moved["obj"], "outputs": [attempt(each, x) for each in (moved["net"], alone, net)]}
    return seen | {"mark": vars(x).get("mark")}


def send_to_meta(submission, x, weight):
    """to_device([X], "meta"), to_device(net, "meta"), which needs no GPU"""
    net = linear(*weight)
    moved = attempt(submission.to_device, [x, {"net": net}], "meta")
    places = attempt(lambda: [moved[0].device, *(parameter.device for parameter in net.parameters())])
    return {"places": places, "x": x}


def look_around(submission, x, seed, cases):
    """to_device({"a": [X, net]}, device), device_of(net); then torch.rand(4), torch.ones(4), ..."""
    seen = []
    for current, quiet in cases:
        net = nn.Sequential(nn.Linear(3, 2), nn.BatchNorm1d(2))
        torch.cuda.set_device(current)
        torch.set_grad_enabled(not quiet)
        torch.manual_seed(seed)
        for device in ("cuda:0", "cpu", "cuda:1", "cpu", f"cuda:{1 - current}"):
            submission.to_device({"a": [x, net, (x, None)]}, device)
            submission.device_of(net)
        grad = recorded(x)
        made = [torch.rand(4), torch.ones(4), torch.ones(4, device="cuda")]
        torch.set_grad_enabled(True)
        seen.append({"grad": grad, "made": made[:2], "places": [tensor.device for tensor in made]})
    return seen
