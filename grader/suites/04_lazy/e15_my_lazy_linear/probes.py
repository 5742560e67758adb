"""What is done to a submitted `MyLazyLinear`."""

import copy

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from grader.worker.probing import attempt, fill, linear, pull_back, snapshot

VIEWS = {
    "as it is": lambda x: x,
    "turned": lambda x: x.movedim(0, -1),
    "swapped": lambda x: x.transpose(0, 1),
    "every other": lambda x: x[..., ::2],
    "expanded": lambda x: x.expand(4, -1),
}


def built(submission, units, width):
    layer = submission.MyLazyLinear(units)
    layer(torch.zeros(1, width))
    return layer


def filled(submission, weight, bias):
    layer = built(submission, *weight.shape)
    fill(layer, {"weight": weight, "bias": bias})
    return layer


def written(layer, pair, x):
    """Write drawn weights into the layer, then call it."""
    fill(layer, dict(zip(("weight", "bias"), pair, strict=True)))
    return layer(x)


def recorded(x):
    """What a product with a leaf gives that leaf as gradient; None where nothing is recorded."""
    leaf = torch.ones_like(x, requires_grad=True)
    product = (leaf * x).sum()
    if product.requires_grad:
        product.backward()
    return leaf.grad


def before(submission, units):
    """layer = MyLazyLinear(units); dict(layer.named_parameters())"""
    layer = submission.MyLazyLinear(units)
    tensors = [*layer.named_parameters(), *layer.named_buffers()]
    return {"with a shape": {name: tuple(tensor.shape) for name, tensor in tensors if not is_lazy(tensor)}}


def call(submission, weight, bias, view, x):
    """layer = MyLazyLinear(units); layer(X)"""
    layer = submission.MyLazyLinear(len(bias))
    x = VIEWS[view](x)
    seen = {"first": snapshot(attempt(layer, x)), "layer": snapshot(layer)}
    seen["second"] = attempt(written, layer, (weight, bias), x)
    return seen | {"third": attempt(layer.eval(), x), "after": layer}


def start(submission, units, width, seeds):
    """layer(X), for several layers"""
    layers = []
    for seed in seeds:
        torch.manual_seed(seed)
        layers.append(built(submission, units, width))
    layers.append(built(submission, units, width))
    return {"weights": [layer.weight for layer in layers], "biases": [layer.bias for layer in layers]}


def draw_after(submission, seeds):
    """torch.manual_seed(...); MyLazyLinear(1)(X); torch.rand(4)"""
    numbers = []
    for seed in seeds:
        torch.manual_seed(seed)
        layer = built(submission, 1, 1)
        numbers.append(torch.rand(4))
    torch.manual_seed(seeds[0])
    layer(torch.zeros(1, 1))
    return {"numbers": torch.stack(numbers), "after a later call": torch.rand(4)}


def copies(submission, units, x, y, weights):
    """layer = MyLazyLinear(units); other = copy.deepcopy(layer); layer(X); other(Y)"""
    layer = submission.MyLazyLinear(units)
    other, third = attempt(copy.deepcopy, layer), attempt(copy.deepcopy, layer)
    layer(x)
    seen = {"other": snapshot(attempt(lambda: other(y).detach()))}
    seen["layer(X)"] = attempt(written, layer, weights[0], x)
    seen["other(Y)"] = attempt(written, other, weights[1], y)
    loaded = attempt(lambda: third.load_state_dict(dict(zip(("weight", "bias"), weights[1], strict=True))))
    seen |= {"loaded": snapshot(loaded), "third(Y), loaded": attempt(lambda: third(y))}
    return seen | {"layer(X) again": attempt(layer, x)}


def follow(submission, x, weights, training):
    """layer(X), after its weights were written, loaded and copied"""
    layer = built(submission, *weights["written"][0].shape).train(training)
    named = {name: dict(zip(("weight", "bias"), pair, strict=True)) for name, pair in weights.items()}
    fill(layer, named["written"])
    seen = {"written": snapshot(layer(x))}
    layer.load_state_dict(named["loaded"])
    seen["loaded"] = snapshot(layer(x))
    other = copy.deepcopy(layer)
    fill(other, named["copied"])
    return seen | {"copied": other(x), "original": layer(x)}


def as_linear(submission, weight, bias, x):
    """plain = nn.Linear(width, units); plain.load_state_dict(layer.state_dict()); plain(X)"""
    layer = filled(submission, weight, bias)
    plain = nn.Linear(weight.shape[1], weight.shape[0])
    loaded = attempt(plain.load_state_dict, layer.state_dict())
    return {"loaded": snapshot(loaded), "output": plain(x)}


def widths(submission, weight, bias, x, others):
    """layer(X); layer(Y), where Y has another width"""
    layer = filled(submission, weight, bias)
    raised = [snapshot(attempt(layer, other)) for other in others]
    return {"raised": raised, "output": attempt(layer, x)}


def wide(submission, weight, bias, x, default):
    """torch.set_default_dtype(...); layer = MyLazyLinear(units); layer(X), with X in another dtype"""
    torch.set_default_dtype(default)
    layer = submission.MyLazyLinear(len(bias))
    seen = {"first": snapshot(attempt(layer, x)), "a new tensor": torch.tensor(0.5)}
    fill(layer, {"weight": weight, "bias": bias})
    return seen | {"output": attempt(layer, x), "weight": snapshot(layer.weight), "bias": snapshot(layer.bias)}


def doubled(submission, weight, bias, x):
    """layer(X); layer.double(); layer(X.double())"""
    layer = built(submission, *weight.shape).double()
    fill(layer, {"weight": weight, "bias": bias})
    return {"output": layer(x)}


def first_call(submission, weight, bias, x, upstream, training, recording):
    """layer.train(...); with torch.set_grad_enabled(...): layer(X); then Y = layer(X); Y.backward(upstream)"""
    layer = submission.MyLazyLinear(len(bias)).train(training)
    with torch.set_grad_enabled(recording):
        output = layer(x)
        seen = {"recording": recorded(x), "kept": None if recording else attempt(output.requires_grad_, False)}
    fill(layer, {"weight": weight, "bias": bias})
    leaf = x.detach().clone().requires_grad_()
    output = layer(leaf)
    attempt(pull_back, output, upstream)
    gradients = {"weight": layer.weight.grad, "bias": layer.bias.grad, "X": leaf.grad}
    return seen | {"output": output.detach(), "gradients": gradients}


def first_gradients(submission, units, x, upstream):
    """layer = MyLazyLinear(units); layer(X).backward(upstream), twice"""
    layer = submission.MyLazyLinear(units)
    pull_back(layer(x), upstream)
    seen = snapshot({"weight": layer.weight.grad, "bias": layer.bias.grad})
    pull_back(layer(x), upstream)
    return {"first": seen, "both": {"weight": layer.weight.grad, "bias": layer.bias.grad}}


def steps(submission, first, middle, last, x, upstream, lr):
    """net(X), with the layer in the middle; optimiser = SGD(...); layer.load_state_dict(...); two steps"""
    layer = submission.MyLazyLinear(len(middle[1]))
    net = nn.Sequential(linear(*first), layer, linear(*last))
    net(x)
    optimiser = torch.optim.SGD(net.parameters(), lr=lr)
    layer.load_state_dict({"weight": middle[0], "bias": middle[1]})
    for _ in range(2):
        optimiser.zero_grad()
        pull_back(net(x), upstream)
        optimiser.step()
    return {"output": net(x)}


def load(submission, weight, bias, x, upstream, others, training, recording):
    """layer = MyLazyLinear(units); layer.load_state_dict(...); layer(X)"""
    layer, elsewhere = (submission.MyLazyLinear(len(bias)).train(training) for _ in range(2))
    for each in (layer, elsewhere):
        each.load_state_dict({"weight": weight, "bias": bias})
    seen = {"other widths": [snapshot(attempt(elsewhere, other)) for other in others]}
    with torch.set_grad_enabled(recording):
        seen["first"] = layer(x).detach()
    output = layer(x)
    pull_back(output, upstream)
    return seen | {"second": output, "weight.grad": layer.weight.grad, "bias.grad": layer.bias.grad}


def load_net(submission, state, x):
    """net = nn.Sequential(MyLazyLinear(...), nn.ReLU(), nn.Sequential(MyLazyLinear(...))); net.load_state_dict(...)"""

    def make():
        sizes = len(state["0.bias"]), len(state["2.0.bias"])
        lazy = [submission.MyLazyLinear(units) for units in sizes]
        return nn.Sequential(lazy[0], nn.ReLU(), nn.Sequential(lazy[1]))

    net, other = make(), make()
    seen = {"loaded": snapshot(attempt(net.load_state_dict, state)), "output": net(x)}

    def handed_on():
        other.load_state_dict(net.state_dict())
        return other(x)

    return seen | {"handed on": attempt(handed_on)}


def load_each(submission, units, states):
    """layer = MyLazyLinear(units); layer.load_state_dict(...)"""
    return [attempt(submission.MyLazyLinear(units).load_state_dict, state) for state in states]


def load_later(submission, weight, bias, states, x):
    """layer(X); layer.load_state_dict(...)"""
    layer = filled(submission, weight, bias)
    return {
        "raised": [snapshot(attempt(layer.load_state_dict, state)) for state in states],
        "output": attempt(layer, x),
    }


def apart(submission, weight, bias, x, new):
    """state = {...}; layer.load_state_dict(state); the state is written to, then the layer"""
    layer = submission.MyLazyLinear(len(bias))
    state = {"weight": weight, "bias": bias}
    layer.load_state_dict(state)
    layer(x)
    seen = {"state": snapshot(state)}
    for value in (weight, bias):
        value.mul_(2)
    seen["output"] = layer(x).detach()
    fill(layer, dict(zip(("weight", "bias"), new, strict=True)))
    return seen | {"state, later": state}


def two_layers(submission, one, two, x, waiting):
    """first, second = MyLazyLinear(units), MyLazyLinear(units); first(X); second(X)"""
    first, second = submission.MyLazyLinear(len(one[1])), submission.MyLazyLinear(len(one[1]))
    x.grad = waiting
    for layer, pair in ((first, one), (second, two)):
        layer(x)
        fill(layer, dict(zip(("weight", "bias"), pair, strict=True)))
    seen = {"first(X)": first(x), "second(X)": second(x), "X": snapshot(x), "X.grad": snapshot(x.grad)}
    return seen | {"2 * X": attempt(x.mul_, 2)}
