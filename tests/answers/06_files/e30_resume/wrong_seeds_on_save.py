"""Draws a new seed for the rest of the run and saves the state after it.

misconception: saving_resets_the_optimizer
check: test_saving_changes_nothing
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    torch.manual_seed(epoch)
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
