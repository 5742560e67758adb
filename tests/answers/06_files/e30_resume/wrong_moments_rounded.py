"""Saves the optimizer's memory in float32 to save room.

misconception: rounding_is_harmless
check: test_the_optimizer_goes_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    memory = state["opt"]["state"]
    state["opt"]["state"] = {k: {name: v.float() for name, v in values.items()} for k, values in memory.items()}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
