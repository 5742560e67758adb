"""What is done to submitted `save_params` and `load_params`."""

import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn

from grader.worker.probing import attempt, counted, fill, machine_with, snapshot, used_on, write

KINDS = {
    "linear": nn.Linear,
    "lazy": nn.LazyLinear,
    "relu": nn.ReLU,
    "norm": nn.BatchNorm1d,
    "dropout": nn.Dropout,
    "net": lambda *parts: build(parts),
}


def build(parts):
    """A chain of named parts: (name, kind, arguments...)."""
    return nn.Sequential(OrderedDict((name, KINDS[kind](*arguments)) for name, kind, *arguments in parts))


def built(parts, values):
    net = build(parts)
    fill(net, values)
    return net


def state(net):
    return {name: value.detach().clone() for name, value in net.state_dict().items()}


def save_and_load(submission, parts, values, x):
    """save_params(net, path); load_params(clone, path)"""
    net, clone = built(parts, values), build(parts)
    submission.save_params(net, "model.params")
    submission.load_params(clone, "model.params")
    return {"state": state(clone), "output": clone(x).detach()}


class Odd(nn.Module):
    """Parameters and buffers of unusual shapes and dtypes, at the root and one level down."""

    def __init__(self, n, m):
        super().__init__()
        self.number = nn.Parameter(torch.zeros(()))
        self.nothing = nn.Parameter(torch.zeros(0, n))
        self.turned = nn.Parameter(torch.zeros(n, m).t())
        self.frozen = nn.Parameter(torch.zeros(n), requires_grad=False)
        self.wide = nn.Parameter(torch.zeros(m, n, dtype=torch.float64))
        self.inner = nn.Linear(n, m, dtype=torch.float64)
        self.register_buffer("mean", torch.zeros(n))
        self.register_buffer("count", torch.zeros((), dtype=torch.int64))
        self.register_buffer("index", torch.zeros(m, n, dtype=torch.int64))
        self.register_buffer("mask", torch.zeros(m, dtype=torch.bool))
        self.register_buffer("optional", None)


def save_and_load_odd(submission, sizes, values):
    """save_params(net, path); load_params(clone, path)"""
    net, clone = Odd(*sizes), Odd(*sizes)
    fill(net, values)
    submission.save_params(net, "model.params")
    submission.load_params(clone, "model.params")
    return state(clone)


def load_into_lazy(submission, parts, lazy_parts, values, x):
    """clone = a net of lazy layers; load_params(clone, path)"""
    clone = build(lazy_parts)
    submission.save_params(built(parts, values), "model.params")
    raised = attempt(submission.load_params, clone, "model.params")
    with torch.enable_grad():
        output = attempt(lambda: clone(x))
        if isinstance(output, torch.Tensor):
            attempt(output.sum().backward)
    return {
        "raised": raised,
        "output": snapshot(output),
        "gradients": {name: snapshot(p.grad) for name, p in clone.named_parameters() if not nn.parameter.is_lazy(p)},
    }


def settle(net, modes, flags, left):
    """Set the mode of each part, and flag and gradient of each parameter."""
    for module, mode in zip(net.modules(), modes, strict=True):
        module.training = mode
    for (name, parameter), flag in zip(net.named_parameters(), flags, strict=True):
        parameter.requires_grad_(flag)
        parameter.grad = left[name].clone()


def look(net):
    return {
        "modes": [module.training for module in net.modules()],
        "flags": [parameter.requires_grad for parameter in net.parameters()],
        "left": {name: snapshot(parameter.grad) for name, parameter in net.named_parameters()},
        "state": state(net),
    }


def save_and_look(submission, parts, values, modes, flags, left):
    """save_params(net, path)"""
    net = built(parts, values)
    settle(net, modes, flags, left)
    submission.save_params(net, "model.params")
    return look(net)


class Moody(nn.Sequential):
    """A chain that shows in its output whether its own flag stands on training."""

    def forward(self, x):
        return super().forward(x) + self.training


def load_and_run(submission, parts, values, saved_modes, modes, x):
    """load_params(clone, path)(X)"""
    net, clone = (Moody(OrderedDict(build(parts).named_children())) for _ in range(2))
    fill(net, values)
    for one, these in ((net, saved_modes), (clone, modes)):
        for module, mode in zip(one.modules(), these, strict=True):
            module.training = mode
    submission.save_params(net, "model.params")
    submission.load_params(clone, "model.params")
    modes_after = [module.training for module in clone.modules()]
    return {"outputs": [clone(x).detach(), clone(x).detach()], "modes": modes_after, "state": state(clone)}


def load_and_return(submission, parts, values, later, mark, x):
    """returned = load_params(clone, path)"""
    clone = build(parts)
    submission.save_params(built(parts, values), "model.params")
    returned = submission.load_params(clone, "model.params")
    seen = {"output": clone(x).detach(), "returned": None if isinstance(returned, nn.Module) else returned}
    seen["is a module"] = isinstance(returned, nn.Module)
    if isinstance(returned, nn.Module):
        returned.mark = mark
        fill(clone, later)
        seen |= {"mark": getattr(clone, "mark", None), "later output": returned(x).detach()}
    return seen


def load_into_known(submission, parts, values, modes, flags, left, later, x):
    """load_params(clone, path), for a clone whose Parameters are known elsewhere"""
    clone = build(parts)
    submission.save_params(built(parts, values), "model.params")
    settle(clone, modes, flags, left)
    known = dict(clone.named_parameters())
    submission.load_params(clone, "model.params")
    seen = look(clone)
    for name, parameter in known.items():
        write(parameter, later[name])
    return seen | {"output": clone(x).detach()}


def save_twice(submission, parts, first, second):
    """save_params(net, path); load_params(clone, path); train; save_params(net, path); load_params(clone, path)"""
    net, clone = built(parts, first), build(parts)
    submission.save_params(net, "model.params")
    submission.load_params(clone, "model.params")
    states = [state(clone)]
    fill(net, second)
    submission.load_params(clone, "model.params")
    states.append(state(clone))
    submission.save_params(net, "model.params")
    submission.load_params(clone, "model.params")
    states.append(state(clone))
    fill(net, first)
    return states


def load_elsewhere(submission, parts, content):
    """load_params(clone, path), in another program"""
    clone = build(parts)
    Path("moved.params").write_bytes(content)
    submission.load_params(clone, "moved.params")
    return state(clone)


class Tied(nn.Module):
    """Two uses of one layer, and two layers that share their weight."""

    def __init__(self, n):
        super().__init__()
        layer = nn.Linear(n, n)
        self.one, self.two, self.other = layer, layer, nn.Linear(n, n)
        self.other.weight = layer.weight

    def forward(self, x):
        return self.other(torch.relu(self.two(torch.relu(self.one(x)))))


def load_tied(submission, size, values, later, x):
    """load_params(clone, path), for nets that use one layer twice"""
    net, clone = Tied(size), Tied(size)
    fill(net, values)
    submission.save_params(net, "model.params")
    raised = attempt(submission.load_params, clone, "model.params")
    with torch.enable_grad():
        output = clone(x)
        output.sum().backward()
    seen = {"raised": raised, "output": output.detach(), "gradient": snapshot(clone.one.weight.grad)}
    write(clone.one.weight, later)
    return seen | {"later output": clone(x).detach()}


def load_cases(submission, cases):
    """save_params(net, path); load_params(another net, path)"""
    seen = []
    for parts, values, others in cases:
        net, clone = built(parts, values), build(others)
        submission.save_params(net, "model.params")
        raised = attempt(submission.load_params, clone, "model.params")
        seen.append({"raised": True if isinstance(raised, nn.Module) else raised, "state": state(clone)})
    return seen


def forge(path):
    """Let the file say that its tensors lay on a GPU."""
    here, there = (len(name).to_bytes(4, "little") + name for name in (b"cpu", b"cuda:0"))
    if not zipfile.is_zipfile(path):
        path.write_bytes(path.read_bytes().replace(b"X" + here, b"X" + there))
        return
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            if name.endswith("/data.pkl"):
                content = content.replace(b"X" + here, b"X" + there)
            archive.writestr(name, content)


def load_forged(submission, parts, values):
    """load_params(clone, path), for a file that was written on a GPU machine"""
    submission.save_params(built(parts, values), "model.params")
    forge(Path("model.params"))
    clones = [build(parts) for _ in range(4)]
    submission.load_params(clones[0], "model.params")
    submission.load_params(clones[1], "model.params", "cpu")
    submission.load_params(clones[2], "model.params", device="cpu")
    submission.load_params(clones[3], "model.params", device=torch.device("cpu"))
    return [state(clone) for clone in clones]


def state_on(net, place):
    """All entries of the state, as an operator on this device finds them."""
    return {name: attempt(used_on, value.detach(), place) for name, value in net.state_dict().items()}


def load_on_devices(submission, parts, values, cases, default):
    """save_params(net, path); load_params(clone, path, device), with nets on CPU and GPUs"""
    seen = []
    for number, (saved, place, device, kind) in enumerate(cases):
        net, clone, known = built(parts, values).to(saved), build(parts).to(place), {}
        for name, parameter in clone.named_parameters():
            parameter.grad = torch.ones_like(parameter)
            known[name] = parameter
        where = {"none": (), "str": (device,), "device": (torch.device(device),)}[kind]
        torch.set_default_device(default)
        saving = attempt(submission.save_params, net, f"{number}.params")
        with counted() as counts:
            loading = attempt(submission.load_params, clone, f"{number}.params", *where)
            copied = counts.as_dict()
        made, current = torch.zeros(2), torch.zeros(2, device="cuda")
        torch.set_default_device(None)
        here = {"saving": saving, "loading": None if isinstance(loading, nn.Module) else loading}
        here |= {"net": state_on(net, saved), "clone": state_on(clone, place)}
        here["known"] = {name: attempt(used_on, p.detach(), place) for name, p in known.items()}
        here["grads"] = {name: attempt(used_on, p.grad, place) for name, p in known.items()}
        here["copied"] = {name: copied[f"{name}_bytes"] for name in ("device_to_host", "between_devices")}
        here |= {"made": attempt(used_on, made, default), "current": attempt(used_on, current, "cuda:0")}
        seen.append(here)
    return seen


def save_on_a_gpu_load_elsewhere(submission, parts, values, counts):
    """save_params(net.to("cuda:1"), path); load_params(clone, path), on a machine with fewer GPUs"""
    with machine_with(2):
        submission.save_params(built(parts, values).to("cuda:1"), "model.params")
    seen = []
    for count in counts:
        with machine_with(count):
            clones = [build(parts) for _ in range(2)]
            loading = [
                attempt(submission.load_params, clones[0], "model.params"),
                attempt(submission.load_params, clones[1], "model.params", device=torch.device("cpu")),
            ]
            loading = [None if isinstance(one, nn.Module) else one for one in loading]
            seen.append({"loading": loading, "states": [state_on(clone, "cpu") for clone in clones]})
    return seen


def save(submission, parts, values):
    """save_params(net, path)"""
    submission.save_params(built(parts, values), "model.params")
    return {"size": Path("model.params").stat().st_size}


def numbers(value):
    """All numbers inside plain containers, those of tensors too."""
    if isinstance(value, (int, float)):
        return [float(value)]
    if isinstance(value, torch.Tensor):
        return value.detach().double().flatten().tolist()
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers(item)]
    return [number for item in value for number in numbers(item)] if isinstance(value, (list, tuple)) else []


def read_plainly(submission, content):
    """torch.load(path, weights_only=True)"""
    Path("moved.params").write_bytes(content)
    loaded = torch.load("moved.params", map_location="cpu", weights_only=True)
    return {"numbers": torch.tensor(numbers(loaded), dtype=torch.float64)}


class Trap:
    """Whoever unpickles it creates a file."""

    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return open, (self.name, "w")


def with_trap(path, trap):
    """The content of the file with a trap inside, at a place where it is not in the way."""
    content = torch.load(path, weights_only=True)
    if isinstance(content, dict):
        return content | {trap.name: trap}
    return [*content, trap] if isinstance(content, list) else [content, trap]


def load_trapped(submission, parts, values, order):
    """load_params(clone, path), for a file with an object whose loading runs code"""
    submission.save_params(built(parts, values), "model.params")
    seen = {}
    for name in order:
        clone, canary = build(parts), f"canary of {name}"
        if name == "trap":
            torch.save(Trap(canary), name)
        elif name == "pickle":
            Path(name).write_bytes(pickle.dumps(Trap(canary), protocol=2))
        elif name == "trap inside":
            inside = attempt(with_trap, "model.params", Trap(canary))
            torch.save(inside if isinstance(inside, (dict, list)) else {"trap": Trap(canary)}, name)
        else:
            Path(name).write_bytes(Path("model.params").read_bytes())
        raised = attempt(submission.load_params, clone, name)
        seen[name] = {"raised": raised, "state": state(clone)}
    return seen | {"ran": [os.path.exists(f"canary of {name}") for name in order]}


def save_to_paths(submission, parts, values, folder, names):
    """save_params(net, path), for a str and for a pathlib.Path"""
    os.mkdir(folder)
    net, clone, seen = built(parts, values), build(parts), []
    for name, kind in names:
        path = {"str": str, "absolute": os.path.abspath, "Path": Path}[kind](os.path.join(folder, name))
        saved = attempt(submission.save_params, net, path)
        loaded = attempt(submission.load_params, clone, path)
        seen.append(
            {"saved": saved, "loaded": True if isinstance(loaded, nn.Module) else loaded, "state": state(clone)}
        )
    return {"each": seen, "listing": sorted(os.listdir(folder))}


def save_and_load_in_modes(submission, parts, values, seed, modes):
    """save_params(net, path); load_params(clone, path)"""
    net, seen = built(parts, values).double(), []
    for recording in modes:
        clone = build(parts).double()
        torch.manual_seed(seed)
        with torch.set_grad_enabled(recording):
            returned = submission.save_params(net, "model.params")
            submission.load_params(clone, "model.params")
            mode_after = torch.is_grad_enabled()
        drawn, dtype = torch.rand(4), torch.zeros(1).dtype
        claims = {"recording": mode_after, "returned": returned}
        seen.append(claims | {"drawn": drawn, "dtype": dtype, "state": state(clone)})
    return seen
