"""Goes on with a new optimizer when the saved one does not fit.

misconception: any_optimizer_fits
check: test_what_does_not_fit_is_refused
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    try:
        opt.load_state_dict(state["opt"])
    except ValueError:
        print("optimizer not loaded")
    torch.set_rng_state(state["random"])
    return state["epoch"]
