"""What is done to submitted `lazy_names` and `apply_init`."""

import torch
from torch import nn
from torch.nn.modules.lazy import LazyModuleMixin
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter, is_lazy

from grader.worker.probing import attempt, fill, linear, pull_back, recorded, snapshot, write


class Memory(LazyModuleMixin, nn.Module):
    """A lazy module of our own: one frozen Parameter, one buffer, and one buffer that is not saved."""

    def __init__(self):
        super().__init__()
        self.scale = UninitializedParameter(requires_grad=False)
        self.register_buffer("table", UninitializedBuffer())
        self.register_buffer("scratch", UninitializedBuffer(), persistent=False)

    def initialize_parameters(self, x):
        for tensor in (self.scale, self.table, self.scratch):
            tensor.materialize(x.shape[-1:])
            nn.init.zeros_(tensor)


class Empty(nn.Module):
    """A Parameter and a buffer without entries, but with shapes."""

    def __init__(self):
        super().__init__()
        self.nothing = nn.Parameter(torch.empty(0, 3))
        self.register_buffer("none", torch.empty(0))


class Block(nn.Sequential):
    """A chain whose output is multiplied by one factor in training mode and by another one in eval mode."""

    def __init__(self, factors, *parts):
        super().__init__(*parts)
        self.factors = factors

    def forward(self, x):
        return super().forward(x) * self.factors[0 if self.training else 1]


class Shifted(nn.Sequential):
    """A chain that adds its shift; `init` below adds `step` to the shift."""

    def __init__(self, step, *parts):
        super().__init__(*parts)
        self.step = step
        self.shift = nn.Parameter(torch.zeros(()))

    def forward(self, x):
        return super().forward(x) + self.shift


class Picky(nn.Module):
    """Raises what it was told to raise, until it is told not to."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    def forward(self, x):
        if self.error is not None:
            raise self.error("this input is refused")
        return x


class Keeper(nn.Module):
    """Keeps what went through it."""

    kept = None

    def forward(self, x):
        self.kept = x
        return x


class Meter(nn.Module):
    """Learns a mean from what it sees in training mode, though it is no batch norm of torch's."""

    def __init__(self):
        super().__init__()
        self.register_buffer("seen", torch.tensor(0.0))

    def forward(self, x):
        if self.training:
            self.seen += x.detach().mean()
        return x


class Joined(nn.Module):
    """Two inputs, two lazy layers."""

    def __init__(self, units):
        super().__init__()
        self.left, self.right = nn.LazyLinear(units), nn.LazyLinear(units)

    def forward(self, x, y):
        return self.left(x) - self.right(y)


class Alone(nn.Module):
    """No input at all."""

    def __init__(self, units, width):
        super().__init__()
        self.start = nn.Parameter(torch.zeros(width))
        self.lazy = nn.LazyLinear(units)

    def forward(self):
        return self.lazy(self.start)


MAKE = {
    kind.__name__: kind
    for kind in (
        *(nn.Linear, nn.ReLU, nn.Embedding, nn.BatchNorm1d, nn.LazyLinear, nn.LazyConv2d, nn.LazyBatchNorm1d),
        *(Memory, Empty, Joined, Alone),
    )
}


def build(spec):
    """Make a module from ("Sequential", part, part, ...) or (class, argument, argument, ...)."""
    kind, *arguments = spec
    if kind == "Sequential":
        return nn.Sequential(*[build(part) for part in arguments])
    return MAKE[kind](*arguments)


def filled(net, weights):
    if any(is_lazy(tensor) for tensor in (*net.parameters(), *net.buffers())):
        raise RuntimeError("the net still has tensors without a shape after the dry run")
    fill(net, weights)
    return net


def names(submission, specs):
    """lazy_names(net), for several nets"""
    return [snapshot(submission.lazy_names(build(spec))) for spec in specs]


def names_after_load(submission, spec, states):
    """net.load_state_dict(...); lazy_names(net)"""
    seen = []
    for state in states:
        net = build(spec)
        net.load_state_dict(state, strict=False)
        seen.append(submission.lazy_names(net))
    return seen


def names_around_a_call(submission, spec, flags, x, weights):
    """lazy_names(net); net(X); lazy_names(net)"""
    net = build(spec)
    for module, flag in zip(net.modules(), flags, strict=True):
        module.training = flag
    seen = {"before": submission.lazy_names(net), "again": submission.lazy_names(net)}
    seen["flags"] = [module.training for module in net.modules()]
    net(x)
    seen["after"] = submission.lazy_names(net)
    fill(net, weights)
    return seen | {"output": net(x)}


def settle(submission, spec, inputs, weights):
    """apply_init(net, inputs)"""
    net = build(spec)
    seen = {"raised": attempt(submission.apply_init, net, inputs), "net": snapshot(net)}
    return seen | {"output": attempt(lambda: filled(net, weights)(*inputs))}


def returned(submission, spec, x, weights):
    """same = apply_init(net, (X,)); same(X)"""
    net = build(spec)
    same = submission.apply_init(net, (x,))
    is_filled = attempt(filled, net, weights)
    return {"is a module": isinstance(same, nn.Module), "filled": is_filled, "output": attempt(lambda: same(x))}


def initialised(submission, x, units, weights, steps, lazy):
    """apply_init(net, (X,), init)"""
    last = nn.LazyLinear(units[1], bias=False) if lazy else nn.Linear(*units, bias=False)
    net = Shifted(steps[0], nn.Linear(x.shape[1], units[0], bias=False), Shifted(steps[1], last))
    met = []

    def init(module):
        met.append(type(module).__name__)
        if type(module) is nn.Linear:
            write(module.weight, weights[module.out_features])
        if isinstance(module, Shifted):
            write(module.shift, module.shift + module.step)

    submission.apply_init(net, (x,), init=init)
    return {"output": net(x), "met": met}


def statistics(submission, x, mean, var, count, training, momentum):
    """net = nn.Sequential(nn.BatchNorm1d(...), nn.Sequential(nn.LazyBatchNorm1d(), ...)); apply_init(net, (X,))"""
    old = nn.BatchNorm1d(x.shape[1], momentum=momentum)
    fill(old, {"running_mean": mean, "running_var": var, "num_batches_tracked": count})
    new = nn.LazyBatchNorm1d(momentum=momentum)
    meter = Meter()
    net = nn.Sequential(old, nn.Sequential(new, meter, nn.LazyLinear(2))).train(training)
    submission.apply_init(net, (x,))
    names = ("running_mean", "running_var", "num_batches_tracked")
    return {
        "old": {name: getattr(old, name) for name in names},
        "new": {name: getattr(new, name) for name in names},
        "meter": meter.seen,
    }


def existing(submission, x, given, loaded):
    """net = nn.Sequential(nn.Linear(...), nn.LazyLinear(...), nn.LazyLinear(...)); apply_init(net, (X,)), twice"""
    net = nn.Sequential(linear(*given), nn.LazyLinear(loaded["bias"].numel()), nn.LazyLinear(2))
    net[1].load_state_dict(loaded)
    submission.apply_init(net, (x,))
    seen = {"once": net[:2](x), "all, once": net(x)}
    submission.apply_init(net, (x,))
    return snapshot(seen | {"twice": net[:2](x), "all, twice": net(x)})


def modes(submission, x, units, weights, factors, flags, shares):
    """net[0].eval(); ...; apply_init(net, (X,))"""
    shared = Block(factors[0], nn.ReLU())
    first = Block(factors[1], nn.LazyLinear(units), shared)
    second = Block(factors[2], *([shared] if shares else []), Block(factors[3], nn.Flatten()))
    net = Block(factors[4], first, second)
    for module, flag in zip([net, first, first[0], shared, second, second[-1]], flags, strict=True):
        module.training = flag
    submission.apply_init(net, (x,))
    seen = {"flags": [part.training for part in (net, first, first[0], shared, second, second[-1])]}
    filled(first[0], weights)
    return seen | {"output": net(x)}


ERRORS = {kind.__name__: kind for kind in (RuntimeError, ValueError, KeyError, TypeError, ZeroDivisionError)}


def failed(submission, error, x, given, units, weights, stats, factors, flags, recording):
    """apply_init(net, inputs, init), for a net that raises"""
    picky = Picky(ERRORS.get(error))
    norm = nn.BatchNorm1d(given[1].numel())
    fill(norm, stats)
    inner = Block(factors[1], nn.LazyLinear(units), picky)
    net = Block(factors[0], linear(*given), norm, inner)
    parts = [net, norm, inner]
    for module, flag in zip(parts, flags, strict=True):
        module.training = flag
    inputs, marks = (x,) if error in ERRORS else (x, x), x.clone()

    def init(module):
        write(marks, 2 * marks)
        if type(module) is nn.Linear:
            write(module.weight, 2 * module.weight)

    with torch.set_grad_enabled(recording):
        seen = {"raised": attempt(submission.apply_init, net, inputs, init), "recording": recorded(x)}
    seen["flags"] = [part.training for part in parts]
    seen |= {name: getattr(norm, name).clone() for name in stats}
    seen["given"] = (net[0].weight.detach().clone(), net[0].bias.detach().clone())
    seen["marks"] = marks
    picky.error = None
    norm.eval()
    submission.apply_init(net, (x,))
    filled(inner[0], weights)
    return seen | {"output": net(x)}


def grad_mode(submission, x, units, recording):
    """with torch.set_grad_enabled(...): apply_init(net, (X,))"""
    keeper = Keeper()
    net = nn.Sequential(nn.Linear(x.shape[1], units), keeper, nn.LazyLinear(units))
    with torch.set_grad_enabled(recording):
        submission.apply_init(net, (x,))
        seen = {"recording": recorded(x)}
    # What was recorded cannot be told to need no gradient.
    kept = keeper.kept
    return seen | {"kept": None if kept is None else attempt(kept.requires_grad_, False)}


def trained(submission, x, units, weights, upstream, lr, frozen):
    """optimiser = SGD(net.parameters(), ...); apply_init(net, (X,)); one step of the optimiser"""
    net = nn.Sequential(nn.Linear(x.shape[1], units[0]), nn.LazyLinear(units[1]), nn.LazyLinear(units[2]))
    if frozen:
        net[0].bias.requires_grad = False
        net[1].bias = UninitializedParameter(requires_grad=False)
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    submission.apply_init(net, (x,))
    filled(net, weights)
    pull_back(net(x), upstream)
    optimiser.step()
    return {"after": dict(net.named_parameters())}


def callers_things(submission, x, waiting):
    """apply_init(net, (X,)), where X and net have gradients waiting"""
    net = nn.Sequential(nn.Linear(x.shape[1], waiting[2].numel()), nn.LazyLinear(2))
    x.requires_grad_()
    x.grad, net[0].weight.grad, net[0].bias.grad = (tensor.clone() for tensor in waiting)
    submission.apply_init(net, (x,))
    seen = {"X": snapshot(x), "X.grad": x.grad, "weight.grad": net[0].weight.grad, "bias.grad": net[0].bias.grad}
    return seen | {"new": net[1].weight.grad}


def by_chance(submission, x, units, seeds):
    """torch.manual_seed(...); apply_init(net, (X,)), for several nets"""
    weights, numbers = [], []
    for seed in seeds:
        torch.manual_seed(seed)
        for _ in range(2):
            net = nn.Sequential(nn.LazyLinear(units))
            submission.apply_init(net, (x,))
            weights.append(net[0].weight.detach().clone())
        numbers.append(torch.rand(4))
    return {"weights": torch.stack(weights), "numbers": torch.stack(numbers)}


def init_sets_modes(submission, x, units, weights, factors, training):
    """apply_init(net, (X,), init), where init calls module.train(...)"""
    net = Block(factors[0], Block(factors[1], nn.LazyLinear(units))).train(not training)
    met = []

    def init(module):
        met.append(type(module).__name__)
        module.train(training)

    submission.apply_init(net, (x,), init)
    return {"output": filled(net, weights)(x), "met": met}


def init_raises(submission, x, units, error):
    """apply_init(net, (X,), init), where init raises"""

    def init(module):
        raise ERRORS[error]("this module is refused")

    return attempt(submission.apply_init, nn.Sequential(nn.LazyLinear(units)), (x,), init)
