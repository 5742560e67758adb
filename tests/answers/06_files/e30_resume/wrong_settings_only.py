"""Saves the optimizer's groups: what it remembers is not among them.

misconception: the_net_is_all
check: test_the_optimizer_goes_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {
        "net": net.state_dict(),
        "opt": opt.state_dict()["param_groups"],
        "random": torch.get_rng_state(),
        "epoch": epoch,
    }
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict({"state": {}, "param_groups": state["opt"]})
    torch.set_rng_state(state["random"])
    return state["epoch"]
