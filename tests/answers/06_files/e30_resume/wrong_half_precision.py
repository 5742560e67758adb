"""Saves the net in float32 to save room.

misconception: rounding_is_harmless
check: test_the_net_comes_back_exactly
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {
        "net": {k: v.float() if v.is_floating_point() else v for k, v in net.state_dict().items()},
        "opt": opt.state_dict(),
        "random": torch.get_rng_state(),
        "epoch": epoch,
    }
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
