"""Lets load_state_dict assign: the optimizer trains Parameters that nobody uses.

misconception: new_parameters_are_as_good
check: test_loading_is_in_place
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"], assign=True)
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
