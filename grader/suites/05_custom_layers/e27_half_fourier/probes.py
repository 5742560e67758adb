"""What is done to a submitted `HalfFourier`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, fill, recorded, snapshot, write


def call(submission, x):
    """HalfFourier()(X)"""
    return submission.HalfFourier()(x)


def call_with_views(submission, base, layouts):
    """HalfFourier()(X), for views X"""
    return [attempt(submission.HalfFourier(), base.as_strided(*layout)) for layout in layouts]


def call_in_modes(submission, x, cases):
    """HalfFourier()(X), in training and eval mode, with and without gradients"""
    layer, seen = submission.HalfFourier(), []
    for training, recording, requires_grad in cases:
        layer.train(training)
        with torch.set_grad_enabled(recording):
            output = attempt(layer, x.clone().requires_grad_(requires_grad))
            seen.append({"output": snapshot(output), "mode": torch.is_grad_enabled(), "training": layer.training})
    return seen


def call_with_dtypes(submission, x):
    """HalfFourier()(X), for a float64 X"""
    seen = {"float64": submission.HalfFourier()(x)}
    seen["float64, after layer.float()"] = submission.HalfFourier().float()(x)
    seen["float32, after layer.double()"] = submission.HalfFourier().double()(x.float())
    return seen


def pulled_back(submission, x, real, imaginary, left, training):
    """Y = HalfFourier()(X); (Y.real * a + Y.imag * b).sum().backward()"""
    x.requires_grad_(True)
    x.grad = left
    output = submission.HalfFourier().train(training)(x)
    (output.real * real + output.imag * imaginary).sum().backward()
    return {"output": output.detach(), "gradient": x.grad}


def size_pulled_back(submission, x):
    """Y = HalfFourier()(X); (Y.abs() ** 2).sum().backward()"""
    x.requires_grad_(True)
    (submission.HalfFourier()(x).abs() ** 2).sum().backward()
    return x.grad


def load_and_call(submission, values, x):
    """net = nn.Sequential(HalfFourier(), ...); net(X); net.load_state_dict(the state of the other layers)"""

    class Sizes(nn.Module):
        def forward(self, y):
            return y.abs()

    net = nn.Sequential(submission.HalfFourier(), Sizes(), nn.Linear(values["2.weight"].shape[1], 2))
    fill(net, {name: value + 1 for name, value in values.items()})
    before = net(x).detach().clone()
    raised = attempt(net.load_state_dict, values)
    counted = [name for name, _ in net.named_parameters()]
    return {"raised": raised, "before": before, "after": net(x).detach(), "parameters": counted}


def call_again_and_again(submission, inputs):
    """layer(X); layer(another X); layer(X)"""
    layer, other, outputs = submission.HalfFourier(), submission.HalfFourier(), []
    for x in inputs:
        outputs.append(attempt(layer, x))
        outputs.append(attempt(other, x + 1))
    kept = [snapshot(output) for output in outputs]
    for output in outputs:
        if isinstance(output, torch.Tensor):
            write(output, torch.zeros_like(output))
    again = [attempt(copied, x) for copied in (layer, copy.deepcopy(layer)) for x in inputs]
    return {"outputs": kept, "again": again}


def call_twice(submission, x, y):
    """Y = layer(X); Y.zero_(); layer(X); X.copy_(another); layer(X)"""
    layer = submission.HalfFourier()
    with torch.no_grad():
        write(output := layer(x), torch.zeros_like(output))
    seen = {"again": layer(x.requires_grad_(True))}
    attempt(lambda: seen["again"].real.sum().backward())
    seen |= {"again": snapshot(seen["again"].detach()), "gradient": x.grad}
    write(x, y)
    return seen | {"rewritten": layer(x)}


def call_and_look(submission, x, left, seed, recording, dtype):
    """HalfFourier()(X)"""
    plain = x.clone()
    x.requires_grad_(True)
    x.grad = left.clone()
    torch.manual_seed(seed)
    torch.set_default_dtype(dtype)
    with torch.set_grad_enabled(recording):
        layer = submission.HalfFourier()
        outputs = [layer(x), layer(plain)]
        mode = recorded(left)
    seen = {"drawn": torch.rand(4, dtype=torch.float32), "mode": mode, "dtype": torch.zeros(1).dtype}
    seen |= {"x": snapshot(x.detach()), "left": snapshot(x.grad), "output": outputs[0].detach()}
    attempt(lambda: outputs[0].real.sum().backward())
    attempt(lambda: (plain * left).sum().backward())
    plain_grad = torch.zeros_like(plain) if plain.grad is None else plain.grad
    return seen | {"pulled back": x.grad, "pulled back to plain": plain_grad}
