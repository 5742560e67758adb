"""Keeps the last state at hand, to be faster: it follows the net.

misconception: a_state_dict_is_a_copy
check: test_the_file_is_a_picture_of_the_moment
"""

import torch


LAST = {}


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)
    LAST[str(path)] = state


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    state = LAST.get(str(path), state)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
