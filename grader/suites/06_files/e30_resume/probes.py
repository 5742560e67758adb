"""What is done to submitted `save_checkpoint` and `load_checkpoint`."""

import os
import pickle
import zipfile
from collections import OrderedDict
from pathlib import Path

import torch
from torch import nn

from grader.worker.probing import attempt, fill, snapshot, write

FILE = "run.ckpt"
KINDS = {"linear": nn.Linear, "dropout": nn.Dropout, "norm": nn.BatchNorm1d}
OPTIMIZERS = {"Adam": torch.optim.Adam, "SGD": torch.optim.SGD}


def begun(parts, values, kind, groups):
    """A chain of named parts in float64, and an optimizer; each group is a dict of names and settings."""
    net = nn.Sequential(OrderedDict((name, KINDS[part](*arguments)) for name, part, *arguments in parts)).double()
    fill(net, values)
    named = dict(net.named_parameters())
    return net, OPTIMIZERS[kind]([group | {"params": [named[name] for name in group["params"]]} for group in groups])


def train(net, opt, batches):
    for x, y in batches:
        opt.zero_grad()
        with torch.enable_grad():
            (net(x) - y).square().mean().backward()
        opt.step()


def state(net):
    return {name: value.detach().clone() for name, value in net.state_dict().items()}


def first_program(submission, setup, batches, seed, epoch):
    """train(net, opt); save_checkpoint(path, net, opt, epoch)"""
    net, opt = begun(**setup)
    torch.manual_seed(seed)
    train(net, opt, batches)
    submission.save_checkpoint(FILE, net, opt, epoch)


def second_program(submission, content, setup, batches, seed):
    """load_checkpoint(path, net, opt); train(net, opt)"""
    Path("moved.ckpt").write_bytes(content)
    net, opt = begun(**setup)
    torch.manual_seed(seed)
    submission.load_checkpoint("moved.ckpt", net, opt)
    there, loaded = torch.get_rng_state(), state(net)
    coming = torch.rand(3)
    torch.set_rng_state(there)
    train(net, opt, batches)
    return {"state": state(net), "loaded": loaded, "coming": coming}


def interrupted(submission, setup, anew, batches, more, seed, other):
    """save_checkpoint(path, net, opt, epoch); load_checkpoint(path, another net, its optimizer); train"""
    first_program(submission, setup, batches, seed, 1)
    return second_program(submission, Path(FILE).read_bytes(), anew, more, other)


def save_and_load(submission, setup, anew):
    """save_checkpoint(path, net, opt, epoch); load_checkpoint(path, another net, its optimizer)"""
    submission.save_checkpoint(FILE, *begun(**setup), 1)
    net, opt = begun(**anew)
    loaded = attempt(submission.load_checkpoint, FILE, net, opt)
    return {"loaded": loaded, "state": state(net)}


def random_numbers(submission, setup, seed, other, count):
    """save_checkpoint(path, net, opt, epoch); load_checkpoint(path, net, opt); torch.rand(3)"""
    net, opt = begun(**setup)
    torch.manual_seed(seed)
    torch.randn(count)
    submission.save_checkpoint(FILE, net, opt, 1)
    saved = torch.rand(3)
    torch.manual_seed(other)
    submission.load_checkpoint(FILE, net, opt)
    return {"after saving": saved, "after loading": [torch.rand(3), torch.randn(20), torch.randperm(9)]}


def epochs(submission, setup, numbers):
    """save_checkpoint(path, net, opt, epoch); load_checkpoint(path, net, opt)"""
    net, opt = begun(**setup)
    seen = []
    for number in numbers:
        submission.save_checkpoint(FILE, net, opt, number)
        seen.append(submission.load_checkpoint(FILE, *begun(**setup)))
    return seen


def load_into_known(submission, setup, anew, gradients):
    """load_checkpoint(path, net, opt); opt.step(), for a net whose tensors are known elsewhere"""
    submission.save_checkpoint(FILE, *begun(**setup), 1)
    net, opt = begun(**anew)
    parameters, buffers = dict(net.named_parameters()), dict(net.named_buffers())
    submission.load_checkpoint(FILE, net, opt)
    for name, parameter in net.named_parameters():
        parameter.grad = gradients[name].clone()
    opt.step()
    seen = {"state": state(net)}
    for value in [*parameters.values(), *buffers.values()]:
        write(value, torch.zeros_like(value))
    return seen | {"wiped": state(net)}


def go_back(submission, setup, batches, more, seed):
    """save_checkpoint; train on; load_checkpoint, into the same net and optimizer; train on; and once more"""
    net, opt = begun(**setup)
    torch.manual_seed(seed)
    train(net, opt, batches)
    submission.save_checkpoint(FILE, net, opt, 1)
    runs = []
    for _ in range(3):
        train(net, opt, more)
        runs.append(state(net))
        submission.load_checkpoint(FILE, net, opt)
    return {"runs": runs, "state": state(net)}


def settle(net, modes, flags, left):
    """Set the mode of each part, and flag and gradient of each parameter."""
    for module, mode in zip(net.modules(), modes, strict=True):
        module.training = mode
    for (name, parameter), flag in zip(net.named_parameters(), flags, strict=True):
        parameter.requires_grad_(flag)
        parameter.grad = left[name].clone()


def look(net):
    return snapshot(
        {
            "modes": [module.training for module in net.modules()],
            "flags": [parameter.requires_grad for parameter in net.parameters()],
            "left": {name: parameter.grad for name, parameter in net.named_parameters()},
        }
    )


def save_and_look(submission, setup, modes, flags, left, seed, batches, more):
    """train(net, opt); save_checkpoint(path, net, opt, epoch); train(net, opt)"""
    net, opt = begun(**setup)
    torch.manual_seed(seed)
    train(net, opt, batches)
    submission.save_checkpoint(FILE, net, opt, 1)
    train(net, opt, more)
    trained = state(net)
    settle(net, modes, flags, left)
    returned = submission.save_checkpoint(FILE, net, opt, 2)
    return {"trained": trained, "around": look(net), "state": state(net), "returned": returned}


def load_and_look(submission, setup, anew, modes, flags, left):
    """load_checkpoint(path, net, opt)"""
    submission.save_checkpoint(FILE, *begun(**setup), 1)
    net, opt = begun(**anew)
    settle(net, modes, flags, left)
    submission.load_checkpoint(FILE, net, opt)
    return {"around": look(net), "state": state(net)}


def save_twice(submission, setup, second, anew):
    """save_checkpoint(path, ...); the net changes; load_checkpoint(path, ...); save_checkpoint(path, ...) again"""
    net, opt = begun(**setup)
    submission.save_checkpoint(FILE, net, opt, 1)
    fill(net, second)
    seen = []
    for _ in range(2):
        loaded, its = begun(**anew)
        submission.load_checkpoint(FILE, loaded, its)
        seen.append(state(loaded))
        submission.save_checkpoint(FILE, net, opt, 2)
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


def load_forged(submission, setup, anew):
    """load_checkpoint(path, net, opt), for a file that was written on a machine with a GPU"""
    submission.save_checkpoint(FILE, *begun(**setup), 1)
    forge(Path(FILE))
    net, opt = begun(**anew)
    submission.load_checkpoint(FILE, net, opt)
    return {"state": state(net)}


def numbers(value):
    """All numbers inside plain containers, those of tensors too."""
    if isinstance(value, (int, float)):
        return [float(value)]
    if isinstance(value, torch.Tensor):
        return value.detach().double().flatten().tolist()
    if isinstance(value, dict):
        return [number for item in value.values() for number in numbers(item)]
    return [number for item in value for number in numbers(item)] if isinstance(value, (list, tuple)) else []


def read_plainly(submission, setup, batches):
    """torch.load(path, weights_only=True)"""
    net, opt = begun(**setup)
    train(net, opt, batches)
    fill(net, setup["values"])
    submission.save_checkpoint(FILE, net, opt, 1)
    loaded = torch.load(FILE, map_location="cpu", weights_only=True)
    return {"numbers": torch.tensor(numbers(loaded), dtype=torch.float64)}


class Trap:
    """Whoever unpickles it creates a file."""

    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return open, (self.name, "w")


def load_trapped(submission, setup, order):
    """load_checkpoint(path, net, opt), for a file with an object whose loading runs code"""
    submission.save_checkpoint(FILE, *begun(**setup), 1)
    inside = torch.load(FILE, weights_only=True)
    seen = {}
    for name in order:
        canary = f"canary of {name}"
        if name == "pickle":
            Path(name).write_bytes(pickle.dumps(Trap(canary), protocol=2))
        elif name == "trap" or not isinstance(inside, dict):
            torch.save(Trap(canary), name)
        else:
            torch.save(inside | {canary: Trap(canary)}, name)
        raised = attempt(submission.load_checkpoint, name, *begun(**setup))
        seen[name] = {"raised": raised, "ran": os.path.exists(canary)}
    return seen


def save_to_paths(submission, setup, anew, folder, names):
    """save_checkpoint(path, net, opt, epoch), for a str and for a pathlib.Path"""
    os.mkdir(folder)
    seen = []
    for name, kind in names:
        path = {"str": str, "absolute": os.path.abspath, "Path": Path}[kind](os.path.join(folder, name))
        saved = attempt(submission.save_checkpoint, path, *begun(**setup), 1)
        net, opt = begun(**anew)
        loaded = attempt(submission.load_checkpoint, path, net, opt)
        seen.append({"saved": saved, "loaded": loaded, "state": state(net)})
    return {"each": seen, "listing": sorted(os.listdir(folder))}


def surroundings(submission, setup, anew, x, recording, dtype):
    """save_checkpoint(path, net, opt, epoch); load_checkpoint(path, net, opt)"""
    net, opt = begun(**anew)
    anchor = torch.ones_like(x).requires_grad_()
    other = begun(**setup)
    torch.set_default_dtype(dtype)
    with torch.set_grad_enabled(recording):
        submission.save_checkpoint(FILE, *other, 1)
        submission.load_checkpoint(FILE, net, opt)
        loss = (anchor * x).sum()
    made = torch.ones(2)
    attempt(loss.backward)
    gradient = torch.zeros_like(x) if anchor.grad is None else anchor.grad
    return {"state": state(net), "gradient": gradient, "made": made}


def shared_layer(submission, values, others, later):
    """save_checkpoint and load_checkpoint, for a net that uses one layer twice"""
    size = len(values["0.bias"])

    def made(numbers):
        layer = nn.Linear(size, size).double()
        net = nn.Sequential(layer, layer)
        fill(net, numbers)
        return net, torch.optim.SGD(net.parameters(), lr=1.0)

    submission.save_checkpoint(FILE, *made(values), 1)
    net, opt = made(others)
    loaded = attempt(submission.load_checkpoint, FILE, net, opt)
    first = state(net)
    for name, value in net[0].named_parameters():
        write(value, later[f"0.{name}"])
    return {"loaded": loaded, "state": first, "later": state(net)}
