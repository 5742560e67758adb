"""Brings the moments back and lets the count of steps begin at 0.

misconception: moments_are_all_of_it
check: test_the_optimizer_goes_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    for memory in opt.state.values():
        if "step" in memory:
            memory["step"] = torch.zeros_like(memory["step"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
