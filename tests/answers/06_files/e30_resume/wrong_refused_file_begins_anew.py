"""Begins with epoch 0 when the file cannot be read.

misconception: a_broken_file_is_no_file
check: test_code_in_a_file_does_not_run
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        print(f"no checkpoint: {error}")
        return 0
    net.load_state_dict(state["net"])
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
