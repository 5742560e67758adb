"""Fills what is trained; frozen layers come from elsewhere anyway.

misconception: frozen_is_not_state
check: test_loading_leaves_modes_flags_and_gradients
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    frozen = {name for name, parameter in net.named_parameters() if not parameter.requires_grad}
    own = net.state_dict()
    net.load_state_dict({k: own[k] if k in frozen and k in own else v for k, v in state["net"].items()})
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
