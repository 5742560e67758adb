"""Thought: what a user set of an optimizer is its learning rate; the rest is computed anew.

misconception: the_net_is_all
check: test_another_program_goes_on_as_if_unbroken
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    content = {
        "net": net.state_dict(),
        "opt": [group["lr"] for group in opt.param_groups],
        "random": torch.get_rng_state(),
        "epoch": epoch,
    }
    torch.save(content, path)


def load_checkpoint(path, net, opt):
    content = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(content["net"])
    for group, lr in zip(opt.param_groups, content["opt"], strict=True):
        group["lr"] = lr
    torch.set_rng_state(content["random"])
    return content["epoch"]
