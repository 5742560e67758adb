"""Keeps the state in a dictionary of the program, and a name in the file.

misconception: the_program_remembers
check: test_another_program_goes_on_as_if_unbroken
"""

import copy

import torch


KEPT = {}


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    KEPT[str(path)] = copy.deepcopy(state)
    torch.save({"net": state["net"], "random": state["random"]}, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    state = KEPT[str(path)] if str(path) in KEPT else KEPT["run.ckpt"]
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
