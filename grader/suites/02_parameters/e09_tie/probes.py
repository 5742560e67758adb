"""What is done with `tie_weights`, `make_tied_mlp` and `tied_names`."""

import copy

import torch
from torch import nn

from grader.worker.probing import attempt, linear, snapshot, used_on, write


def layers(weights):
    return [linear(weight, bias) for weight, bias in weights]


def handles(a, b, held):
    """What tells the ways of not being tied apart; the verdict does not need it."""
    return {"a": a.weight, "b": getattr(b, "weight", None), "b before": held, "biases": [a.bias, b.bias]}


def tie(submission, weights, x):
    """tie_weights(a, b); a(X), b(X)"""
    a, b = layers(weights)
    submission.tie_weights(a, b)
    return {"a(X)": a(x), "b(X)": b(x)}


def tie_and_write(submission, weights, first, second, x):
    """tie_weights(a, b); a.weight.copy_(...); b(X); b.weight.copy_(...); a(X)"""
    a, b = layers(weights)
    held, before = a.weight, b.weight
    submission.tie_weights(a, b)
    seen = {"handles": snapshot(handles(a, b, before))}
    write(held, first)
    seen |= {"a(X)": a(x), "b(X)": b(x)}
    write(b.weight, second)
    return seen | {"a(X) again": a(x), "b(X) again": b(x)}


def tie_and_write_biases(submission, weights, new, x):
    """tie_weights(a, b); a.bias.copy_(...); b.bias.copy_(...); a(X), b(X)"""
    pair = layers(weights)
    held = [layer.bias for layer in pair]
    submission.tie_weights(*pair)
    seen = {"before": [layer(x) for layer in pair]}
    for bias, values in zip(held, new, strict=True):
        if bias is not None:
            write(bias, values)
    return seen | {"after": [layer(x) for layer in pair]}


def tie_and_learn(submission, weights, x, y, upstream, waiting):
    """tie_weights(a, b); (a(X).sum() + b(Y).sum()).backward()"""
    a, b = layers(weights)
    held, before = a.weight, b.weight
    held.grad, before.grad = waiting
    submission.tie_weights(a, b)
    seen = {"handles": snapshot(handles(a, b, before))}
    ((a(x) * upstream[0]).sum() + (b(y) * upstream[1]).sum()).backward()
    return seen | {"weight": held.grad, "of b": b.weight.grad, "biases": [a.bias.grad, b.bias.grad]}


def tie_frozen(submission, weights, x, upstream, lr):
    """a.weight.requires_grad_(False); tie_weights(a, b); one step of SGD; a(X), b(X)"""
    a, b = layers(weights)
    a.weight.requires_grad_(False)
    submission.tie_weights(a, b)
    parameters = dict.fromkeys([*a.parameters(), *b.parameters()])
    optimiser = torch.optim.SGD([parameter for parameter in parameters if parameter.requires_grad], lr=lr)
    ((a(x) + b(x)) * upstream).sum().backward()
    optimiser.step()
    return {"a(X)": a(x), "b(X)": b(x)}


def tie_and_train(submission, weights, x, y, targets, lr, steps):
    """tie_weights(a, b); some steps of Adam; a(X), b(Y)"""
    a, b = layers(weights)
    before = b.weight
    submission.tie_weights(a, b)
    seen = {"handles": snapshot(handles(a, b, before))}
    optimiser = torch.optim.Adam(dict.fromkeys([*a.parameters(), *b.parameters()]), lr=lr)
    for _ in range(steps):
        optimiser.zero_grad()
        (((a(x) - targets[0]) ** 2).mean() + ((b(y) - targets[1]) ** 2).mean()).backward()
        optimiser.step()
    return seen | {"a(X)": a(x), "b(Y)": b(y)}


def tie_and_keep(submission, weights, loaded, drawn, x):
    """tie_weights(a, b); then deepcopy, .double() or load_state_dict; write to a, use b, and the other way"""
    seen = {}
    state = {"0.weight": loaded, "1.weight": loaded, "0.bias": weights[0][1], "1.bias": weights[1][1]}
    ways = {
        "load_state_dict": lambda net: net if net.load_state_dict(state) else None,
        "deepcopy": copy.deepcopy,
        "double": nn.Module.double,
    }
    for way, go in ways.items():
        net = nn.ModuleList(layers(weights))
        before = net[1].weight
        submission.tie_weights(*net)
        seen["handles"] = snapshot(handles(*net, before))
        a, b = go(net)
        seen[way] = [b(x.to(b.weight.dtype))]
        write(a.weight, drawn[0])
        seen[way].append(b(x.to(b.weight.dtype)))
        write(b.weight, drawn[1])
        seen[way].append(a(x.to(a.weight.dtype)))
    return seen


def tie_and_move(submission, cases, x):
    """tie_weights(a, b); net = nn.ModuleList([a, b]); net.to(device); write to a, use b, and the other way"""
    seen = []
    for places, moves, weights, drawn in cases:
        net = nn.ModuleList(layer.to(place) for layer, place in zip(layers(weights), places, strict=True))
        before = net[1].weight
        tied = attempt(submission.tie_weights, *net)
        here = {"tied": tied, "handles": snapshot(handles(*net, before))}
        here["weights"] = [attempt(used_on, layer.weight, places[0]) for layer in net]
        for place in moves:
            net.to(place)
        a, b, there = *net, x.to(moves[-1])
        write(a.weight, drawn[0])
        here["b(X)"] = attempt(used_on, b(there), moves[-1])
        write(b.weight, drawn[1])
        here["a(X)"] = attempt(used_on, a(there), moves[-1])
        (a(there) + 2 * b(there)).sum().backward()
        here |= {"gradient": snapshot(a.weight.grad), "names": ordered(submission.tied_names(net))}
        seen.append(here)
    return seen


def tie_many(submission, cases, x, y):
    """tie_weights(a, b) for layers of different sorts; (a(X).sum() + b(Y).sum()).backward()"""
    seen = []
    for sort, weights in cases:
        a, b, c = layers(weights)
        held, before = a.weight, b.weight
        if sort == "over one memory":
            b.weight.data = a.weight.data
        elif sort == "a tied to another":
            c.weight = a.weight
        elif sort == "b tied to another":
            c.weight = b.weight
        elif sort == "tied already":
            b.weight = a.weight
        elif sort == "frozen b":
            b.weight.requires_grad_(False)
        elif sort == "eval mode":
            a.eval(), b.eval()
        elif sort in ("a in eval mode", "b in eval mode"):
            (a if sort.startswith("a") else b).eval()
        if sort == "under no_grad":
            with torch.no_grad():
                returned = submission.tie_weights(a, b)
                mode = torch.is_grad_enabled()
        else:
            returned = submission.tie_weights(a, b)
            mode = torch.is_grad_enabled()
        loss = a(x).sum() + b(y).sum() + 2 * c(x).sum()
        attempt(loss.backward)
        torch.set_grad_enabled(True)
        claims = {"handles": handles(a, b, before), "grad mode": mode, "modes": [a.training, b.training]}
        claims["returned"] = returned
        seen.append({"outputs": [layer(x) for layer in (a, b, c)], "weight": snapshot(held.grad)} | claims)
    return seen


def tie_what_does_not_fit(submission, cases):
    """tie_weights(a, b), with weights of different shapes and, in between, of the same shape"""
    seen = []
    for weights, x, y in cases:
        a, b = layers(weights)
        b_weight = b.weight
        returned = attempt(submission.tie_weights, a, b)
        outputs = [attempt(a, x), attempt(b, y)]
        write(b_weight, 2 * weights[1][0])
        seen.append({"tie_weights": returned, "a(X)": outputs[0], "b(Y)": outputs[1], "b(Y) later": attempt(b, y)})
    return seen


def made(submission, sizes):
    net = submission.make_tied_mlp(*sizes)
    net(torch.zeros(2, sizes[0]))  # what is only made at the first call stands now
    return net


def filled(submission, sizes, weights):
    """A net whose parameters have the drawn values; since all sizes differ, shapes tell which is which."""
    net = made(submission, sizes).to(weights[0].dtype)
    put(net, weights)
    return net


def put(net, weights):
    values = {tuple(value.shape): value for value in weights}
    for parameter in net.parameters():
        if tuple(parameter.shape) in values:
            write(parameter, values[tuple(parameter.shape)])


def count(submission, all_sizes):
    """sum(p.numel() for p in make_tied_mlp(num_inputs, num_hiddens, num_outputs).parameters())"""
    return [sum(parameter.numel() for parameter in made(submission, sizes).parameters()) for sizes in all_sizes]


def run(submission, sizes, weights, inputs):
    """net = make_tied_mlp(num_inputs, num_hiddens, num_outputs); net(X)"""
    net = filled(submission, sizes, weights)
    seen = {"training": [attempt(net, x) for x in inputs]}
    net.eval()
    with torch.no_grad():
        seen["eval"] = [attempt(net, x) for x in inputs]
    return seen | {"inputs": inputs}


def train(submission, sizes, weights, x, target, lr, steps):
    """net = make_tied_mlp(num_inputs, num_hiddens, num_outputs); some steps of Adam; net(X)"""
    seen = {"net": snapshot(made(submission, sizes))}
    net = filled(submission, sizes, weights)
    optimiser = torch.optim.Adam(net.parameters(), lr=lr)
    for _ in range(steps):
        optimiser.zero_grad()
        ((net(x) - target) ** 2).mean().backward()
        optimiser.step()
    return seen | {"output": net(x)}


def move(submission, sizes, cases):
    """net = make_tied_mlp(num_inputs, num_hiddens, num_outputs); net.to(device); net(X).sum().backward()"""
    net = submission.make_tied_mlp(*sizes)
    seen = [attempt(net, torch.zeros(2, sizes[0]))]
    for place, weights, x in cases:
        net.to(place)
        put(net, weights)
        output = attempt(net, x.to(place))
        ended = attempt(lambda: output.sum().backward())  # noqa: B023
        here = {"net": snapshot(net), "output": snapshot(output), "used": attempt(used_on, output, place)}
        gradients = {str(tuple(p.shape)): p.grad for p in net.parameters()}
        seen.append(here | {"ended": ended, "gradients": snapshot(gradients)})
        net.zero_grad()
    return seen


def make_several(submission, sizes, weights, x, seed):
    """one, two = make_tied_mlp(...), make_tied_mlp(...); a copy; a net that loads the state of another"""
    torch.manual_seed(seed)
    new = [made(submission, sizes) for _ in range(2)]
    starts = snapshot([{str(tuple(p.shape)): p for p in net.parameters()} for net in new])
    fresh = [net(x) for net in new]
    one, two = filled(submission, sizes, weights[0]), filled(submission, sizes, weights[1])
    copied, loading = copy.deepcopy(one), made(submission, sizes)
    put(copied, weights[2])
    loading.load_state_dict(two.state_dict())
    return {"nets": [net(x) for net in (one, two, copied, loading)], "fresh": fresh, "starts": starts} | {
        "seed": torch.initial_seed()
    }


def grown(plan):
    """A net of bare modules, which cannot be run, with these parameters, buffers and shared modules."""
    values = {key: nn.Parameter(value) for key, value in plan["values"].items()}
    for key, other in plan["aliases"].items():
        values[key] = nn.Parameter(values[other].detach())
    for key in plan["meta"]:
        values[key] = nn.Parameter(values[key].detach().to("meta"))
    for key in plan["frozen"]:
        values[key].requires_grad_(False)
    net = nn.Module()
    for name, key in plan["parameters"]:
        path, _, last = name.rpartition(".")
        place(net, path).register_parameter(last, values[key])
    for name in plan["none"]:
        path, _, last = name.rpartition(".")
        place(net, path).register_parameter(last, None)
        place(net, path).register_module("child", None)
    for name, key in plan["buffers"]:
        path, _, last = name.rpartition(".")
        place(net, path).register_buffer(last, plan["values"][key])
    for name, other in plan["shared"]:
        path, _, last = name.rpartition(".")
        place(net, path).add_module(last, place(net, other))
    return net, values


def place(net, path):
    for part in path.split(".") if path else []:
        if part not in net._modules:
            net.add_module(part, nn.Module())
        net = net._modules[part]
    return net


def names(submission, plans):
    """tied_names(net)"""
    seen = []
    for plan in plans:
        net, values = grown(plan)
        groups = submission.tied_names(net)
        seen.append({"groups": ordered(groups), "values": {key: values[key] for key in plan["values"]}})
    return seen


def ordered(groups):
    """The groups and their names in alphabetical order: any order will do, and any container of names."""
    try:
        return sorted(sorted(set(group)) for group in groups if not isinstance(group, str))
    except TypeError:
        return groups
