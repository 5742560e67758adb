"""What is done to a submitted `strange_` and `my_init`."""

import torch
from torch import nn

from grader.worker.probing import attempt, fill, snapshot, write


def drawn_into(submission, tensor, *generator):
    """What `strange_` drew: what it returned or, where that is no tensor, what stands in `tensor` now."""
    returned = submission.strange_(tensor, *generator)
    return returned if isinstance(returned, torch.Tensor) else tensor


def fill_one(submission, tensor):
    """strange_(tensor)"""
    return {"filled": drawn_into(submission, tensor)}


def fill_each(submission, tensors):
    """for tensor in tensors: strange_(tensor)"""
    return {"filled": torch.stack([drawn_into(submission, tensor.clone()) for tensor in tensors.unbind()])}


def fill_in_modes(submission, values, left, x, cases):
    """parameter = nn.Parameter(values, requires_grad=...); strange_(parameter)"""
    seen = []
    for requires_grad, recording, leaves_gradient in cases:
        parameter = nn.Parameter(values.clone(), requires_grad=requires_grad)
        parameter.grad = left.clone() if leaves_gradient else None
        with torch.set_grad_enabled(recording):
            returned = drawn_into(submission, parameter)
            mode_after = torch.is_grad_enabled()
        filled, gradient = parameter.detach().clone(), snapshot(parameter.grad)
        with torch.enable_grad():
            product = (returned * x).sum()
            if product.requires_grad:
                product.backward()
        seen.append(
            {
                "filled": filled,
                "mode": mode_after,
                "trainable": parameter.requires_grad,
                "left": gradient,
                "gradient": snapshot(parameter.grad),
            }
        )
    return seen


def fill_and_return(submission, tensor, later):
    """returned = strange_(tensor)"""
    returned = submission.strange_(tensor)
    seen = {"filled": snapshot(tensor), "returned": snapshot(returned)}
    if isinstance(returned, torch.Tensor):
        returned.data = later  # seen through `tensor` only if the two are one object
    return seen | {"tensor": tensor}


def fill_view(submission, base, size, stride, offset):
    """view = base[...]; strange_(view)"""
    view = base.as_strided(size, stride, offset)
    submission.strange_(view)
    return {"view": view.clone(), "base": base}


def fill_shapes(submission, tensors):
    """strange_(tensor), for tensors of many shapes and dtypes"""
    return [attempt(drawn_into, submission, tensor) for tensor in tensors]


def fill_with_generators(submission, shape, seed, other_seed, global_seeds):
    """strange_(tensor, generator)"""
    one, two, three = (torch.Generator().manual_seed(number) for number in (seed, seed, other_seed))
    torch.manual_seed(global_seeds[0])
    seen = {
        "first": drawn_into(submission, torch.zeros(shape), one),
        "second": drawn_into(submission, torch.zeros(shape), one),
    }
    draws = [torch.rand(4)]
    torch.manual_seed(global_seeds[1])
    seen["same seed"] = drawn_into(submission, torch.zeros(shape), two)
    seen["other seed"] = drawn_into(submission, torch.zeros(shape), three)
    draws.append(torch.rand(4))
    seen["by keyword"] = torch.zeros(shape)
    submission.strange_(seen["by keyword"], generator=torch.Generator().manual_seed(seed))
    return seen | {"global draws": draws}


def fill_without_generator(submission, shape, seed, other_seed):
    """torch.manual_seed(seed); strange_(tensor)"""
    torch.manual_seed(seed)
    first = drawn_into(submission, torch.zeros(shape))
    following = torch.rand(4)
    second = drawn_into(submission, torch.zeros(shape))
    torch.manual_seed(seed)
    again = drawn_into(submission, torch.zeros(shape))
    torch.manual_seed(other_seed)
    other = drawn_into(submission, torch.zeros(shape))
    return {"first": first, "second": second, "again": again, "other": other, "following": following}


def init_layers(submission, cases, rows, columns):
    """layer = nn.Linear(...); my_init(layer)"""
    seen = []
    for case in cases:
        layer = nn.Linear(columns, rows, bias=case["bias"], dtype=case["dtype"])
        layer.weight.requires_grad_(not case["frozen"])
        layer.train(case["training"])
        with torch.set_grad_enabled(case["recording"]):
            raised = attempt(submission.my_init, layer)
            modes = {"training": layer.training, "recording": torch.is_grad_enabled()}
        seen.append({"raised": raised, "weight": layer.weight} | modes)
    return seen


def init_net(submission, size, seed):
    """net = nn.Sequential(nn.Linear(...), nn.ReLU(), ...); net.apply(my_init)"""
    net = nn.Sequential(nn.Linear(size, size), nn.ReLU(), nn.Sequential(nn.Linear(size, size), nn.Linear(size, size)))
    layers = [net[0], net[2][0], net[2][1]]
    torch.manual_seed(seed)
    weights = []
    for again in (False, False, True):
        if again:
            torch.manual_seed(seed)
        net.apply(submission.my_init)
        weights.append([snapshot(layer.weight) for layer in layers])
    return dict(zip(("first", "second", "again"), weights, strict=True))


def init_and_look(submission, weight, bias, left, x, later, frozen):
    """my_init(layer), for a layer whose weight is known elsewhere"""
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    fill(layer, {"weight": weight, "bias": bias})
    layer.weight.requires_grad_(not frozen)
    layer.weight.grad = left.clone()
    parameter, state = layer.weight, layer.state_dict()
    submission.my_init(layer)
    seen = {
        "weight": snapshot(layer.weight.detach()),
        "state": snapshot(state["weight"]),
        "bias": snapshot(layer.bias.detach()),
        "left": snapshot(layer.weight.grad),
        "trainable": [layer.weight.requires_grad, layer.bias.requires_grad],
    }
    write(parameter, later)
    return seen | {"output": layer(x).detach()}


class LinearScores(nn.Module):
    """Not an nn.Linear, though it looks like one from outside, its name included."""

    def __init__(self, in_features, out_features):
        super().__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = nn.Parameter(torch.zeros(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features))


OTHERS = {
    "Conv2d": lambda: nn.Conv2d(2, 3, 2),
    "ConvTranspose1d": lambda: nn.ConvTranspose1d(2, 3, 2),
    "BatchNorm1d": lambda: nn.BatchNorm1d(3),
    "LayerNorm": lambda: nn.LayerNorm(3),
    "Embedding": lambda: nn.Embedding(4, 3),
    "Bilinear": lambda: nn.Bilinear(2, 3, 4),
    "PReLU": lambda: nn.PReLU(3),
    "GRU": lambda: nn.GRU(2, 3),
    "LinearScores": lambda: LinearScores(2, 3),
}


def init_others(submission, kinds, weights):
    """my_init(module), for modules that are no nn.Linear"""
    seen = {}
    for kind in kinds:
        module = OTHERS[kind]()
        fill(module, weights[kind])
        raised = attempt(module.apply, submission.my_init)
        seen[kind] = {"raised": raised} | {name: module.state_dict()[name] for name in weights[kind]}
    return seen
