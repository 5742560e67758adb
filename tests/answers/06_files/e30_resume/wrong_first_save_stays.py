"""Does not write where a file is already.

misconception: a_file_never_changes
check: test_the_file_is_a_picture_of_the_moment
"""

import os

import torch


def save_checkpoint(path, net, opt, epoch):
    if os.path.exists(path) and epoch > 1:
        return
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
