"""What is done with `fit`."""

import weakref

import torch
from torch import nn

from grader.worker.probing import attempt, counted, fill, recorded, snapshot, used_on, write


class Counting(nn.Module):
    """Adds up, in a buffer, what goes through it in training mode."""

    def __init__(self, width):
        super().__init__()
        self.register_buffer("total", torch.zeros(width))

    def forward(self, x):
        if self.training:
            self.total += x.detach().sum(0)
        return x + self.total


class TooManyGraphsError(RuntimeError):
    """One graph more is alive than there may be."""


class Graphs:
    """Knows which of the graphs that went through a `Watching` are still alive."""

    def __init__(self, limit):
        self.limit, self.alive, self.most = limit, weakref.WeakSet(), 0

    def new(self):
        marker = Marker()
        self.alive.add(marker)
        self.most = max(self.most, len(self.alive))
        if self.most > self.limit:
            raise TooManyGraphsError(f"the graphs of {self.most} batches are alive at once")
        return marker


class Marker:
    """Lives as long as the graph that holds it."""


class Marked(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, graphs):
        ctx.marker = graphs.new()
        return x.clone()

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None


class Watching(nn.Module):
    def __init__(self, graphs):
        super().__init__()
        self.graphs = graphs

    def forward(self, x):
        return Marked.apply(x, self.graphs)


def built(kind, sizes, values, graphs=None):
    n, h, o = sizes
    if kind == "line":
        net = nn.Sequential(nn.Linear(n, o))
    elif kind == "counting":
        net = nn.Sequential(Counting(n), nn.Linear(n, o))
    elif kind == "watched":
        net = nn.Sequential(nn.Linear(n, h), Watching(graphs), nn.Tanh(), nn.Linear(h, o))
    elif kind == "tied":
        net = nn.Sequential(nn.Linear(n, n), nn.Tanh(), nn.Linear(n, n))
        net[2].weight = net[0].weight
    else:
        net = nn.Sequential(nn.Linear(n, h), nn.Tanh(), nn.Linear(h, o))
    net = net.to(next(iter(values.values())).dtype)
    fill(net, values)
    return net


def state(net, device="cpu"):
    named = {**dict(net.named_parameters()), **dict(net.named_buffers())}
    return {name: used_on(tensor.detach(), device) for name, tensor in named.items()}


def numbers(losses):
    return torch.tensor([float(loss) for loss in losses], dtype=torch.float64)


def fit(submission, kind, sizes, values, batches, how, waiting=None):
    """fit(net, batches, device, ...)"""
    net = built(kind, sizes, values)
    for name, parameter in net.named_parameters():
        parameter.grad = None if waiting is None else waiting[name].clone()
    losses = submission.fit(net, batches, "cpu", **how)
    return {"losses": numbers(losses), "net": state(net)}


def fit_by_position(submission, kind, sizes, values, batches, lr, epochs):
    """fit(net, batches, device, lr, epochs)"""
    net = built(kind, sizes, values)
    losses = submission.fit(net, batches, torch.device("cpu"), lr, epochs)
    return {"losses": numbers(losses), "net": state(net)}


def answer(submission, kind, sizes, values, batches, how):
    """fit(net, batches, device, ...)"""
    losses = submission.fit(built(kind, sizes, values), batches, "cpu", **how)
    return {"answer": losses, "types": [type(loss).__name__ for loss in losses]}


def fit_twice(submission, kind, sizes, values, batches, how):
    """fit(net, batches, device, ...); fit(net, batches, device, ...)"""
    net = built(kind, sizes, values)
    first = submission.fit(net, batches, "cpu", **how)
    seen = {"first": numbers(first)}
    return seen | {"second": numbers(submission.fit(net, batches, "cpu", **how))}


def hold(submission, kind, sizes, values, batches, how, later):
    """fit(net, batches, device, ...), for a net whose Parameters and whose memory are known elsewhere"""
    net = built(kind, sizes, values)
    optimiser, kept = torch.optim.SGD(net.parameters(), lr=how["lr"]), net.state_dict()
    submission.fit(net, batches, "cpu", **how)
    x, y = batches[0]
    optimiser.zero_grad()
    ((net(x) - y) ** 2).mean().backward()
    optimiser.step()
    seen = {"one step more": snapshot(state(net))}
    for name, value in later.items():
        write(kept[name], value)
    return seen | {"output": net(x)}


def fit_on(submission, kind, sizes, values, batches, stops, as_object):
    """net.to(start); fit(net, batches, device, ...)"""
    seen = []
    for stop in stops:
        net = built(kind, sizes, values).to(stop["start"])
        lie = [tuple(part.to(place) for part in pair) for pair, place in zip(batches, stop["places"], strict=True)]
        device = torch.device(stop["device"]) if as_object else stop["device"]
        losses = submission.fit(net, lie, device, **stop["how"])
        seen.append({"losses": numbers(losses), "net": attempt(state, net, stop["device"])})
    return seen


def fit_with_new_parameters(submission, kind, sizes, values, batches, device, how):
    """torch.__future__.set_overwrite_module_params_on_conversion(True); fit(net, batches, device, ...)"""
    net = built(kind, sizes, values)
    before = torch.__future__.get_overwrite_module_params_on_conversion()
    torch.__future__.set_overwrite_module_params_on_conversion(True)
    try:
        losses = submission.fit(net, batches, device, **how)
        return {"losses": numbers(losses), "net": attempt(state, net, device)}
    finally:
        torch.__future__.set_overwrite_module_params_on_conversion(before)


def fit_within_budget(submission, kind, sizes, values, batches, device, how, fetches):
    net = built(kind, sizes, values)
    with counted(fetches=fetches):
        losses = submission.fit(net, batches, device, **how)
    return {"losses": numbers(losses), "net": state(net, device)}


def within_budget(submission, **sent):
    """fit(net, batches, device, ...)"""
    return {"calls": [attempt(fit_within_budget, submission, **sent)]}


def fetches(submission, kind, sizes, values, batches, device, how):
    """fit(net, batches, device, ...)"""
    net = built(kind, sizes, values)
    with counted() as counts:
        submission.fit(net, batches, device, **how)
    return counts.as_dict()["fetches"]


def fit_watched(submission, sizes, values, batches, how, limit):
    net = built("watched", sizes, values, Graphs(limit))
    return {"losses": numbers(submission.fit(net, batches, "cpu", **how)), "net": state(net)}


def within_graphs(submission, **sent):
    """fit(net, batches, device, ...)"""
    return {"calls": [attempt(fit_watched, submission, **sent)]}


def graphs(submission, sizes, values, batches, how):
    """fit(net, batches, device, ...)"""
    alive = Graphs(10**9)
    submission.fit(built("watched", sizes, values, alive), batches, "cpu", **how)
    return alive.most


def in_mode(submission, sizes, values, batches, how, training):
    """net.train(...); fit(net, batches, device, ...)"""
    net = built("counting", sizes, values)
    net[1].witness = nn.Dropout(1.0)  # a part that is never called, and knows the mode
    net.train(training)
    net.register_forward_hook(lambda module, arguments, output: output + 1)
    losses = submission.fit(net, batches, "cpu", **how)
    return {"losses": numbers(losses), "net": state(net), "witness": net[1].witness(torch.ones(4))}


def surroundings(submission, kind, sizes, values, batches, device, how, seed):
    """fit(net, batches, device, ...); then batches is looked at"""
    net, listed = built(kind, sizes, values), list(batches)
    torch.manual_seed(seed)
    submission.fit(net, listed, device, **how)
    seen = {"drawn": torch.rand(4), "recorded": recorded(torch.ones(3))}
    seen["list"] = [[attempt(used_on, part, "cpu") for part in pair] for pair in listed]
    # Refused where a tensor has become a leaf that requires grad.
    seen["written"] = [[attempt(part.mul_, 2) for part in pair] for pair in batches]
    return seen
