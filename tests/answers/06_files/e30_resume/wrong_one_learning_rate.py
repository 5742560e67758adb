"""Keeps the learning rates that stand in the code.

misconception: settings_are_code
check: test_the_optimizer_goes_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    rates = [group["lr"] for group in opt.param_groups]
    opt.load_state_dict(state["opt"])
    for group, lr in zip(opt.param_groups, rates):
        group["lr"] = lr
    torch.set_rng_state(state["random"])
    return state["epoch"]
