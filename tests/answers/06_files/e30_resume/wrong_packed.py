"""Packs the net into a file inside the file.

misconception: packed_is_readable
check: test_the_file_holds_plain_data
"""

import io

import torch


def save_checkpoint(path, net, opt, epoch):
    packed = io.BytesIO()
    torch.save(net.state_dict(), packed)
    state = {"net": packed.getvalue(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    packed = io.BytesIO(state["net"])
    net.load_state_dict(torch.load(packed, map_location="cpu", weights_only=True))
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
