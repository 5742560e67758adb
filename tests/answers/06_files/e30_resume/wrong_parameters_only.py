"""Saves the parameters; the batch norm begins with new statistics.

misconception: state_is_parameters
check: test_the_net_comes_back_exactly
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {
        "net": dict(net.named_parameters()),
        "opt": opt.state_dict(),
        "random": torch.get_rng_state(),
        "epoch": epoch,
    }
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"], strict=False)
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
