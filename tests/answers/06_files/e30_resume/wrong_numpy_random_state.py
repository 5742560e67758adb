"""Saves the state of the random numbers as a numpy array.

misconception: numpy_is_plain_data
check: test_the_file_holds_plain_data
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state().numpy(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=False)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(torch.from_numpy(state["random"]))
    return state["epoch"]
