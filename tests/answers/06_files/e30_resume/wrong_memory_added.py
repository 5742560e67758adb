"""Puts back what the file remembers; where the file remembers nothing, the old memory stays.

misconception: only_what_is_there_is_loaded
check: test_a_run_can_go_back
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    old = dict(opt.state)
    opt.load_state_dict(state["opt"])
    for parameter, memory in old.items():
        opt.state.setdefault(parameter, memory)
    torch.set_rng_state(state["random"])
    return state["epoch"]
