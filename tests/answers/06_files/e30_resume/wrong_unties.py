"""Saves each tensor once, and cannot load what it saved for a shared layer.

misconception: a_tensor_has_one_name
check: test_a_shared_layer_stays_shared
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {
        "net": {**dict(net.named_parameters()), **dict(net.named_buffers())},
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
