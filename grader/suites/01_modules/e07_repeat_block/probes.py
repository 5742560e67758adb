"""What is done with `repeat_block` and `clone_block`.

`parts` describes blocks that are `nn.Linear`s: the weight and the bias of each.
"""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, fill, linear, pull_back, snapshot, write


class Factory:
    """Gives out blocks that are made already, one at each call."""

    def __init__(self, blocks):
        self.blocks, self.calls = blocks, 0

    def __call__(self):
        if self.calls == len(self.blocks):
            raise IndexError("make_block() was called too often: there are no more blocks")
        self.calls += 1
        return self.blocks[self.calls - 1]


class Giving(nn.Module):
    """Returns what a function makes of its input."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Hollow(Giving):
    """A block of length 0, as an empty container has it."""

    def __len__(self):
        return 0


class Taking(nn.Module):
    """Returns the list of its arguments."""

    def forward(self, *given):
        return list(given)


def linears(parts):
    return [linear(*part) for part in parts]


def chain(submission, parts):
    """The net and its blocks."""
    blocks = linears(parts)
    return submission.repeat_block(Factory(blocks), len(parts)), blocks


def gradient(tensor):
    """The gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def scattered(x):
    """The values of `x` in another order of memory."""
    return x.transpose(0, 1).contiguous().transpose(0, 1)


def step(net, rate):
    with torch.no_grad():
        for parameter in net.parameters():
            if parameter.grad is not None:
                parameter -= rate * parameter.grad


def count_calls(submission, parts, n, x):
    """net = repeat_block(make_block, n); net(X)"""
    make_block = Factory(linears(parts))
    net = submission.repeat_block(make_block, n)
    seen = {"after making": make_block()(x)}
    for mode in (True, False):
        net.train(mode)(x)
    numbers = sum(parameter.numel() for parameter in net.parameters())
    return seen | {"after calls": make_block()(x), "numbers": numbers}


def run(submission, parts, x):
    """net = repeat_block(make_block, n); net(X)"""
    net, _ = chain(submission, parts)
    seen = {"first": net(x), "X": snapshot(x), "second": net(x)}
    with torch.no_grad():
        return seen | {"evaluation": net.eval()(x)}


def run_shapes(submission, parts, inputs):
    """net = repeat_block(make_block, n); net(X)"""
    net, _ = chain(submission, parts)
    return [attempt(net, x) for x in [*inputs, scattered(inputs[-1])]]


def hand_on(submission, x):
    """repeat_block(make_block, 2)(X), with blocks that give and take anything"""
    gives = {
        "tuple": Giving(lambda x: (x, 2 * x)),
        "None": Giving(lambda x: None),
        "triple": Hollow(lambda x: 3 * x),
        "double, in place": Giving(lambda x: x.mul_(2)),
    }
    seen = {}
    for name, block in gives.items():
        net, taken = submission.repeat_block(Factory([block, Taking()]), 2), x.clone()
        seen[name] = attempt(net, taken)
    return seen | {"X": taken}


def without_blocks(submission, parts, x, drawn, word):
    """net = repeat_block(make_block, 0); net(X)"""
    net = attempt(submission.repeat_block, Factory(linears(parts)), 0)
    if not isinstance(net, nn.Module):
        return {"output": net}
    output = net(x)
    seen = {"output": snapshot(output), "pair": attempt(net, (word, drawn))}
    write(x, drawn)
    return seen | {"after": output}


def load_and_copy(submission, parts, others, x):
    """twin = copy.deepcopy(net); twin.load_state_dict(other.state_dict()); twin(X)"""
    net, _ = chain(submission, parts)
    other, _ = chain(submission, others)
    net(x)
    twin = copy.deepcopy(net)
    twin.load_state_dict(other.state_dict())
    return {"twin": twin(x)}


def reach(submission, parts, x):
    """net.eval(); net(X)"""
    blocks = [nn.Sequential(layer, nn.Dropout(1.0)) for layer in linears(parts)]
    return {"output": submission.repeat_block(Factory(blocks), len(blocks)).eval()(x)}


def starts(submission, n, size, x, seed):
    """one, two = repeat_block(lambda: nn.Linear(size, size), n), repeat_block(...); one(X), two(X)"""
    torch.manual_seed(seed)
    made, nets = [], []
    for _ in range(2):
        made.append([])

        def make_block(blocks=made[-1]):
            blocks.append(nn.Linear(size, size))
            return blocks[-1]

        nets.append(submission.repeat_block(make_block, n))
    blocks = [[(layer.weight, layer.bias) for layer in layers] for layers in made]
    return {"outputs": [net(x) for net in nets], "blocks": blocks}


def same_blocks(submission, parts, new, x):
    """net = repeat_block(make_block, n); block.weight.copy_(...); net(X)"""
    net, blocks = chain(submission, parts)
    write(blocks[0].weight, new)
    return {"output": net(x)}


def hooked(submission, parts, x, shift):
    """block.register_forward_hook(...); net.register_forward_hook(...); net(X)"""
    net, blocks = chain(submission, parts)
    for block in blocks:
        block.register_forward_pre_hook(lambda module, arguments: (arguments[0] + shift,))
        block.register_forward_hook(lambda module, arguments, output: 2 * output)
    net.register_forward_hook(lambda module, arguments, output: output - shift)
    return {"output": net(x)}


def as_they_are(submission, parts, modes, x, upstream, rate):
    """net = repeat_block(make_block, n), blocks partly in eval mode and frozen; one step of SGD; net(X)"""
    blocks = [
        nn.Sequential(layer, nn.Dropout(1.0)).train(mode) for layer, mode in zip(linears(parts), modes, strict=True)
    ]
    seen = {"output": submission.repeat_block(Factory(blocks), len(blocks))(x)}
    blocks = linears(parts)
    blocks[0].requires_grad_(False)
    net = submission.repeat_block(Factory(blocks), len(blocks))
    pull_back(net(x), upstream)
    step(net, rate)
    return seen | {"stepped": net(x)}


def one_block(submission, part, n, x):
    """block = nn.Linear(...); repeat_block(lambda: block, n)(X)"""
    block = linear(*part)
    return {"output": submission.repeat_block(lambda: block, n)(x)}


def backward(submission, parts, x, upstream, training):
    """net(X).backward(upstream)"""
    net, blocks = chain(submission, parts)
    net.train(training)
    x = x.requires_grad_()
    attempt(pull_back, net(x), upstream)
    leaves = [x, *(parameter for block in blocks for parameter in (block.weight, block.bias))]
    seen = {"gradients": snapshot([gradient(leaf) for leaf in leaves])}
    with torch.no_grad():
        quiet = net(x)
    # A sum that has a gradient of its own: backward works, and must find no way into the net.
    (torch.ones(1, requires_grad=True) * quiet.sum()).sum().backward()
    return seen | {"leaked": [gradient(leaf) for leaf in leaves]}


def surroundings(submission, parts, x, seeds):
    """repeat_block(make_block, n)(X); clone_block(block, n); torch.rand(4), torch.ones(2)"""
    loss = torch.ones(3, requires_grad=True)
    random = []
    for seed in seeds:
        blocks = linears(parts)
        torch.manual_seed(seed)
        submission.repeat_block(Factory(blocks), len(blocks))(x)
        submission.clone_block(blocks[0], 2)
        random.append(torch.rand(4))
    attempt((loss * loss).sum().backward)
    quiet = torch.ones(3, requires_grad=True)
    with torch.no_grad():
        net, blocks = chain(submission, parts)
        net(x)
        submission.clone_block(blocks[0], 2)
        attempt((quiet * quiet).sum().backward)
    wide, blocks = chain(submission, parts)
    wide.double()(x.double())
    submission.clone_block(blocks[0], 2)
    return {"random": random, "loss": gradient(loss), "quiet": gradient(quiet), "made": torch.ones(2)}


def block_of(state, dtype=torch.float32):
    """A block with layers in two depths, and learned statistics; the running mean stays out of `state_dict()`."""
    h, n = state["0.weight"].shape
    block = nn.Sequential(nn.Linear(n, h), nn.BatchNorm1d(h), nn.Sequential(nn.Tanh(), nn.Linear(h, n))).to(dtype)
    block[1].register_buffer("running_mean", block[1].running_mean, persistent=False)
    fill(block, state)
    return block


def clone_and_run(submission, state, n, dtype, training, x):
    """clones = clone_block(block, n); clone(X)"""
    block = block_of(state, dtype).train(training)
    clones = list(submission.clone_block(block, n))
    seen = {"block": block(x), "clones": [clone(x) for clone in clones], "length": len(clones)}
    block.eval()
    return seen | {"evaluation": [clone.eval()(x) for clone in clones]}


def clone_kinds(submission, weight, x):
    """clone_block(nn.Linear(...), 2), clone_block(nn.Tanh(), 2), ..."""
    kinds = {
        "nn.Linear": linear(weight),
        "nn.Tanh": nn.Tanh(),
        "nn.Sequential()": nn.Sequential(),
        "nn.Conv1d": nn.Conv1d(weight.shape[1], weight.shape[0], 1, bias=False),
    }
    write(kinds["nn.Conv1d"].weight, weight.unsqueeze(2))
    seen = {}
    for kind, block in kinds.items():
        seen[kind] = [clone(x.T if kind == "nn.Conv1d" else x) for clone in submission.clone_block(block, 2)]
    return seen


def clone_none(submission, state):
    """clone_block(block, 0)"""
    return submission.clone_block(block_of(state), 0)


def clone_and_write(submission, state, states, moved, x):
    """clones = clone_block(block, n); a write to each clone, then to the block; clone(X), block(X)"""
    block = block_of(state)
    block[0].requires_grad_(False)
    modules = [*submission.clone_block(block, len(states) - 1), block]
    for module, values in zip(modules, states, strict=True):
        fill(module, values)
        module.eval()
    seen = {"written": [module(x) for module in modules]}
    for module in modules[::2]:
        module.train()(moved)  # this moves the statistics
        module.eval()
    seen["moved"] = [module(x) for module in modules]
    later = [clone.eval() for clone in submission.clone_block(block, 2)]
    seen["later"] = [clone(x) for clone in later]
    fill(later[0], states[0])
    return seen | {"at last": [module(x) for module in modules]}


def clone_attributes(submission, weight, start, values):
    """block.scale = torch.tensor(...); block.notes = [...]; clones = clone_block(block, n)"""
    block = linear(weight)
    block.scale, block.notes = start, []
    block.register_buffer("wide", start.double())
    modules = [*submission.clone_block(block, len(values) - 1), block]
    with torch.no_grad():
        for module, value in zip(modules, values, strict=True):
            module.scale += value
            module.notes.append(value)
    seen = [{"scale": module.scale, "notes": module.notes} for module in modules]
    return {"attributes": seen, "wide": [module.wide for module in modules]}


def clone_tied(submission, parts, new, x):
    """first, last = ..., with last.weight = first.weight; clones = clone_block(nn.Sequential(first, ..., last), 3)"""
    whole = linear(*parts[0])
    first, last = linears(parts)
    last.weight = first.weight
    seen = {}
    for way, ends in {"the layer": (whole, whole), "the weight": (first, last)}.items():
        clones = submission.clone_block(nn.Sequential(ends[0], nn.Tanh(), ends[1]), len(new))
        for clone, weight in zip(clones, new, strict=True):
            write(clone[0].weight, weight)
        seen[way] = [clone(x) for clone in clones]
    return seen


def clone_flags(submission, parts, modes, frozen, x, upstream, rate):
    """clone_block(block, n), block partly frozen and in eval mode; one step of SGD; clone(X)"""
    block = nn.Sequential(linear(*parts[0]), nn.Dropout(1.0), linear(*parts[1])).train(modes[0])
    block[1].train(modes[1])
    for parameter, still in zip(block.parameters(), frozen, strict=True):
        parameter.requires_grad_(not still)
    modules = {"block": block} | {f"clone {i}": clone for i, clone in enumerate(submission.clone_block(block, 2))}
    seen = {}
    for name, module in modules.items():
        seen[name] = {"inner mode": module(x), "outer mode": module.train(module.training)(x)}
        module.eval()
        pull_back(module(x.clone().requires_grad_()), upstream)
        step(module, rate)
        seen[name]["stepped"] = module(x)
    return seen


def clone_gradients(submission, part, waiting, x, upstream):
    """clones = clone_block(block, 2), block with gradients; clone(X).backward(...)"""
    block = linear(*part)
    block.weight.grad = waiting.clone()
    clones = submission.clone_block(block, 2)
    modules = {"one": clones[0], "two": clones[1], "block": block}
    seen = {"start": snapshot({name: gradient(module.weight) for name, module in modules.items()})}
    pull_back(clones[0](x), upstream)
    seen["after one"] = snapshot({name: gradient(module.weight) for name, module in modules.items()})
    pull_back(block(x), upstream)
    return seen | {"after block": {name: gradient(module.weight) for name, module in modules.items()}}
