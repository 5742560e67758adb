"""Saves the net as an object.

misconception: save_the_objects
check: test_the_file_holds_plain_data
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net, "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=False)
    net.load_state_dict(state["net"].state_dict())
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
