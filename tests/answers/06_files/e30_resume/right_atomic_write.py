"""Writes beside the file first and moves it into place then; the random state is a list of numbers."""

import os
from pathlib import Path

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state().tolist(), "epoch": epoch}
    path = Path(path)
    beside = path.with_name(path.name + ".part")
    torch.save(state, beside)
    os.replace(beside, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(torch.tensor(state["random"], dtype=torch.uint8))
    return state["epoch"]
