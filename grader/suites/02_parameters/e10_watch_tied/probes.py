"""What is done with `train_and_log`."""

import torch
from torch import nn

from grader.worker.probing import attempt, fill, snapshot, write


class Scaled(nn.Module):
    """A number times what a layer computes; the layer is not called by its name."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(()))
        self.inner = nn.Sequential(nn.Linear(inputs, outputs))

    def forward(self, x):
        return self.scale * self.inner(x)


class Counting(nn.Module):
    """Adds up, in a buffer, what goes through it in training mode."""

    def __init__(self, width):
        super().__init__()
        self.register_buffer("total", torch.zeros(width))

    def forward(self, x):
        if self.training:
            self.total += x.detach().sum(0)
        return x + self.total


def built(kind, sizes, values):
    n, h, o = sizes
    if kind == "line":
        net = nn.Sequential(nn.Linear(n, o))
    elif kind == "layer used twice":
        shared = nn.Linear(h, h)
        net = nn.Sequential(nn.Linear(n, h), nn.Tanh(), shared, nn.Tanh(), shared, nn.Tanh(), nn.Linear(h, o))
    elif kind == "weight of two layers":
        net = nn.Sequential(nn.Linear(n, n), nn.Tanh(), nn.Linear(n, n))
        net[2].weight = net[0].weight
    elif kind == "counting":
        net = nn.Sequential(Counting(n), nn.Linear(n, o))
    else:
        net = Scaled(n, o)
    net = net.to(next(iter(values.values())).dtype)
    fill(net, values)
    return net


def now(net):
    return {name: parameter.detach() for name, parameter in net.named_parameters()}


def names(submission, kind, sizes, values, x, y, lr, steps):
    """train_and_log(net, X, y, ...)"""
    log = submission.train_and_log(built(kind, sizes, values), x, y, lr=lr, steps=steps)
    return {"length": len(log), "names": [sorted(entry) for entry in log], "log": log}


def train(submission, kind, sizes, values, x, y, how, waiting=None):
    """train_and_log(net, X, y, ...)"""
    net = built(kind, sizes, values)
    for name, parameter in net.named_parameters():
        parameter.grad = None if waiting is None else waiting[name].clone()
    log = submission.train_and_log(net, x, y, **how)
    return {"log": log, "net": now(net)}


def train_by_position(submission, kind, sizes, values, x, y, lr, steps):
    """train_and_log(net, X, y, lr, steps)"""
    net = built(kind, sizes, values)
    return {"log": submission.train_and_log(net, x, y, lr, steps), "net": now(net)}


def train_on(submission, kind, sizes, values, x, y, lr, steps):
    """train_and_log(net, X, y, ...); train_and_log(net, X, y, ...)"""
    net = built(kind, sizes, values)
    first = submission.train_and_log(net, x, y, lr=lr, steps=steps)
    seen = {"first": snapshot(first)}
    seen["second"] = submission.train_and_log(net, x, y, lr=lr, steps=steps)
    seen["lengths"] = [len(first), len(seen["second"])]
    return seen | {"first, later": first, "net": now(net)}


def hold(submission, kind, sizes, values, x, y, lr, steps, later):
    """train_and_log(net, X, y, ...), for a net whose parameters are known elsewhere"""
    net = built(kind, sizes, values)
    held, state = dict(net.named_parameters()), net.state_dict()
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    submission.train_and_log(net, x, y, lr=lr, steps=steps)
    seen = {"state": snapshot({name: state[name] for name in values}), "trained": net(x)}
    optimiser.zero_grad()
    ((net(x) - y) ** 2).mean().backward()
    optimiser.step()
    seen["one step more"] = net(x)
    for name, parameter in held.items():
        write(parameter, later[name])
    return seen | {"written": net(x)}


def after(submission, kind, sizes, values, x, y, lr, steps):
    """log = train_and_log(net, X, y, ...); then the net and the log are changed"""
    net = built(kind, sizes, values)
    log = submission.train_and_log(net, x, y, lr=lr, steps=steps)
    # A factor that has a gradient of its own: backward works, and must find no way into the net.
    factor = torch.ones(1, dtype=x.dtype, requires_grad=True)
    seen = {"log": snapshot(log)}
    for parameter in net.parameters():
        if parameter.grad is not None:
            parameter.grad.zero_()
    attempt(sum((tensor * factor).sum() for entry in log for pair in entry.values() for tensor in pair).backward)
    leaked = {name: torch.zeros_like(p) if p.grad is None else p.grad for name, p in net.named_parameters()}
    seen |= {"leaked": snapshot(leaked)}
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.fill_(7)
            if parameter.grad is not None:
                parameter.grad.fill_(7)
    seen["log, later"] = snapshot(log)
    written = [{name: attempt(pair[0].mul_, 2) for name, pair in entry.items()} for entry in log]
    return seen | {"log, doubled": written}


def surroundings(submission, sizes, values, x, y, lr, steps, training, seed):
    """train_and_log(net, X, y, ...), in training mode or in evaluation mode"""
    net = built("counting", sizes, values)
    net[1].witness = nn.Dropout(1.0)  # a part that is never called, and knows the mode
    net.train(training)
    net.register_forward_hook(lambda module, arguments, output: output + 1)
    torch.manual_seed(seed)
    submission.train_and_log(net, x, y, lr=lr, steps=steps)
    drawn, anchor = torch.rand(4), torch.ones(3, requires_grad=True)
    attempt(((anchor * anchor).sum()).backward)
    quiet = torch.ones(3, requires_grad=True)
    with torch.no_grad():  # whether one can train here is not asked; the mode is not to change
        attempt(submission.train_and_log, built("counting", sizes, values), x.detach(), y.detach(), lr, 1)
        loss = (quiet * quiet).sum()
    attempt(loss.backward)
    return {
        "X.grad, y.grad": [torch.zeros_like(tensor) if tensor.grad is None else tensor.grad for tensor in (x, y)],
        "quiet": torch.zeros(3) if quiet.grad is None else quiet.grad,
        "X": attempt(x.mul_, 2),  # refused where X has become a leaf that requires grad
        "y": attempt(y.mul_, 2),
        "net": now(net),
        "total": net[0].total,
        "witness": net[1].witness(torch.ones(4)),
        "drawn": drawn,
        "anchor": torch.zeros(3) if anchor.grad is None else anchor.grad,
    }
