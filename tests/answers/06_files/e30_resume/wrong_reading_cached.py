"""Reads each file once.

misconception: a_file_never_changes
check: test_the_file_is_a_picture_of_the_moment
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


READ = {}


def load_checkpoint(path, net, opt):
    if str(path) not in READ:
        READ[str(path)] = torch.load(path, map_location="cpu", weights_only=True)
    state = READ[str(path)]
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
