"""Saves the state of Python's random numbers, which torch does not use.

misconception: chance_is_no_state
check: test_the_random_numbers_go_on
"""

import random

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": random.getstate(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    version, numbers, gauss = state["random"]
    random.setstate((version, tuple(numbers), gauss))
    return state["epoch"]
