"""Puts the saved memory into `opt.state` as it is: under numbers, where nobody looks for it.

misconception: the_net_is_all
check: test_the_optimizer_goes_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.state.clear()
    opt.state.update(state["opt"]["state"])
    for group, saved in zip(opt.param_groups, state["opt"]["param_groups"]):
        group.update({k: v for k, v in saved.items() if k != "params"})
    torch.set_rng_state(state["random"])
    return state["epoch"]
