"""Compares how many parameters there are in all, not how many in each group.

misconception: any_optimizer_fits
check: test_what_does_not_fit_is_refused
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    flat = [k for group in state["opt"]["param_groups"] for k in group["params"]]
    saved = list(state["opt"]["param_groups"])
    place = 0
    groups = []
    for number, group in enumerate(opt.state_dict()["param_groups"]):
        count = len(group["params"])
        settings = saved[min(number, len(saved) - 1)]
        groups.append(settings | {"params": flat[place : place + count]})
        place += count
    if place != len(flat):
        raise ValueError("another number of parameters")
    opt.load_state_dict({"state": state["opt"]["state"], "param_groups": groups})
    torch.set_rng_state(state["random"])
    return state["epoch"]
