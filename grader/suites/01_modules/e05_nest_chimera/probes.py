"""What is done with a submitted `NestMLP`, `make_chimera` and `get_by_path`.

`plan` describes a net: layers, parameters and buffers by address, and second addresses of what stands already.
"""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, fill, linear, pull_back, snapshot, write


class Chain(nn.Module):
    """Runs its children in order; it has no index, and its names are free."""

    def forward(self, x):
        for module in self._modules.values():
            x = module(x)
        return x


def place(net, path):
    for name in path.split(".") if path else []:
        if name not in net._modules:
            net.add_module(name, Chain())
        net = net._modules[name]
    return net


def grown(plan):
    net = Chain()
    for path, weight in plan["layers"]:
        parent, _, name = path.rpartition(".")
        place(net, parent).add_module(name, linear(weight))
    for path in plan["empty"]:
        parent, _, name = path.rpartition(".")
        place(net, parent).add_module(name, nn.Sequential())
    for path, value in plan["parameters"]:
        parent, _, name = path.rpartition(".")
        place(net, parent).register_parameter(name, nn.Parameter(value.clone()))
    for path, value, persistent in plan["buffers"]:
        parent, _, name = path.rpartition(".")
        place(net, parent).register_buffer(name, value.clone(), persistent=persistent)
    for path, other in plan["shared"]:
        parent, _, name = path.rpartition(".")
        place(net, parent).add_module(name, place(net, other))
    return net


def gradient(tensor):
    """Return the gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def fresh(submission, num_inputs):
    net = submission.NestMLP(num_inputs)
    net(torch.zeros(1, num_inputs))  # lazy layers are made at the first call
    return net


def built(submission, values):
    net = fresh(submission, values["net.0.weight"].shape[1])
    fill(net, values)
    return net


def chimera(submission, values, head):
    net = submission.make_chimera(values["0.net.0.weight"].shape[1], head)
    net(torch.zeros(1, values["0.net.0.weight"].shape[1]))
    fill(net, values)
    return net


def nest_shapes(submission, num_inputs, inputs):
    """nest = NestMLP(num_inputs); nest(X)"""
    net = fresh(submission, num_inputs)
    state = {name: tuple(value.shape) for name, value in net.state_dict().items()}
    return {"outputs": [attempt(net, x) for x in inputs], "state": state}


def nest_call(submission, values, x, stages, inputs, view):
    """nest = NestMLP(num_inputs); nest(X)"""
    net = built(submission, values)
    outputs = {name: attempt(net, value) for name, value in inputs.items()}
    outputs["a transposed view"] = attempt(net, view.transpose(0, 1).contiguous().transpose(0, 1))
    stages = [attempt(lambda i=i: net.net[i](stages[i])) for i in range(4)]
    return {"output": net(x), "chain": net.net(x), "stages": stages, "inputs": outputs}


def nest_again(submission, values, others, x, wide):
    """nest(X), in every mode, after writes, in a copy, in float64"""
    net = built(submission, values)
    seen = {"train": net.train()(x), "again": net(x), "eval": net.eval()(x)}
    with torch.no_grad():
        seen["no_grad"] = net(x)
    twin, loaded = copy.deepcopy(net), fresh(submission, x.shape[-1])
    fill(net, others)
    seen |= {"written": net(x), "twin": twin(x), "train written": net.train()(x)}
    loaded.load_state_dict(twin.state_dict())
    return seen | {"loaded": loaded(x), "double": attempt(twin.double(), wide)}


def nest_backward(submission, values, x, upstream, training):
    """nest(X).backward(upstream)"""
    net = built(submission, values).train(training)
    x = x.requires_grad_()
    ended = attempt(pull_back, net(x), upstream)
    return {"ended": ended, "grad": {name: p.grad for name, p in net.named_parameters()} | {"X": x.grad}}


def chimera_state(submission, num_inputs, sizes):
    """make_chimera(num_inputs, head).state_dict()"""
    head = nn.Sequential(nn.Linear(20, sizes[0]), nn.Tanh(), nn.BatchNorm1d(sizes[0]))
    net = submission.make_chimera(num_inputs, head)
    net(torch.zeros(2, num_inputs))
    return {name: tuple(value.shape) for name, value in net.state_dict().items()}


def chimera_call(submission, values, others, x):
    """head = nn.Linear(20, k); net = make_chimera(num_inputs, head); net(X)"""
    head = linear(values["2.weight"], values["2.bias"])
    net = chimera(submission, values, head)
    seen = {"output": net(x), "eval": net.eval()(x), "again": net(x)}
    write(head.weight, others["2.weight"])
    write(head.bias, others["2.bias"])
    seen["head written"] = net(x)
    fill(net, others)
    return seen | {"written": net(x), "head": head(torch.eye(20))}


def chimera_heads(submission, values, weight, x):
    """net = make_chimera(num_inputs, head); net(X), with heads of several kinds"""

    class Pair(nn.Module):
        def forward(self, x):
            return x, 2 * x

    heads = {"Identity": nn.Identity(), "Pair": Pair(), "Dropout": nn.Dropout(1.0).eval()}
    outputs = {name: attempt(chimera(submission, values, head), x) for name, head in heads.items()}
    frozen = linear(weight).requires_grad_(False)
    attempt(lambda: chimera(submission, values, frozen)(x).sum().backward())
    return outputs | {"frozen": gradient(frozen.weight)}


def chimera_takes(submission, num_inputs, values, mark):
    """head = nn.Linear(20, k).double(); make_chimera(num_inputs, head); head.weight; head.weight.grad"""
    head = linear(values["weight"], values["bias"])
    head.weight.grad = mark.clone()
    submission.make_chimera(num_inputs, head)
    return {"head": dict(head.named_parameters()), "grad": head.weight.grad}


def chimera_backward(submission, values, x, upstream):
    """head = nn.Linear(20, k); net = make_chimera(num_inputs, head); net(X).backward(upstream); head.weight.grad"""
    head = linear(values["2.weight"], values["2.bias"])
    net = chimera(submission, values, head)
    pull_back(net(x), upstream)
    grad = {name: p.grad for name, p in net.named_parameters()}
    return {"grad": grad, "head": {"weight": head.weight.grad, "bias": head.bias.grad}}


def chimera_modes(submission, values, x):
    """net.train(), net.eval(); a Dropout(1.0) in every part"""
    net = chimera(submission, values, nn.Dropout(1.0))
    parts = {"0": net[0], "0.net.0": net[0].net[0], "0.net.1": net[0].net[1], "0.linear": net[0].linear, "1": net[1]}
    for part in parts.values():
        part.register_module("witness", nn.Dropout(1.0))
    seen = {}
    for training in (True, False):
        net.train(training)(x)
        ones = {name: part.witness(torch.ones(3)) for name, part in parts.items()}
        seen["train" if training else "eval"] = ones | {"2": net[2](torch.ones(3))}
    return seen


def several(submission, values, others, x):
    """one, two = make_chimera(num_inputs, head), make_chimera(num_inputs, head)"""
    n, head = x.shape[-1], nn.Identity()
    one, two = submission.make_chimera(n, head), submission.make_chimera(n, head)
    one(x), two(x)
    started = snapshot([dict(net.named_parameters()) for net in (one, two)])
    fill(one, values)
    fill(two, others)
    return {"started": started, "one": one(x), "two": two(x)}


def surroundings(submission, values, x, seed):
    """net(X); get_by_path(net, "0.net.2")"""
    net = chimera(submission, values, nn.Identity())
    anchor, quiet = torch.ones(3, requires_grad=True), torch.ones(3, requires_grad=True)
    torch.manual_seed(seed)
    net(x)
    submission.get_by_path(net, "0.net.2.weight")
    random = torch.rand(4)
    attempt((anchor * anchor).sum().backward)
    with torch.no_grad():
        net(x)
        submission.get_by_path(net, "0.net.2.weight")
        loss = (quiet * quiet).sum()
    attempt(loss.backward)
    attempt(lambda: net(x).sum().backward())
    grads = {"anchor": gradient(anchor), "quiet": gradient(quiet), "X": gradient(x)}
    net.register_module("witness", nn.Dropout(1.0))
    modes = []
    for training in (True, False):
        net.train(training)
        submission.get_by_path(net, "0.net.2.weight")
        modes.append(net.witness(torch.ones(3)))
    return {"random": random, "grads": grads, "X": x, "modes": modes}


def module_by_path(submission, plan, path, factor, x):
    """part = get_by_path(net, path); part(X); part.register_forward_hook(...); net(X)"""
    net = grown(plan)
    part = attempt(submission.get_by_path, net, path)
    output = attempt(part, x) if callable(part) else part
    if isinstance(part, nn.Module):
        part.register_forward_hook(lambda module, arguments, output: factor * output)
    return {"part": output, "net": net(x)}


def tensor_by_path(submission, plan, path, coefficients, others, written):
    """tensor = get_by_path(net, path); tensor.grad; a write to the net; a write to the tensor"""
    net = grown(plan)
    found = attempt(submission.get_by_path, net, path)
    seen = {"value": snapshot(found)}
    sum((p * coefficients[name]).sum() for name, p in net.named_parameters()).backward()
    seen["grad"] = getattr(found, "grad", None)
    fill(net, others)
    seen["others"] = snapshot(found)
    attempt(write, found, written)
    everything = dict(net.named_parameters(remove_duplicate=False)) | dict(net.named_buffers(remove_duplicate=False))
    return seen | {"written": everything[path]}


def alone(submission, weight, x):
    """layer = nn.Linear(...); get_by_path(layer, "weight"); get_by_path(layer, "")"""
    layer = linear(weight)
    path_to_nothing = attempt(submission.get_by_path, layer, "")
    seen = {"itself": attempt(path_to_nothing, x) if callable(path_to_nothing) else path_to_nothing}
    write(submission.get_by_path(layer, "weight"), 2 * weight)
    return seen | {"written": layer(x)}


def replaced(submission, plan, path, weights, x):
    """get_by_path(net, path)(X); another layer is put there; get_by_path(net, path)(X); the same in another net"""
    net, other = grown(plan), grown(plan)
    parent, _, name = path.rpartition(".")
    seen = [attempt(lambda: submission.get_by_path(net, path)(x))]
    place(net, parent).add_module(name, linear(weights[0]))
    seen.append(attempt(lambda: submission.get_by_path(net, path)(x)))
    place(other, parent).add_module(name, linear(weights[1]))
    seen.append(attempt(lambda: submission.get_by_path(other, path)(x)))
    return seen


def unknown(submission, plan, paths, x):
    """get_by_path(net, an address at which nothing stands)"""
    net = grown(plan)
    return {"raised": {path: attempt(submission.get_by_path, net, path) for path in paths}, "output": net(x)}


def unknown_in_sequential(submission, values, paths):
    """get_by_path(make_chimera(num_inputs, head), an address at which nothing stands)"""
    net = chimera(submission, values, nn.Identity())
    return {path: attempt(submission.get_by_path, net, path) for path in paths}
