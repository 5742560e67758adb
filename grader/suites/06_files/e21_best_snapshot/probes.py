"""What is done to a submitted `BestKeeper`."""

import torch
from torch import nn

from grader.worker.probing import attempt, fill, linear, snapshot


def small(state):
    """Return a net of two layers with this state."""
    first, second = (linear(state[f"{i}.weight"], state[f"{i}.bias"]) for i in (0, 2))
    return nn.Sequential(first, nn.ReLU(), second)


class Rich(nn.Module):
    """A net with all that a state may hold: layers in layers, one of them twice, buffers, a number, a frozen weight."""

    def __init__(self, n, h):
        super().__init__()
        twice = nn.Linear(h, h)
        self.body = nn.Sequential(nn.Linear(n, h), twice, nn.BatchNorm1d(h), twice)
        self.body[0].weight.requires_grad_(False)
        self.scale = nn.Parameter(torch.ones(()))
        self.register_buffer("mask", torch.zeros(h, dtype=torch.bool))


def state_of(net):
    return snapshot(dict(net.state_dict()))


def restored(keeper, net):
    """Return the state of `net` after `restore`, or what was raised."""

    def act():
        keeper.restore(net)
        return state_of(net)

    return attempt(act)


def updates(submission, state, losses):
    """keeper.update(net, loss)"""
    net, keeper = small(state), submission.BestKeeper()
    answers, best = [], []
    for loss in losses:
        answers.append(keeper.update(net, loss))
        best.append(snapshot(attempt(getattr, keeper, "best_loss")))
    return {"answers": answers, "best": best}


def updates_from_one_tensor(submission, state, losses):
    """loss.copy_(value); keeper.update(net, loss)"""
    net, keeper, loss = small(state), submission.BestKeeper(), torch.zeros(())
    for value in losses:
        loss.copy_(value)
        keeper.update(net, loss)
    loss.zero_()
    return {"best": attempt(getattr, keeper, "best_loss")}


def update_within_a_step(submission, state, x, upstream):
    """loss = (net(X) * upstream).sum(); keeper.update(net, loss); loss.backward()"""
    net, keeper = small(state), submission.BestKeeper()
    loss = (net(x) * upstream).sum()
    keeper.update(net, loss)
    ended = attempt(loss.backward)
    grad = {name: p.grad for name, p in net.named_parameters()}
    return {"ended": ended, "grad": grad, "loss": loss.detach()}


def keep(submission, states, losses, last, training, quiet):
    """keeper.update(net, loss); keeper.restore(net)"""
    net, keeper = small(last).train(training), submission.BestKeeper()
    with torch.set_grad_enabled(not quiet):
        for state, loss in zip(states, losses, strict=True):
            fill(net, state)
            keeper.update(net, loss)
        fill(net, last)
        keeper.restore(net)
    return {"state": dict(net.state_dict())}


def keep_rich(submission, sizes, first, best, last):
    """keeper.update(net, loss); keeper.update(net, a smaller loss); keeper.restore(net)"""
    net, keeper = Rich(*sizes).to(best["scale"].dtype), submission.BestKeeper()
    for state, loss in ((first, 2.0), (best, 1.0)):
        fill(net, state)
        keeper.update(net, loss)
    fill(net, last)
    keeper.restore(net)
    return {"state": dict(net.state_dict())}


def restore_again(submission, first, better, worse, others):
    """keeper.restore(net); keeper.update(net, loss); keeper.restore(net)"""
    net, keeper = small(first), submission.BestKeeper()
    keeper.update(net, 3.0)
    seen = {"often": []}
    for other in others:
        fill(net, other)
        seen["often"].append(restored(keeper, net))
    seen["answers"] = []
    for state, loss in ((worse, 3.5), (better, 2.0), (worse, 2.5)):
        fill(net, state)
        seen["answers"].append(keeper.update(net, loss))
    return seen | {"later": restored(keeper, net), "once more": restored(keeper, net)}


def restore_elsewhere(submission, best, others):
    """keeper.update(net, 2.0); keeper.restore(twin)"""
    net, twin, third = (small(state) for state in others)
    keeper = submission.BestKeeper()
    keeper.update(twin, 5.0)
    fill(net, best)
    keeper.update(net, 2.0)
    keeper.update(third, 4.0)
    fill(net, others[0])
    seen = {"twin": restored(keeper, twin), "net": state_of(net), "third": restored(keeper, third)}
    fill(twin, others[1])
    return seen | {"net after a write": restored(keeper, net), "third after a write": state_of(third)}


def restore_in_place(submission, best, last, stepped):
    """parameters = list(net.parameters()); net = keeper.restore(net)"""
    net, keeper = small(best), submission.BestKeeper()
    keeper.update(net, 1.0)
    held = dict(net.named_parameters())
    fill(net, last)
    returned = keeper.restore(net)
    seen = {"held": snapshot(held), "net": state_of(net)}
    seen["returned"] = attempt(lambda: state_of(returned))
    with torch.no_grad():
        for name, parameter in held.items():
            parameter.copy_(stepped[name])
    seen["after a step"] = state_of(net)
    attempt(fill, returned, last)
    return seen | {"after a write": state_of(net)}


def restore_too_early(submission, state, losses):
    """keeper = BestKeeper(); keeper.restore(net)"""
    net, keeper = small(state), submission.BestKeeper()
    for loss in losses:
        keeper.update(net, loss)
    return {"ended": attempt(keeper.restore, net), "state": state_of(net)}


def two_keepers(submission, states, losses, last):
    """one, two = BestKeeper(), BestKeeper()"""
    net = small(last)
    one, two = submission.BestKeeper(), submission.BestKeeper()
    seen = {"answers": []}
    for keeper, state, loss in zip((one, two), states, losses, strict=True):
        fill(net, state)
        seen["answers"].append(keeper.update(net, loss))
    seen["best"] = [one.best_loss, two.best_loss]
    new = submission.BestKeeper()
    fill(net, last)
    attempt(new.restore, net)
    seen["new"] = state_of(net)
    return seen | {"one": restored(one, net), "two": restored(two, net)}


def gradient(tensor):
    """Return the gradient of a leaf, zeros where it has none."""
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def call_quietly(submission, call, first, weights, grads, training, quiet, dtype, seed):
    """keeper.update(net, loss); keeper.restore(net)"""
    net = nn.ModuleDict({name: linear(weight) for name, weight in first.items()})
    net["frozen"].requires_grad_(False)
    net["same"], net["other"] = nn.Dropout(1.0), nn.Dropout(1.0)
    net.train(training)["other"].train(not training)
    keeper = submission.BestKeeper()
    keeper.update(net, 2.0)
    fill(net, {f"{name}.weight": weight for name, weight in weights.items()})
    for name, value in grads.items():
        net[name].weight.grad = value
    anchor = torch.ones(2, requires_grad=True)
    ones = torch.ones(2)
    torch.manual_seed(seed)
    torch.set_default_dtype(dtype)
    with torch.set_grad_enabled(not quiet):
        if call == "restore":
            keeper.restore(net)
        else:
            keeper.update(net, 1.0 if call == "better" else 3.0)
        total = sum(tensor.sum() for tensor in (anchor, *net.parameters()))
    random, made = torch.rand(4, dtype=torch.float32), torch.ones(2)
    attempt(total.backward)
    seen = {"anchor": gradient(anchor), "random": random, "made": made}
    seen |= {name: net[name](ones) for name in ("same", "other")}
    seen["grads"] = {name: gradient(net[name].weight) for name in grads}
    return seen | {"weights": {name: net[name].weight.detach() for name in weights}}
