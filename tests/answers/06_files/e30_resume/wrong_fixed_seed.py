"""Sets a seed made of the epoch when saving and when loading: both go on alike, but not as without.

misconception: saving_resets_the_optimizer
check: test_the_random_numbers_go_on
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "epoch": epoch}
    torch.save(state, path)
    torch.manual_seed(epoch)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.manual_seed(state["epoch"])
    return state["epoch"]
