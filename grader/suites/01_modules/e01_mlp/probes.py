"""What is done to a submitted `MLP`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, fill, pull_back, snapshot, write


def fresh(submission, sizes):
    net = submission.MLP(*sizes)
    net(torch.zeros(1, sizes[0]))  # lazy layers are made at the first call
    return net


def built(submission, sizes, weights):
    net = fresh(submission, sizes)
    fill(net, weights)
    return net


def scattered(x):
    """Return the values of `x` in another order of memory."""
    return x.transpose(0, 1).contiguous().transpose(0, 1)


def gradient(tensor):
    """Return the gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def call_all(submission, arguments, inputs, view):
    """net = MLP(num_inputs, num_hiddens, num_outputs); net(X)"""
    net = submission.MLP(**arguments)
    net(torch.zeros(1, arguments["num_inputs"]))
    outputs = {name: attempt(net, x) for name, x in inputs.items()}
    return outputs | {"view": attempt(net, scattered(view))}


def call(submission, sizes, weights, inputs, view):
    """net = MLP(num_inputs, num_hiddens, num_outputs); net(X)"""
    net = fresh(submission, sizes)
    first = snapshot(dict(net.named_parameters()))
    fill(net, weights)
    outputs = {name: attempt(net, x) for name, x in inputs.items()}
    batch = inputs["batch"]
    outputs |= {"view": attempt(net, scattered(view)), "forward": attempt(net.forward, batch)}
    outputs["row by row"] = attempt(lambda: torch.stack([net(row) for row in batch]))
    net.register_forward_hook(lambda module, arguments, output: output * 2)
    return outputs | {"first": first, "hooked": net(batch)}


def shift_the_bias(submission, sizes, weights, shift, x):
    """before = net(X); net.out.bias += shift; after = net(X)"""
    net = built(submission, sizes, weights)
    before = net(x)
    write(net.out.bias, weights["out.bias"] + shift)
    return {"before": before, "after": net(x)}


def modes(submission, sizes, weights, x):
    """net.train(); net(X); net.eval(); net(X)"""
    net = built(submission, sizes, weights)
    training, evaluation = net.train()(x), net.eval()(x)
    with torch.no_grad():
        quiet = {"training": net.train()(x), "evaluation": net.eval()(x)}
    # A sum that has a gradient of its own: backward works, and must find no way into the model.
    anchor = torch.ones(1, requires_grad=True)
    (anchor * (quiet["training"].sum() + quiet["evaluation"].sum())).sum().backward()
    leaked = {name: gradient(p) for name, p in net.named_parameters()}
    return {"training": training, "evaluation": evaluation, "quiet": quiet, "leaked": leaked}


def in_float64(submission, sizes, weights, x):
    """net = MLP(num_inputs, num_hiddens, num_outputs).double(); net(X)"""
    net = fresh(submission, sizes).double()
    fill(net, weights)
    return {"output": attempt(net, x)}


def backward(submission, sizes, weights, x, upstream, training):
    """net(X).backward(upstream)"""
    net = built(submission, sizes, weights).train(training)
    x = x.requires_grad_()
    output = net(x)
    ended = attempt(pull_back, output, upstream)
    once = {name: p.grad for name, p in net.named_parameters()} | {"X": x.grad}
    return {"output": output, "ended": ended, "grad": once}


def backward_twice(submission, sizes, weights, x, upstream):
    """net(X).backward(upstream); net(X).backward(upstream)"""
    net = built(submission, sizes, weights)
    pull_back(net(x), upstream)
    pull_back(net(x), upstream)
    return {"grad": {name: p.grad for name, p in net.named_parameters()}}


def state(submission, sizes):
    """MLP(num_inputs, num_hiddens, num_outputs).state_dict()"""
    net = fresh(submission, sizes)
    return {"shapes": {name: tuple(value.shape) for name, value in net.state_dict().items()}}


def filled_state(submission, sizes, weights):
    """net.state_dict()"""
    net = built(submission, sizes, weights)
    return {"state": dict(net.state_dict()), "parameters": dict(net.named_parameters())}


def load_and_copy(submission, sizes, weights, others, more, x, training):
    """twin = copy.deepcopy(net); twin.load_state_dict(others); net(X); twin(X)"""
    net = built(submission, sizes, weights).train(training)
    net(x)
    twin = copy.deepcopy(net)
    twin.load_state_dict(others)
    apart = {"net": net(x), "twin": twin(x)}
    net.load_state_dict(more)
    return {"apart": apart, "loaded": {"net": net(x), "twin": twin(x)}}


def call_again(submission, sizes, weights, others, x, y):
    """net(X); net(X)"""
    net = built(submission, sizes, weights).eval()
    outputs = {"first": net(x), "second": net(x)}
    with torch.no_grad():
        outputs |= {"kept": net(x), "other": net(y)}
    fill(net.train(), others)
    return outputs | {"after a write": net(x)}


def two_models(submission, sizes, weights, others, x):
    """one, two = MLP(num_inputs), MLP(num_inputs)"""
    one, two = fresh(submission, sizes), fresh(submission, sizes)
    started = snapshot([{"hidden": net.hidden.weight, "out": net.out.weight} for net in (one, two)])
    for net, values in ((two, others), (one, weights)):
        for name, value in values.items():
            layer, part = name.split(".")
            write(getattr(getattr(net, layer), part), value)
    return {"started": started, "one": one(x), "two": two(x)}


def call_on(submission, sizes, weights, x):
    """net(X)"""
    net = built(submission, sizes, weights)
    net(x)
    x_after_training = snapshot(x)
    net.eval()(x)
    return {"after training": x_after_training, "after evaluation": x}


def asks_for_grad(submission, sizes, weights, x):
    """net(X).sum().backward(); X.grad"""
    net = built(submission, sizes, weights)
    net(x).sum().backward()
    return {"grad": gradient(x), "values": x}


def witness_of_mode(submission, sizes, weights, x, training):
    """net.train(training); net(X); net.training"""
    net = built(submission, sizes, weights)
    net.witness = nn.Dropout(1.0)
    net.train(training)(x)
    return {"witness": net.witness(x), "training": net.training}


def surroundings(submission, sizes, weights, x, seeds):
    """net(X); torch.is_grad_enabled(); torch.get_default_dtype(); torch.rand(4)"""
    net = built(submission, sizes, weights)
    anchor, quiet = torch.ones(3, requires_grad=True), torch.ones(3, requires_grad=True)
    net.eval()(x)
    (anchor * anchor).sum().backward()
    with torch.no_grad():
        net(x)
        loss = (quiet * quiet).sum()
    attempt(loss.backward)
    random = []
    for seed in seeds:
        torch.manual_seed(seed)
        net.train()(x)
        net.eval()(x)
        random.append(torch.rand(4))
    attempt(net.double(), x.double())
    made = torch.ones(2)
    return {"anchor": gradient(anchor), "quiet": gradient(quiet), "random": random, "made": made}
