"""What is done with `add_`, `set_entry_` and `replace_`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, linear, snapshot


def parameter(values, trainable=True):
    return nn.Parameter(values.clone(memory_format=torch.preserve_format), requires_grad=trainable)


def turned_round(value):
    """The same tensor, its values in another order of memory; other values are as they were."""
    if not isinstance(value, torch.Tensor) or value.dim() < 2:
        return value
    return value.movedim(0, -1).contiguous().movedim(-1, 0)


def index_from(sent):
    """An index, from a form in which it can be sent: slices as dicts, the ellipsis as a text."""
    if isinstance(sent, tuple):
        return tuple(index_from(part) for part in sent)
    if isinstance(sent, dict):
        return slice(*sent["slice"])
    return ... if isinstance(sent, str) else sent


def do(submission, param, write):
    """Call one of the three functions; `write` is its name, then its arguments."""
    name, *arguments = write
    if name == "set_entry_":
        arguments[0] = index_from(arguments[0])
    if arguments[-1] == "param":
        arguments[-1] = param
    elif arguments[-1] == "param.detach()":
        arguments[-1] = param.detach()
    return getattr(submission, name)(param, *arguments)


def gradient(tensor):
    """The gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def call(submission, values, write, turned=False):
    """a write to param"""
    if turned:
        values, write = turned_round(values), [*write[:-1], turned_round(write[-1])]
    param = parameter(values)
    return {"ended": attempt(do, submission, param, write), "param": param.detach()}


def call_twice(submission, values, writes):
    """writes to param, and once more the same writes"""
    param = parameter(values)
    ended = [attempt(do, submission, param, write) for write in [*writes, *writes]]
    return {"ended": ended, "param": param.detach()}


def change_the_argument(submission, values, write):
    """replace_(param, values); values += 1"""
    param = parameter(values)
    ended = attempt(do, submission, param, write)
    write[-1].add_(1)
    return {"ended": ended, "param": param.detach()}


def shared(submission, weight, bias, write, x, upstream, lr):
    """a write to layer.weight, which is known elsewhere"""
    layer, tied = linear(weight, bias), linear(weight, bias)
    tied.weight = layer.weight
    held, state, view = layer.weight, layer.state_dict(), layer.weight.detach().view(-1)
    optimiser = torch.optim.SGD([held], lr=lr)
    ended = attempt(do, submission, held, write)
    seen = {"ended": ended, "layer": layer(x), "tied": tied(x), "state": snapshot(state["weight"])}
    seen["view"] = snapshot(view)
    (layer(x) * upstream).sum().backward()
    optimiser.step()
    twin = attempt(copy.deepcopy, layer)
    return seen | {"trained": layer(x), "copied": twin(x) if isinstance(twin, nn.Module) else twin}


def learn(submission, values, write, trainable, left, x, recorded, asks):
    """a write to param; (param * x).sum().backward()"""
    param = parameter(values, trainable)
    param.grad = left.clone()
    given = write[-1].requires_grad_(asks) if isinstance(write[-1], torch.Tensor) else None
    with torch.set_grad_enabled(recorded):
        ended = attempt(do, submission, param, write)
    seen = {"ended": ended, "param": snapshot(param.detach()), "left": snapshot(gradient(param))}
    # A factor that has a gradient of its own: backward works, whether or not param takes part.
    factor = torch.ones(1, dtype=values.dtype, requires_grad=True)
    (param * factor * x).sum().backward()
    return seen | {"gradient": gradient(param), "argument": None if given is None else gradient(given)}


def graphs(submission, all_values, writes, x):
    """y = (param * param).sum(); a write to param; y.backward()"""

    def pulled(output, param):
        param.grad = None
        output.backward()
        return gradient(param)

    seen = []
    for values, write in zip(all_values, writes, strict=True):
        param = parameter(values)
        keeps_values, keeps_x = (param * param).sum(), (param * x).sum()
        ended = None if write is None else attempt(do, submission, param, write)
        old, other = attempt(pulled, keeps_values, param), attempt(pulled, keeps_x, param)
        new = attempt(pulled, (param * param).sum(), param)
        seen.append({"ended": ended, "old": old, "other": other, "new": new})
    return seen


def surroundings(submission, values, write, recorded):
    """a write to param; torch.is_grad_enabled()"""
    param, anchor = parameter(values), torch.ones(3, requires_grad=True)
    with torch.set_grad_enabled(recorded):
        ended = attempt(do, submission, param, write)
        loss = (anchor * anchor).sum()
    torch.set_grad_enabled(True)
    attempt(loss.backward)
    return {"ended": ended, "arguments": list(write[1:]), "anchor": gradient(anchor)}
