"""Adds a suffix, and looks for it when loading.

misconception: names_want_a_suffix
check: test_exactly_the_given_path_is_written
"""

import os

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, str(path) + ".pt")


def load_checkpoint(path, net, opt):
    state = torch.load(f"{path}.pt" if os.path.exists(f"{path}.pt") else path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
