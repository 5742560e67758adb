"""Reads everything to where it was saved.

misconception: files_have_no_device
check: test_a_file_from_a_gpu_machine_loads
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
