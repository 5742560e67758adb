"""What is done to submitted `save_model` and `load_model`."""

import io
import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils import parametrizations

from grader.worker.probing import attempt, fill, pull_back, snapshot


def build(part):
    """(kind, settings), where the settings of a Sequential are its parts: (name, part)."""
    kind, settings = part
    if kind == "Sequential":
        return nn.Sequential(OrderedDict((name, build(inner)) for name, inner in settings))
    return getattr(nn, kind)(**settings)


def built(part, values, modes=None):
    """A net with these values, in their dtypes; `modes` by name of the part, everything else in training mode."""
    net = build(part)
    net.load_state_dict({name: value.clone() for name, value in values.items()}, assign=True)
    for name, module in net.named_modules():
        module.training = (modes or {}).get(name, True)
    return net


def again(submission, net, path="net.model"):
    submission.save_model(net, path)
    return submission.load_model(path)


def look(net):
    return {
        "state": {name: value.detach().clone() for name, value in net.state_dict().items()},
        "modes": {name: module.training for name, module in net.named_modules()},
        "flags": {name: parameter.requires_grad for name, parameter in net.named_parameters()},
        "gradients": {name: snapshot(parameter.grad) for name, parameter in net.named_parameters()},
    }


def copy(submission, part, values, modes, xs):
    """save_model(net, path); copy = load_model(path); copy.get_submodule(name)(X)"""
    net = attempt(again, submission, built(part, values, modes))
    if not isinstance(net, nn.Module):
        return {"loaded": net}
    seen = {"loaded": None} | look(net) | {"names": [name for name, _ in net.named_modules()]}
    outputs = {}
    for name, x in xs.items():
        leaf = x.clone()
        module = attempt(net.get_submodule, name)
        outputs[name] = {"output": snapshot(attempt(module, leaf)), "X": leaf}
    return seen | {"outputs": outputs, "state after": look(net)["state"]}


def train(submission, part, values, frozen, waiting, x, upstream):
    """save_model(net, path); copy = load_model(path); copy(X).backward(upstream)"""
    net = built(part, values)
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(name not in frozen)
        parameter.grad = waiting[name].clone()
    net = again(submission, net)
    pull_back(net(x), upstream)
    return {"gradients": {name: parameter.grad for name, parameter in net.named_parameters()}}


def shared(submission, sizes, values, changed, modes, x, upstream):
    """layer = nn.Linear(n, n); net = nn.Sequential(layer, ..., layer); copy = load_model(path); write to copy[0]"""
    layer, block = nn.Linear(sizes[0], sizes[0]), nn.Sequential(nn.Linear(*sizes), nn.Tanh(), nn.Linear(*sizes[::-1]))
    inner = nn.Sequential(OrderedDict(again=layer, block=block))
    net = nn.Sequential(OrderedDict(first=layer, block=block, tanh=nn.Tanh(), inner=inner, last=layer))
    fill(net, values)
    for name, module in net.named_modules():
        module.training = modes[name]
    net = again(submission, net)
    seen = {"output": net(x).detach(), "modes": look(net)["modes"]}
    fill(net, changed)
    output = net(x)
    pull_back(output, upstream)
    gradients = {name: attempt(net.get_parameter, name) for name in changed}
    return seen | {"changed": output.detach(), "gradients": {name: p.grad for name, p in gradients.items()}}


class Own(nn.Module):
    def forward(self, x):
        return x


class Linear(nn.Linear):
    """A subclass that goes by the name of its parent."""

    def forward(self, x):
        return 2 * super().forward(x)


class Dropout(nn.Dropout):
    pass


class Chain(nn.Sequential):
    def forward(self, x):
        return x


def with_parameter(module):
    module.register_parameter("extra", nn.Parameter(torch.ones(2)))
    return module


def with_buffer(module):
    module.register_buffer("extra", torch.ones(2))
    return module


STRANGERS = {
    "a class of its own": Own,
    "nn.Sigmoid": nn.Sigmoid,
    "nn.Identity": nn.Identity,
    "nn.Conv1d": lambda: nn.Conv1d(2, 2, 1),
    "nn.ModuleList": nn.ModuleList,
    "a subclass of nn.Linear": lambda: Linear(2, 2),
    "a subclass of nn.Dropout": Dropout,
    "a subclass of nn.Sequential": lambda: Chain(nn.Linear(2, 2)),
    "nn.LazyLinear": lambda: nn.LazyLinear(2),
    "nn.BatchNorm2d": lambda: nn.BatchNorm2d(2),
    "a Linear with weight norm": lambda: parametrizations.weight_norm(nn.Linear(2, 2)),
    "a Linear with a parameter more": lambda: with_parameter(nn.Linear(2, 2)),
    "a Tanh with a buffer more": lambda: with_buffer(nn.Tanh()),
    "a Sequential with a parameter more": lambda: with_parameter(nn.Sequential()),
}


def refuse(submission, names, depth, part, values, folder, x):
    """save_model(net, path), with a module that is not in the table"""
    seen = []
    for number, name in enumerate(names):
        net, inside = STRANGERS[name](), Path(f"{folder}{number}")
        for _ in range(depth):
            net = nn.Sequential(nn.ReLU(), net)
        inside.mkdir()
        raised = snapshot(attempt(submission.save_model, net, inside / "refused"))
        submission.save_model(built(part, values), inside / "kept")
        attempt(submission.save_model, net, inside / "kept")
        output = attempt(lambda inside=inside: submission.load_model(inside / "kept")(x).detach())
        seen.append({"raised": raised, "output": output, "listing": sorted(os.listdir(inside))})
    return seen


def replaced(content, old, new):
    """The file with one name in the place of another one of that length, in each entry if it is a zip archive."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.replace(old, new)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copied:
        for name in archive.namelist():
            copied.writestr(name, archive.read(name).replace(old, new))
    return target.getvalue()


def load_forged(submission, part, values, names, x):
    """load_model(path), for a file in which "Tanh" was replaced by the name of another class"""
    submission.save_model(built(part, values), "net.model")
    content, outputs = Path("net.model").read_bytes(), {}
    for name in names:
        Path("forged.model").write_bytes(replaced(content, b"Tanh", name.encode()))
        outputs[name] = attempt(lambda: submission.load_model("forged.model")(x).detach())
    return outputs


class Trap:
    """Whoever unpickles it creates a file."""

    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return open, (self.name, "w")


def with_trap(path, trap):
    content = torch.load(path, weights_only=True)
    return content | {trap.name: trap} if isinstance(content, dict) else [content, trap]


def load_trapped(submission, part, values, order, x):
    """load_model(path), for a file with an object whose loading runs code"""
    submission.save_model(built(part, values), "net.model")
    outcomes = {}
    for name in order:
        canary = Trap(f"canary of {name}")
        if name == "torch.save":
            torch.save(canary, name)
        elif name == "a pickled net":
            torch.save(built(part, values), name)
        elif name == "pickle":
            Path(name).write_bytes(pickle.dumps(canary, protocol=2))
        elif name == "beside the model":
            inside = attempt(with_trap, "net.model", canary)
            torch.save(inside if isinstance(inside, (dict, list)) else [canary], name)
        else:
            Path(name).write_bytes(Path("net.model").read_bytes())
        outcomes[name] = attempt(lambda name=name: submission.load_model(name)(x).detach())
    return {"outcomes": outcomes, "ran": [os.path.exists(f"canary of {name}") for name in order]}


def save_to(submission, part, values, later, folder, files):
    """save_model(net, path), for a str and for a pathlib.Path; then save_model(another net, the same path)"""
    os.mkdir(folder)
    states = []
    for name, kind in files:
        path = {"str": str, "absolute": os.path.abspath, "Path": Path}[kind](os.path.join(folder, name))
        net = built(part, values)
        submission.save_model(net, path)
        fill(net, later)
        states.append(look(submission.load_model(path))["state"])
        submission.save_model(net, path)
        states.append(look(submission.load_model(path))["state"])
    return {"states": states, "listing": sorted(os.listdir(folder))}


def save(submission, part, values):
    """save_model(net, path)"""
    submission.save_model(built(part, values), "net.model")
    return {"size": Path("net.model").stat().st_size}


def load_elsewhere(submission, content, x):
    """load_model(path)(X), in another program"""
    Path("moved.bin").write_bytes(content)
    one = attempt(submission.load_model, "moved.bin")
    if not isinstance(one, nn.Module):
        return {"one": one}
    # Written in place: what still reads from the file sees the zeros.
    with open("moved.bin", "r+b") as file:
        file.write(bytes(len(content)))
    seen = {"after zeros": one(x).detach()}
    Path("moved.bin").write_bytes(content)
    one, two = (submission.load_model("moved.bin") for _ in range(2))
    with torch.no_grad():
        for value in two.state_dict().values():
            value.zero_()
    return seen | {
        "one": one(x).detach(),
        "two": two(x).detach(),
        "three": submission.load_model("moved.bin")(x).detach(),
    }


def settings(submission, part, values, modes, frozen, waiting, seed, recording, dtype):
    """save_model(net, path); load_model(path), in the middle of a program"""
    net = built(part, values, modes)
    for name, parameter in net.named_parameters():
        parameter.requires_grad_(name not in frozen)
        parameter.grad = waiting[name].clone()
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.set_grad_enabled(recording):
            torch.manual_seed(seed)
            submission.save_model(net, "net.model")
            seen = {"after saving": torch.rand(4, dtype=torch.float64)}
            other = submission.load_model("net.model")
            seen |= {"after loading": torch.rand(4, dtype=torch.float64), "dtype": torch.tensor(0.5)}
            leaf = torch.ones(1, dtype=torch.float32, requires_grad=True)
            product = 2 * leaf
    finally:
        torch.set_default_dtype(before)
    if product.requires_grad:
        product.backward()
    return seen | {"recorded": leaf.grad, "net": look(net), "copy": look(other)}
