"""Assigns new Parameters and hands them to the optimizer: whoever held the old ones has lost the net.

misconception: new_parameters_are_as_good
check: test_loading_is_in_place
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    names = {parameter: name for name, parameter in net.named_parameters()}
    order = [[names[parameter] for parameter in group["params"]] for group in opt.param_groups]
    net.load_state_dict(state["net"], assign=True)
    new = dict(net.named_parameters())
    for group, these in zip(opt.param_groups, order):
        group["params"] = [new[name] for name in these]
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
