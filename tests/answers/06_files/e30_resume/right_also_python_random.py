"""Keeps the state of Python's random numbers too, and says who wrote the file."""

import random

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    state |= {"python": random.getstate(), "format": "checkpoint 1"}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    version, numbers, gauss = state["python"]
    random.setstate((version, tuple(numbers), gauss))
    return state["epoch"]
