"""What is done to a submitted `MultiWidth`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, fill, pull_back, snapshot, write

VIEWS = {
    "as it is": lambda x: x,
    "turned": lambda x: x.movedim(0, -1),
    "every other": lambda x: x[..., ::2],
    "expanded": lambda x: x.expand(4, -1),
}


def trunk_of(sizes):
    units, hidden, outputs = sizes
    return nn.Sequential(nn.Linear(units, hidden), nn.Tanh(), nn.Linear(hidden, outputs))


def built(submission, sizes, widths=(), state=None, dtype=torch.float32):
    """A net that has seen these widths, filled by name."""
    net = submission.MultiWidth(trunk_of(sizes).to(dtype), sizes[0])
    for width in widths:
        net(torch.zeros(2, width, dtype=dtype))
    fill(net, state or {})
    return net


def gradients(net):
    return {name: parameter.grad for name, parameter in net.named_parameters()}


def recorded(x):
    """The gradient that a product with a leaf gives that leaf; None where nothing is recorded."""
    leaf = torch.ones_like(x, requires_grad=True)
    product = (leaf * x).sum()
    if product.requires_grad:
        product.backward()
    return leaf.grad


def call(submission, sizes, widths, state, view, x):
    """net = MultiWidth(trunk, units); net(X)"""
    x = VIEWS[view](x)
    net = submission.MultiWidth(trunk_of(sizes), sizes[0])
    attempt(net, x)
    for width in widths:
        net(torch.zeros(2, width))
    return {"filled": attempt(fill, net, state), "output": attempt(net, x)}


def names(submission, sizes, widths, state):
    """net = MultiWidth(trunk, units); net(X); net.state_dict()"""
    net = built(submission, sizes)
    known = [list(net.state_dict())]
    for width in widths:
        net(torch.zeros(width))
        known.append(list(net.state_dict()))
    fill(net, state)
    return {"names": known, "state": net.state_dict()}


def follow(submission, sizes, widths, state, loaded, copied, xs):
    """net(X), after other widths came, and after its weights were written, loaded and copied"""

    def outputs(net):
        return [net(x).detach() for x in xs]

    *early, late = widths
    net = built(submission, sizes, early, {n: v for n, v in state.items() if not n.startswith(f"adapters.{late}.")})
    seen = {"before": [snapshot(net(x)) for x in xs[:-1]]}
    net(xs[-1])
    fill(net, state)
    seen["later"] = outputs(net) + outputs(net)
    net.eval()
    seen["eval"] = outputs(net)
    net.train()
    with torch.no_grad():
        seen["no_grad"] = outputs(net)
    net.load_state_dict(loaded)
    seen["loaded"] = outputs(net)
    seen["loaded, eval"] = outputs(net.eval())
    net.train()
    other = copy.deepcopy(net)
    fill(other, copied)
    seen |= {"copied": outputs(other), "original": outputs(net)}
    return seen | {"doubled": [net.double()(x.double()).detach() for x in xs]}


class Mood(nn.Module):
    """Adds 1 in training mode, and nothing in eval mode."""

    def forward(self, x):
        return x + self.training


def through(submission, sizes, widths, states, new, xs):
    """one = MultiWidth(trunk, units); two = MultiWidth(trunk, units); write to the trunk; one(X); two(X)"""
    trunk = trunk_of(sizes).append(Mood())
    nets = [submission.MultiWidth(trunk, sizes[0]) for _ in states]
    for net, state in zip(nets, states, strict=True):
        for width in widths:
            net(torch.zeros(2, width))
        fill(net, state)
    fill(trunk, new)
    seen = {"training": [net(x).detach() for net in nets for x in xs]}
    for net in nets:
        net.eval()
    seen["eval"] = [net(x).detach() for net in nets for x in xs]
    trunk.register_forward_hook(lambda module, inputs, output: 2 * output)
    return seen | {"hooked": [net(x).detach() for net in nets for x in xs]}


class Averaged(nn.Module):
    """The mean over the first dimension, weighted; 1 is added in training mode."""

    def __init__(self, units):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(units))

    def forward(self, x):
        return (x * self.weight).mean(0) + self.training


def through_another(submission, units, training, frozen, state, xs):
    """trunk = a module of another kind; net = MultiWidth(trunk, units); net(X)"""
    trunk = Averaged(units).train(training)
    trunk.weight.requires_grad_(not frozen)
    net = submission.MultiWidth(trunk, units)
    for x in xs:
        attempt(net, x)
    seen = {"names": list(net.state_dict())}
    attempt(fill, net, state)
    outputs = [attempt(net, x) for x in xs]
    seen["outputs"] = snapshot(outputs)
    attempt(lambda: sum(output.sum() for output in outputs).backward())
    return seen | {"gradient": torch.zeros(units) if trunk.weight.grad is None else trunk.weight.grad}


def learn(submission, sizes, widths, new, state, waiting, xs, upstreams):
    """for X in Xs: net(X).backward(upstream)"""
    net = built(submission, sizes, widths, state)
    net.announce_to(torch.optim.SGD(net.parameters(), lr=1.0))
    for name, parameter in net.named_parameters():
        parameter.grad = waiting[name].clone()
    leaves = [x.clone().requires_grad_() for x in xs]
    for leaf, upstream in zip(leaves, upstreams, strict=True):
        pull_back(net(leaf), upstream)
    net(torch.zeros(new))
    return {"gradients": gradients(net), "Xs": [leaf.grad for leaf in leaves]}


def made(submission, sizes, training, recording, default, x, state, upstream):
    """net.train(...); with torch.set_grad_enabled(...): net(X); then net(X).backward(upstream)"""
    net = submission.MultiWidth(trunk_of(sizes).append(Mood()).to(x.dtype), sizes[0]).train(training)
    torch.set_default_dtype(default)
    with torch.set_grad_enabled(recording):
        first = net(x)
        seen = {"recorded": recorded(x), "a new tensor": torch.tensor(0.5)}
        seen |= {"state": snapshot(net.state_dict()), "first": first.detach()}
    attempt(pull_back, first, upstream)
    seen["pulled back"] = {name: net.get_parameter(name).grad for name in state if name.startswith("trunk")}
    net.zero_grad()
    attempt(fill, net, state)
    output = net(x)
    attempt(pull_back, output, upstream)
    return seen | {"output": output.detach(), "gradients": gradients(net)}


def first_gradients(submission, sizes, x, upstream):
    """leaf = X.requires_grad_(); net(leaf).backward(upstream), the very first call"""
    net, leaf = built(submission, sizes), x.clone().requires_grad_()
    attempt(pull_back, net(leaf), upstream)
    return {"state": net.state_dict(), "gradients": gradients(net), "X": leaf.grad}


def start(submission, sizes, width, seeds):
    """torch.manual_seed(...); net = MultiWidth(trunk, units); net(X); torch.rand(4)"""
    tensors, drawn = [], []
    for seed in seeds:
        net, x = built(submission, sizes), torch.zeros(2, width)
        torch.manual_seed(seed)
        net(x)
        drawn.append(torch.rand(4))
        tensors.append({kind: net.state_dict()[f"adapters.{width}.{kind}"] for kind in ("weight", "bias")})
    torch.manual_seed(seeds[0])
    net(x)
    known = torch.rand(4)
    pair = [built(submission, sizes) for _ in range(2)]
    for one in pair:
        one(x)
    pair = [one.state_dict()[f"adapters.{width}.weight"] for one in pair]
    return {"adapters": tensors, "after a new width": torch.stack(drawn), "after a known width": known, "pair": pair}


def steps(submission, sizes, state, announced, optimised, early, late, modes, loaded, xs, upstreams, lr):
    """optimizer = SGD(..., lr); net.announce_to(optimizer); net(X).backward(upstream); optimizer.step()"""
    net, neighbour = (built(submission, sizes, early) for _ in range(2))
    parameters = {"net": net.parameters, "trunk": net.trunk.parameters}[optimised]()
    optimizers = [torch.optim.SGD(parameters, lr=lr)]
    optimizers[0].param_groups[0]["lr"] = lr / 2
    if announced == "twice":
        optimizers.insert(0, torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=3 * lr))
    for optimizer in optimizers:
        net.announce_to(optimizer)
    if loaded:
        net.load_state_dict(state)
    for width, (training, recording) in zip(late, modes, strict=False):
        with torch.set_grad_enabled(recording):
            for one in (net, neighbour):
                one.train(training)(torch.zeros(2, width))
    fill(net, state)
    fill(neighbour, {name: value for name, value in state.items() if not loaded or name.startswith("trunk")})
    for x, upstream in zip(xs, upstreams, strict=True):
        net.zero_grad()
        for one in (net,) if loaded else (net, neighbour):
            pull_back(one(x), upstream)
        for optimizer in optimizers:
            optimizer.step()
    return {"state": net.state_dict(), "neighbour": neighbour.state_dict()}


def load(submission, sizes, state, early, where, changed, xs):
    """net.load_state_dict(checkpoint); net(X)"""
    net = built(submission, sizes, early)
    if where == "copy":
        net = copy.deepcopy(net)
    known = dict(net.named_parameters())
    outer = net
    if where == "outer":
        outer = nn.Sequential(nn.Identity())
        outer.add_module("adapters", net)
    prefix = "adapters." if where == "outer" else ""
    checkpoint = {prefix + name: value.clone() for name, value in state.items()}
    loaded = snapshot(attempt(outer.load_state_dict, checkpoint))
    for value in checkpoint.values():
        value.mul_(2)
    outputs = [snapshot(outer(x)) for x in xs]
    for name, parameter in known.items():
        write(parameter, changed[name])
    return {"loaded": loaded, "outputs": outputs, "changed": [outer(x) for x in xs]}


def load_nested(submission, sizes, state, x):
    """net = MultiWidth(MultiWidth(trunk, units), units); net.load_state_dict(checkpoint); net(X)"""
    net = submission.MultiWidth(submission.MultiWidth(trunk_of(sizes), sizes[0]), x.shape[-1] + 1)
    return {"loaded": attempt(net.load_state_dict, state), "output": attempt(net, x)}


def load_each(submission, sizes, early, states):
    """net.load_state_dict(checkpoint), for several checkpoints"""
    return [attempt(built(submission, sizes, early).load_state_dict, state) for state in states]


def untouched(submission, sizes, x):
    """net(X), twice"""
    net = built(submission, sizes)
    base = x.clone()
    net(base)
    net(base)
    return {"X": snapshot(base), "2 * X": attempt(base.mul_, 2)}
