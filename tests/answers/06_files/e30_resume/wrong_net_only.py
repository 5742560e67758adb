"""Saves the net, the random numbers and the epoch; the optimizer begins anew.

misconception: the_net_is_all
check: test_another_program_goes_on_as_if_unbroken
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
