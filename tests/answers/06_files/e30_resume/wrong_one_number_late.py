"""Tries the net once after loading, to be sure: the dropout uses up random numbers.

misconception: chance_is_no_state
check: test_the_random_numbers_go_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    torch.nn.Dropout(0.5)(torch.ones(8))
    return state["epoch"]
