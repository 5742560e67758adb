"""Detaches the parameters by switching their gradients off.

misconception: saving_is_the_end
check: test_saving_changes_nothing
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    net.requires_grad_(False)
    torch.save(state, path)
    net.requires_grad_(True)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
