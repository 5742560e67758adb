"""Writes the optimizer to a second file beside the first.

misconception: the_program_remembers
check: test_another_program_goes_on_as_if_unbroken
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)
    torch.save(opt.state_dict(), f"{path}.opt")


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(torch.load(f"{path}.opt", map_location="cpu", weights_only=True))
    torch.set_rng_state(state["random"])
    return state["epoch"]
