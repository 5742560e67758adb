"""What is done to a submitted `MySequential`.

`parts` describes modules: a word is the name of a class in torch.nn, a dict holds the weight and the bias of
an `nn.Linear`. `slots` says which part stands in which slot; a part that is named twice is one object.
"""

import collections
import copy

import torch
from torch import nn

from grader.worker.probing import attempt, fill, linear, pull_back, snapshot, write


def made(parts):
    return [getattr(nn, part)() if isinstance(part, str) else linear(part["weight"], part["bias"]) for part in parts]


def filled(submission, parts, slots):
    """Return the container and the parts that it was made of."""
    modules = made(parts)
    return submission.MySequential(*(modules[slot] for slot in slots)), modules


def gradient(tensor):
    """Return the gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def attempts(function, inputs):
    return {name: attempt(function, x) for name, x in inputs.items()}


class Giving(nn.Module):
    """Returns what a function makes of its input."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Hollow(Giving):
    """A module of length 0, as an empty container has it."""

    def __len__(self):
        return 0


class Taking(nn.Module):
    """Returns the list of its arguments."""

    def forward(self, *given):
        return list(given)


def call(submission, parts, slots, inputs):
    """net = MySequential(*modules); net(X)"""
    net, _ = filled(submission, parts, slots)
    return attempts(net, inputs)


def call_again(submission, parts, slots, x, y, weight):
    """net = MySequential(*modules); net(X); net(X)"""
    net, modules = filled(submission, parts, slots)
    training = {"first": net(x), "second": net(x)}
    write(modules[0].weight, weight)
    written, fresh = net(x), net(y)
    other = submission.MySequential(nn.Tanh())
    both = {"first": attempt(net, x), "second": attempt(other, x)}
    with torch.no_grad():
        quiet = [net.eval()(x)]
        write(modules[0].weight, parts[0]["weight"])
        quiet.append(net(x))
    return training | {"written": written, "fresh": fresh, "both": both, "quiet": quiet}


def call_nested(submission, parts, x):
    """MySequential(MySequential(m0, m1), m2)(X)"""
    modules = made(parts)
    return {"output": submission.MySequential(submission.MySequential(*modules[:-1]), modules[-1])(x)}


def call_with_counter(submission, parts, slots, x):
    """net = MySequential(layer, relu, layer, ...); net(X)"""
    net, modules = filled(submission, parts, slots)
    calls = []
    modules[0].register_forward_hook(lambda *_: calls.append(1))
    output = net(x)
    return {"output": output, "calls": len(calls), "slots": attempt(len, net)}


def call_with_hooks(submission, parts, slots, x, shift):
    """module.register_forward_hook(...); MySequential(*modules)(X)"""
    net, modules = filled(submission, parts, slots)
    for module in modules:
        module.register_forward_pre_hook(lambda module, arguments: (arguments[0] + shift,))
        module.register_forward_hook(lambda module, arguments, output: output * 2)
    by_forward, output = attempt(net.forward, x), net(x)
    net.register_forward_hook(lambda module, arguments, output: output - shift)
    return {"output": output, "by forward": by_forward, "hooked": net(x)}


def call_lazy(submission, sizes, weights, x):
    """net = MySequential(nn.LazyLinear(h), nn.ReLU(), nn.LazyLinear(o)); net(X)"""
    net = submission.MySequential(nn.LazyLinear(sizes[0]), nn.ReLU(), nn.LazyLinear(sizes[1]))
    attempt(net, x.clone())
    fill(net, weights)
    return {"output": net(x)}


def hand_on(submission, x):
    """MySequential(gives_a_tuple, takes_a_tuple)(X)"""
    kinds = {
        "number": lambda x: x.sum().item(),
        "word": lambda x: "a word",
        "tuple": lambda x: (x, 2 * x),
        "dict": lambda x: {"twice": 2 * x},
        "None": lambda x: None,
    }
    return {kind: attempt(submission.MySequential(Giving(f), Taking()), x) for kind, f in kinds.items()}


def hand_on_tensors(submission, x):
    """MySequential(doubles_in_place)(X)"""
    hollow = attempt(submission.MySequential(Hollow(lambda x: 3 * x)), x)
    integers = attempt(submission.MySequential(Giving(lambda x: x.long())), x)
    return {
        "hollow": hollow,
        "integers": integers,
        "in place": attempt(submission.MySequential(Giving(double)), x),
        "X": x,
    }


def double(x):
    return x.mul_(2)


def names(submission, parts, slots):
    """list(MySequential(*modules).state_dict())"""
    net, _ = filled(submission, parts, slots)
    return {"names": list(net.state_dict())}


def names_nested(submission, parts, slots):
    """list(MySequential(MySequential(*modules), nn.Sequential(*modules), *modules).state_dict())"""
    inner, modules = filled(submission, parts, slots)
    return {"names": list(submission.MySequential(inner, nn.Sequential(*modules), *modules).state_dict())}


def loads(submission, parts, saved, slots, x):
    """net.load_state_dict(nn.Sequential(*modules).state_dict())"""
    source = made(saved)
    sequential = nn.Sequential(*(source[slot] for slot in slots))
    net, _ = filled(submission, parts, slots)
    loaded = attempt(net.load_state_dict, sequential.state_dict())
    there = {"ended": loaded if not isinstance(loaded, tuple) else None, "output": net(x)}
    there["names"] = list(net.state_dict())
    net, _ = filled(submission, saved, slots)
    target = made(parts)
    sequential = nn.Sequential(*(target[slot] for slot in slots))
    loaded = attempt(sequential.load_state_dict, net.state_dict())
    back = {"ended": loaded if not isinstance(loaded, tuple) else None, "output": sequential(x)}
    return {"there": there, "back": back}


def share(submission, parts, slots, x, weight, rate):
    """net = MySequential(layer, relu, layer); net(X).sum().backward(); one step of gradient descent"""
    net, modules = filled(submission, parts, slots)
    net(x).sum().backward()
    parameters = list(net.parameters())
    with torch.no_grad():
        for parameter in parameters:
            parameter -= rate * gradient(parameter)
    stepped = net(x)
    write(modules[0].weight, weight)
    return {"count": len(parameters), "stepped": stepped, "written": net(x)}


def backward(submission, parts, slots, nested, x, upstream, training):
    """net(X).backward(upstream)"""
    net, modules = filled(submission, parts, slots)
    if nested:  # what comes to the inner container is no leaf
        inner = submission.MySequential(*(modules[slot] for slot in slots[1:]))
        net = submission.MySequential(modules[slots[0]], inner)
    net.train(training)
    x = x.requires_grad_()
    ended = attempt(pull_back, net(x), upstream)
    layers = [module for module in modules if isinstance(module, nn.Linear)]
    return {"ended": ended, "X": x.grad, "weights": [layer.weight.grad for layer in layers]}


def empty(submission, x, drawn, word):
    """net = MySequential(); net(X)"""
    net = submission.MySequential()
    result, other, in_evaluation = net(x), net([word, x]), net.eval()(x)
    before = snapshot([result, in_evaluation])
    write(x, drawn)
    return {"before": before, "after": [result, in_evaluation], "x": x, "other": other, "length": len(net)}


def index(submission, parts, slots, indices, x):
    """net = MySequential(*modules); net[i](X)"""
    net, _ = filled(submission, parts, slots)
    found = [attempt(lambda i=i: net[i](x)) for i in indices]
    return {"length": attempt(len, net), "found": found}


def index_and_write(submission, parts, slots, weights, x):
    """net = MySequential(*modules); modules[0].weight.copy_(...); net[0](X)"""
    net, modules = filled(submission, parts, slots)
    for module, weight in zip(modules, weights, strict=True):
        write(module.weight, weight)
    there = [net[i](x) for i in range(len(slots))]
    for module, part in zip(modules, parts, strict=True):
        write(module.weight, part["weight"])
    # The other way round: what is written through a slot must arrive in the module that was put in.
    for position, slot in enumerate(slots):
        write(net[position].weight, weights[slot])
    back = [modules[slot](x) for slot in slots]
    return {"there": there, "back": back, "slots": [net[i] for i in range(len(slots))], "modules": modules}


def append(submission, parts, slots, more, x):
    """net = MySequential(*modules); net.append(m)"""
    modules = made(parts)
    net = submission.MySequential(*(modules[slot] for slot in slots))
    steps = []
    for slot in more:
        returned = net.append(modules[slot])
        kind = "nothing" if returned is None else "module" if returned is modules[slot] else "another"
        kind = "net" if returned is net else kind
        steps.append({"returned": kind, "by net": attempt(net, x.clone()), "length": attempt(len, net)})
    return {"steps": steps, "names": list(net.state_dict())}


def append_in_a_row(submission, parts, x):
    """net = MySequential(); net.append(m0).append(m1); net(X)"""
    modules = made(parts)
    net = submission.MySequential()
    chained = net
    for module in modules:
        chained = chained.append(module)
    return {"by net": net(x), "by result": chained(x)}


class Lookalike:
    """Can be called and has a `forward`, and is no module."""

    def forward(self, x):
        return x

    __call__ = forward


def things(part, modules):
    """Things to be put into a container, by name; only the first is a module."""
    return {
        "module": modules[1],
        "lambda": lambda x: x,
        "torch.tanh": torch.tanh,
        "nn.ReLU": nn.ReLU,
        "number": 3,
        "word": "relu",
        "list": [modules[0]],
        "tensor": part["weight"],
        "lookalike": Lookalike(),
    }


def refuse(submission, parts, order, x):
    """MySequential(module, thing); net.append(thing)"""
    seen = {"constructor": [], "append": [], "after": [], "length": [], "kept": [], "names": []}
    for name in order:
        modules = made(parts)
        thing = things(parts[0], modules)[name]
        seen["constructor"].append(attempt(lambda: submission.MySequential(modules[0], thing)(x)))  # noqa: B023
        net = submission.MySequential(modules[0])
        seen["append"].append(attempt(lambda: net.append(thing)(x)))  # noqa: B023
        seen["after"].append(attempt(net, x))
        seen["length"].append(attempt(len, net))
        seen["kept"].append(any(value is thing for value in vars(net).values()))
        attempt(net.append, modules[0])
        seen["names"].append(attempt(lambda: list(net.state_dict())))  # noqa: B023
    return seen


def refuse_uncalled(submission, parts, order):
    """MySequential(module, thing); MySequential(module).append(thing)"""
    modules = made(parts)
    known = things(parts[0], modules)
    last = [attempt(submission.MySequential, modules[0], known[name]) for name in order]
    first = [attempt(submission.MySequential, known[name], modules[0]) for name in order]
    alone = [attempt(submission.MySequential, known[name]) for name in order]
    net = submission.MySequential(modules[0])
    return {
        "last": last,
        "first": first,
        "alone": alone,
        "append": [attempt(net.append, known[name]) for name in order],
    }


def reach(submission, parts, wide, x):
    """net.eval(); net.train(); net.double(); net.modules()"""
    modules = made(parts)
    net = submission.MySequential(modules[0], nn.Dropout(1.0), modules[1])
    begun = net(x)
    modes = {"begun": begun, "evaluation": net.eval()(x), "training": net.train()(x)}
    kinds = [type(module).__name__ for module in net.modules()][1:]
    net = submission.MySequential(*made(parts)).double()
    for module, part in zip([m for m in net.modules() if isinstance(m, nn.Linear)], wide, strict=True):
        write(module.weight, part["weight"])
        write(module.bias, part["bias"])
    return modes | {"kinds": kinds, "double": attempt(net, x.double())}


def replace(submission, parts, slots, position, part, x):
    """setattr(net, "1", another); net(X)"""
    net, _ = filled(submission, parts, slots)
    before = net(x.clone())
    setattr(net, str(position), *made([part]))
    return {"before": before, "output": net(x), "slot": attempt(lambda: net[position](x)), "length": len(net)}


def as_they_are(submission, parts, x):
    """MySequential(a, b).append(c), with modules in evaluation mode and frozen parameters"""
    modules = made(parts)
    modules[0].requires_grad_(False)
    resting = nn.Dropout(1.0).eval()
    net = submission.MySequential(modules[0], resting).append(modules[1])
    outputs = [net(x), net(x.clone())]
    net(x.clone()).sum().backward()
    # A Dropout(1.0) that is put in awake, into a container at rest: all that it returns are zeros.
    mixed = submission.MySequential(modules[0]).eval().append(nn.Dropout(1.0))
    outputs.append(mixed(x))
    weights = [snapshot(module.weight) for module in modules]
    return {"outputs": outputs, "weights": weights, "grads": [gradient(module.weight) for module in modules]}


def copied(submission, parts, slots, others, x):
    """twin = copy.deepcopy(net); net(X); twin(X)"""
    net, _ = filled(submission, parts, slots)
    net(x)
    twin = copy.deepcopy(net)
    for i, part in enumerate(others):
        write(twin[slots.index(i)].weight, part["weight"])
        write(twin[slots.index(i)].bias, part["bias"])
    apart = {"net": net(x), "twin": twin(x)}
    twin.append(nn.Tanh())
    return {"apart": apart, "longer": {"net": net(x), "twin": twin(x)}}


def origins(submission, parts, x):
    """issubclass(MySequential, nn.Sequential)"""
    net = submission.MySequential(*made(parts))
    table = collections.OrderedDict(first=made(parts)[0])
    return {
        "output": net(x),
        "inherits": isinstance(net, nn.Sequential),
        "from a dict": attempt(lambda: submission.MySequential(table)(x)),
    }
