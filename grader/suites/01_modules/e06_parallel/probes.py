"""What is done to a submitted `Parallel`.

A part is a word, the name of a class in torch.nn, or a dict: the weight and bias of an `nn.Linear`, or a weight
and the dimension along which it is used.
"""

import copy

import torch
from torch import nn
from torch.nn import functional as F

from grader.worker.probing import attempt, linear, pull_back, write


class Along(nn.Module):
    """A layer without bias, used along another dimension than the last."""

    def __init__(self, weight, dim):
        super().__init__()
        self.weight, self.dim = nn.Parameter(weight), dim

    def forward(self, x):
        return F.linear(x.movedim(self.dim, -1), self.weight).movedim(-1, self.dim)


class Counting(nn.Module):
    """Adds the number of its calls."""

    def __init__(self):
        super().__init__()
        self.register_buffer("calls", torch.zeros(()))

    def forward(self, x):
        self.calls += 1
        return x + self.calls


class Hollow(nn.Module):
    """Doubles, and has length 0, as an empty container has."""

    def __len__(self):
        return 0

    def forward(self, x):
        return 2 * x


class Pick(nn.Module):
    """Takes a dict or a tuple and returns one entry."""

    def __init__(self, key):
        super().__init__()
        self.key = key

    def forward(self, x):
        return x[self.key]


def made(part):
    if isinstance(part, str):
        return getattr(nn, part)()
    return Along(part["weight"], part["dim"]) if "dim" in part else linear(part["weight"], part["bias"])


def layers(parts):
    return [made(part) for part in parts]


def gradient(tensor):
    """Return the gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def call(submission, parts, inputs, view=None):
    """net = Parallel(net1, net2); net(X)"""
    net = submission.Parallel(*layers(parts))
    seen = {name: attempt(net, x) for name, x in inputs.items()}
    if view is not None:
        seen["a transposed view"] = attempt(net, view.transpose(0, 1).contiguous().transpose(0, 1))
    return seen


def call_along(submission, cases, x):
    """net = Parallel(net1, net2, dim); net(X)"""
    nets = [submission.Parallel(*layers(parts), dim) for parts, dim in cases]
    named = [submission.Parallel(net2=made(two), net1=made(one), dim=dim) for (one, two), dim in cases]
    seen = []
    for net, other in zip(nets, named, strict=True):
        seen.append([attempt(net, x), attempt(other, x), attempt(net, x)])
    return seen


def other_inputs(submission, parts, x, y, numbers):
    """net = Parallel(net1, net2); net((X, Y)); net({"X": X, "Y": Y})"""
    swap = submission.Parallel(Pick(1), nn.Sequential(Pick(0), made(parts[0])))
    named = submission.Parallel(nn.Sequential(Pick("X"), made(parts[0])), Pick("Y"))
    table = nn.Embedding.from_pretrained(parts[0]["weight"])
    seen = {"numbers": attempt(submission.Parallel(table, table), numbers)}
    seen["whole"] = attempt(submission.Parallel(nn.Identity(), nn.Identity()), numbers)
    seen["hollow"] = attempt(submission.Parallel(Hollow(), Hollow()), x)
    return seen | {"tuple": attempt(swap, (x, y)), "dict": attempt(named, {"X": x, "Y": y})}


def as_modules(submission, parts, x, shift):
    """net1.register_forward_hook(...); Parallel(net1, net2)(X)"""
    one, two = layers(parts)
    one.register_forward_pre_hook(lambda module, arguments: (arguments[0] + shift,))
    two.register_forward_hook(lambda module, arguments, output: 2 * output)
    net = submission.Parallel(one, two)
    seen = {"hooked": attempt(net, x)}
    net.register_forward_hook(lambda module, arguments, output: -output)
    seen["hook of its own"] = attempt(net, x)
    counting = submission.Parallel(Counting(), Counting())
    seen["counted"] = [attempt(counting, x) for _ in range(3)]
    return seen


def lazy(submission, sizes, weights, x):
    """net = Parallel(nn.LazyLinear(h), nn.LazyLinear(k)); net(X)"""
    nets = [nn.LazyLinear(size, bias=False) for size in sizes]
    net = attempt(submission.Parallel, *nets)
    if not isinstance(net, nn.Module):
        return {"shape": net}
    shape = attempt(lambda: torch.zeros(net(x).shape))
    for lazy_net, weight in zip(nets, weights, strict=True):
        attempt(write, lazy_net.weight, weight)
    return {"shape": shape, "output": attempt(net, x)}


def twice(submission, part, x, new, upstream):
    """net = Parallel(layer, layer); net(X)"""
    layer = made(part)
    net = submission.Parallel(layer, layer)
    counting = Counting()
    submission.Parallel(counting, counting)(x)
    seen = {"output": attempt(net, x), "parameters": [p.numel() for p in net.parameters()], "calls": counting.calls}
    attempt(pull_back, net(x), upstream)
    grad = layer.weight.grad
    seen["grad"] = None if grad is None else grad.clone()
    write(layer.weight, new)
    return seen | {"written": attempt(net, x)}


def parameters(submission, parts, news, x):
    """net = Parallel(net1, net2); writes to net.parameters(); net1(X), net2(X), net(X)"""
    nets = layers(parts)
    net = submission.Parallel(*nets)
    found = list(net.parameters())
    seen = {"values": found, "output": attempt(net, x)}
    with torch.no_grad():
        for parameter in found:
            parameter *= 2
    seen["doubled"] = [attempt(one, x) for one in nets] + [attempt(net, x)]
    net.eval()(x)
    for one, new in zip(nets, news, strict=True):
        write(one.weight, new["weight"])
        write(one.bias, new["bias"])
    return seen | {"written": attempt(net, x)}


def takes(submission, values, mark):
    """layer = nn.Linear(...).double(); Parallel(layer, nn.ReLU()); layer.weight; layer.weight.grad"""
    layer = made(values)
    layer.weight.grad = mark.clone()
    submission.Parallel(layer, nn.ReLU())
    return {"layer": dict(layer.named_parameters()), "grad": layer.weight.grad}


def backward(submission, parts, x, upstream, training, frozen):
    """net(X).backward(upstream)"""
    nets = layers(parts)
    nets[1].requires_grad_(not frozen)
    net = submission.Parallel(*nets).train(training)
    x = x.requires_grad_()
    seen = {"ended": attempt(pull_back, net(x), upstream)}
    return seen | {"X": x.grad, "layers": [{"weight": gradient(n.weight), "bias": gradient(n.bias)} for n in nets]}


def nested(submission, parts, x):
    """Parallel(Parallel(a, b), c); nn.Sequential(a, Parallel(...))"""
    a, b, c = layers(parts)
    deep = submission.Parallel(submission.Parallel(a, b), c)
    row = nn.Sequential(submission.Parallel(nn.Identity(), a), nn.Tanh())
    return {
        "left": attempt(deep, x),
        "right": attempt(submission.Parallel(a, submission.Parallel(b, c)), x),
        "sequential": attempt(row, x),
        "count": len(list(deep.parameters())),
    }


def state(submission, parts, others, x, wide):
    """other.load_state_dict(net.state_dict()); copy.deepcopy(net); net.double()"""
    nets, targets = layers(parts), layers(others)
    net, other = submission.Parallel(*nets), submission.Parallel(*targets)
    twin = copy.deepcopy(net)
    attempt(other.load_state_dict, net.state_dict())
    seen = {"loaded": attempt(other, x)}
    with torch.no_grad():
        for one in nets:
            one.weight.zero_()
    seen |= {"twin": attempt(twin, x), "net": attempt(net, x), "double": attempt(twin.double(), wide)}
    statistics = submission.Parallel(nn.BatchNorm1d(x.shape[-1], affine=False), Counting())
    values = sorted(float(value.sum()) for value in statistics.state_dict().values())
    return seen | {"buffers": values}


def modes(submission, x):
    """net = Parallel(nn.Dropout(1.0), nn.Dropout(1.0)); net.eval(); net(X); net.train(); net(X)"""
    net = submission.Parallel(nn.Dropout(1.0), nn.Dropout(1.0))
    seen = {"made": net(x), "eval": net.eval()(x), "train": net.train()(x)}
    with torch.no_grad():
        seen["quiet"] = net.eval()(x)
    mixed = submission.Parallel(nn.Dropout(1.0).eval(), nn.Dropout(1.0))
    return seen | {"mixed": mixed(x), "mixed again": mixed(x)}


def result(submission, x, drawn):
    """result = Parallel(nn.Identity(), nn.Identity())(X); a write to the result"""
    net = submission.Parallel(nn.Identity(), nn.Identity())
    first, second = net(x), net(2 * x)
    seen = {"first": first.clone(), "second": second.clone()}
    write(second, drawn)
    with torch.no_grad():
        first.zero_()
    return seen | {"X": x}


def surroundings(submission, parts, x, seed):
    """net(X); torch.is_grad_enabled(); torch.rand(4)"""
    anchor, quiet = torch.ones(3, requires_grad=True), torch.ones(3, requires_grad=True)
    nets = layers(parts)
    torch.manual_seed(seed)
    net = submission.Parallel(*nets)
    net(x)
    seen = {"random": torch.rand(4)}
    attempt((anchor * anchor).sum().backward)
    with torch.no_grad():
        output = net.eval()(x)
        loss = (quiet * quiet).sum()
    attempt(loss.backward)
    # A sum that has a gradient of its own: backward works, and must find no way into the nets.
    (torch.ones(1, requires_grad=True) * output.sum()).sum().backward()
    seen["leaked"] = gradient(nets[0].weight)
    attempt(lambda: net(x).sum().backward())
    return seen | {"anchor": gradient(anchor), "quiet": gradient(quiet), "grad": gradient(x), "X": x}
