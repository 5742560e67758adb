"""Keeps the temporary file.

misconception: names_want_a_suffix
check: test_exactly_the_given_path_is_written
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, f"{path}.tmp")
    torch.save(torch.load(f"{path}.tmp", weights_only=True), path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
