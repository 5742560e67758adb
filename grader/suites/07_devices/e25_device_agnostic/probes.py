"""What is done to a submitted `DecayedMean`."""

import copy

import torch

from grader.worker.probing import attempt, counted, recorded, snapshot, used_on

# Ways to look at a batch of sequences that leave it no longer contiguous.
VIEWS = {
    "as it is": lambda x: x,
    "turned": lambda x: x.movedim(0, -1),
    "swapped": lambda x: x.transpose(0, 1),
    "every other": lambda x: x[..., ::2],
    "expanded": lambda x: x.expand(4, -1, -1),
}


def made(submission, how, device="cpu", dtype=torch.float32):
    return submission.DecayedMean(**how).to(device, dtype)


def call(submission, how, x, lengths):
    """layer = DecayedMean(max_len, decay); layer(X, lengths)"""
    return {"output": made(submission, how, dtype=x.dtype)(x, lengths)}


def call_by_position(submission, max_len, decay, x, lengths):
    """layer = DecayedMean(max_len, decay); layer(X, lengths)"""
    return {"output": submission.DecayedMean(max_len, decay)(x, lengths)}


def call_all(submission, how, cases):
    """layer = DecayedMean(max_len, decay); layer(X, lengths), for X of many shapes"""
    layer = made(submission, how)
    return [attempt(layer, VIEWS[view](x), lengths) for view, x, lengths in cases]


def gradients(submission, how, x, lengths, upstream):
    """Y = layer(X, lengths); Y.backward(upstream)"""
    layer = made(submission, how, dtype=x.dtype)
    x.requires_grad_()
    output = layer(x, lengths)
    (output * upstream).sum().backward()
    return {"output": output, "X.grad": x.grad}


def optimiser(submission, how, x, lengths):
    """layer = DecayedMean(max_len, decay); torch.optim.SGD(layer.parameters(), lr=0.1)"""
    layer = made(submission, how)
    layer(x, lengths)
    return {"optimiser": attempt(torch.optim.SGD, layer.parameters(), lr=0.1)}


def computed_on(device, layer, x, lengths, upstream):
    x = x.to(device).requires_grad_()
    output = layer.to(device)(x, lengths.to(device))
    (output.to(device) * upstream.to(device)).sum().backward()
    return {"output": attempt(used_on, output.detach(), device), "X.grad": attempt(used_on, x.grad, device)}


def travel(submission, how, stops):
    """layer.to(device); layer(X.to(device), lengths.to(device)), for one device after the other"""
    layer = made(submission, how)
    return [attempt(computed_on, stop["device"], layer, stop["x"], stop["lengths"], stop["upstream"]) for stop in stops]


def called_on(submission, how, device, cases):
    layer = made(submission, how, device)
    for case in cases:
        x = case["x"].to(device).requires_grad_(case["asks"])
        with torch.set_grad_enabled(case["records"]):
            yield layer.train(case["training"]), x, case["lengths"].to(device)


def without_fetching(submission, how, device, cases):
    """layer(X, lengths), with all on the GPU"""
    outputs = []
    for layer, x, lengths in called_on(submission, how, device, cases):
        with counted(fetches=0):
            output = layer(x, lengths)
        outputs.append(output.detach().cpu())
    return outputs


def within_budget(submission, how, device, cases):
    """layer(X, lengths), with all on the GPU"""
    return {"calls": [attempt(without_fetching, submission, how, device, cases)]}


def fetches(submission, how, device, cases):
    """layer(X, lengths), with all on the GPU"""
    found = []
    for layer, x, lengths in called_on(submission, how, device, cases):
        with counted() as counts:
            layer(x, lengths)
        found.append(counts.as_dict()["fetches"])
    return found


def follow(submission, calls):
    """Y = layer(X, lengths), with another X, other lengths, another layer each time; then all Y are looked at"""
    layers = [made(submission, {"max_len": 8, "decay": decay}) for decay in (0.5, 0.8)]
    layers.append(copy.deepcopy(layers[0]))
    outputs = []
    for one in calls:
        with torch.set_grad_enabled(one["records"]):
            layer = layers[one["layer"]].train(one["training"])
            outputs.append(layer(one["x"].requires_grad_(one["asks"]), one["lengths"]))
    return [snapshot(output) for output in outputs]


def surroundings(submission, how, x, lengths, training, seed):
    """layer(X, lengths), under no_grad and not"""
    layer = made(submission, how).train(training)
    ones = torch.ones(3)
    layer.witness = torch.nn.Dropout(1.0).train(training)  # a part that is never called, and knows the mode
    torch.manual_seed(seed)
    with torch.no_grad():
        layer(x, lengths)
        off = recorded(ones)
    layer(x, lengths)
    seen = {"drawn": torch.rand(4), "off": off, "on": recorded(ones)}
    seen |= {"X": x, "lengths": lengths, "witness": layer.witness(torch.ones(4))}
    leaf = x.clone().requires_grad_()
    with torch.no_grad():
        return seen | {"under no_grad": attempt(layer(leaf, lengths).requires_grad_, False)}
