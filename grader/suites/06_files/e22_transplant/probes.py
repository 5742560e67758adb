"""What is done to a submitted `transplant`."""

import torch
from torch import nn

from grader.worker.probing import attempt, snapshot, write


def grown(parameters, buffers, empty=()):
    """A net with these parameters and buffers under their dotted names, and with modules that hold nothing."""
    net = nn.Module()

    def place(path):
        module = net
        for step in path:
            if step not in module._modules:
                module.add_module(step, nn.Module())
            module = module._modules[step]
        return module

    for name, value in parameters.items():
        *path, last = name.split(".")
        place(path).register_parameter(last, nn.Parameter(value.clone()))
    for name, value in buffers.items():
        *path, last = name.split(".")
        place(path).register_buffer(last, value.clone())
    for name in empty:
        place(name.split("."))
    return net


def state(net):
    return {name: value.detach().clone() for name, value in net.state_dict().items()}


def scattered(x):
    """Return the values of `x` in another order of memory, with gaps."""
    gaps = torch.stack([x, x + 1], dim=-1)[..., 0]
    return gaps.transpose(0, 1).contiguous().transpose(0, 1) if x.dim() == 2 else gaps


def transplant(submission, source, parameters, buffers, rename, empty=(), scratch=None):
    """transplant(src_state, dst, rename)"""
    dst = grown(parameters, buffers, empty)
    for name, value in (scratch or {}).items():
        path, _, last = name.rpartition(".")
        dst.get_submodule(path).register_buffer(last, value, persistent=False)
    names = attempt(submission.transplant, source, dst, rename)
    return {"names": names, "state": state(dst)}


def transplant_views(submission, source, parameters, buffers, rename):
    """transplant(src_state, dst, rename), from views into transposed parameters"""
    dst = grown({name: scattered(value) for name, value in parameters.items()}, buffers)
    names = attempt(submission.transplant, {name: scattered(value) for name, value in source.items()}, dst, rename)
    return {"names": names, "state": state(dst)}


def train_after(submission, source, parameters, buffers, rename, slopes, lr, frozen=(), left=None):
    """optimizer = SGD(dst.parameters(), lr); transplant(src_state, dst, rename); loss.backward(); optimizer.step()"""
    dst = grown(parameters, buffers)
    for name, parameter in dst.named_parameters():
        parameter.requires_grad_(name not in frozen)
        if left and name not in frozen:
            parameter.grad = left[name].clone()
    optimizer, known = torch.optim.SGD(dst.parameters(), lr=lr), dict(dst.named_buffers())
    submission.transplant(source, dst, rename)
    loss = torch.zeros((), requires_grad=True)
    for name, parameter in dst.named_parameters():
        loss = loss + (parameter * slopes[name]).sum()
    loss.backward()
    optimizer.step()
    return {"state": state(dst), "buffers": {name: value.clone() for name, value in known.items()}}


def write_after(submission, source, parameters, buffers, rename, later):
    """transplant(src_state, dst, rename); then the source is written to, then dst"""
    dst = grown(parameters, buffers)
    given = dict(source)
    submission.transplant(source, dst, rename)
    looks = {"names": list(source), "source": snapshot(source), "rename": list(rename.items())}
    for value in given.values():
        write(value, torch.zeros_like(value))
    looks["state"] = state(dst)
    for name, value in dst.state_dict().items():
        write(value, later[name])
    return looks | {"source at the end": source, "state at the end": state(dst)}


def from_parameters(submission, source, parameters, buffers, rename, slopes, left):
    """transplant(dict(src.named_parameters()), dst, rename); loss(dst).backward(); loss(src).backward()"""
    dst = grown(parameters, buffers)
    source = {name: nn.Parameter(value) for name, value in source.items()}
    for name, value in source.items():
        value.grad = left[name].clone()
    submission.transplant(source, dst, rename)
    for name, value in [*dst.named_parameters(), *dst.named_buffers()]:
        attempt((value * slopes[name]).sum().backward)
    seen = {"state": state(dst), "dst": {name: snapshot(value.grad) for name, value in dst.named_parameters()}}
    for value in source.values():
        attempt((value * 2).sum().backward)
    return seen | {"source": {name: value.grad for name, value in source.items()}}


def transplant_shared(submission, source, layer, rename, later):
    """dst.second = dst.first; transplant(src_state, dst, rename)"""
    dst = grown({f"first.{name}": value for name, value in layer.items()}, {})
    dst.second = dst.first
    names = attempt(submission.transplant, source, dst, rename)
    first = state(dst)
    for name, value in dst.first.named_parameters():
        write(value, later[name])
    return {"names": names, "state": first, "later": state(dst)}


def transplant_norm(submission, source, values):
    """dst = nn.Sequential(nn.BatchNorm1d(n), ...); transplant(src_state, dst, {"norm": "0"})"""
    dst = nn.Sequential(nn.BatchNorm1d(values["0.weight"].numel()), nn.Linear(2, 2, bias=False))
    for name, value in dst.state_dict().items():
        write(value, values[name])
    names = attempt(submission.transplant, source, dst, {"norm": "0"})
    return {"names": names, "state": state(dst)}


def transplant_after_failure(submission, source, parameters, buffers, bad, good, empty=()):
    """transplant(src_state, dst, one pair that fits and one that does not)"""
    dst = grown(parameters, buffers, empty)
    known = dict(dst.named_parameters()) | dict(dst.named_buffers())
    failed = attempt(submission.transplant, source, dst, bad)
    after = state(dst)
    names = attempt(submission.transplant, source, dst, good)
    return {"failed": failed, "state": after, "names": names, "known": {name: known[name].detach() for name in known}}


def surroundings(submission, source, parameters, buffers, rename, recording, dtype, training, seed, x):
    """transplant(src_state, dst, rename)"""
    dst = grown(parameters, buffers)
    dst.noise = nn.Dropout(1.0).train(training)
    anchor = torch.ones_like(x).requires_grad_()
    torch.manual_seed(seed)
    torch.set_default_dtype(dtype)
    with torch.set_grad_enabled(recording):
        names = submission.transplant(source, dst, rename)
        loss = (anchor * x).sum()
    drawn, made = torch.rand(4, dtype=torch.float32), torch.ones(2)
    attempt(loss.backward)
    gradient = torch.zeros_like(x) if anchor.grad is None else anchor.grad
    seen = {"names": names, "state": state(dst), "drawn": drawn, "made": made, "gradient": gradient}
    return seen | {"noise": dst.noise(x), "mode": dst.training}
