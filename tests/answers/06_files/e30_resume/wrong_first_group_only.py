"""Brings back the settings of the first group, for most optimizers have only one.

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
    others = [dict(group) for group in opt.param_groups[1:]]
    opt.load_state_dict(state["opt"])
    for group, old in zip(opt.param_groups[1:], others):
        group.update({k: v for k, v in old.items() if k != "params"})
    torch.set_rng_state(state["random"])
    return state["epoch"]
