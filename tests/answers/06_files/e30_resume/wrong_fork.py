"""Restores the random numbers inside of fork_rng, which puts them back at its end.

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
    with torch.random.fork_rng(devices=[]):
        torch.set_rng_state(state["random"])
    return state["epoch"]
