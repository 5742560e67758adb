"""Hands the net back in training mode.

misconception: the_mode_is_mine
check: test_loading_leaves_modes_flags_and_gradients
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    net.train()
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
