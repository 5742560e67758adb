"""Saves the seed, so that the random numbers begin where they began.

misconception: a_seed_is_a_state
check: test_the_random_numbers_go_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.initial_seed(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.manual_seed(state["random"])
    return state["epoch"]
