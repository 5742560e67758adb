"""Loads the optimizer only where the file has something for it.

misconception: only_what_is_there_is_loaded
check: test_a_run_can_go_back
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    if state["opt"]["state"]:
        opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
