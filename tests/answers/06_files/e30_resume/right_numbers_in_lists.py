"""Writes the net as nested lists of Python numbers, and its dtypes beside them."""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {
        "net": {k: [v.tolist(), v.dtype] for k, v in net.state_dict().items()},
        "opt": opt.state_dict(),
        "random": torch.get_rng_state(),
        "epoch": epoch,
    }
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    values = {name: torch.tensor(numbers, dtype=dtype) for name, (numbers, dtype) in state["net"].items()}
    net.load_state_dict(values)
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
