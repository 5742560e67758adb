"""Thought: the default dtype follows the net while it is filled, and is float32 again afterwards.

misconception: the_default_dtype_is_mine
check: test_the_settings_of_torch_stay
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    content = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(content, path)


def load_checkpoint(path, net, opt):
    content = torch.load(path, map_location="cpu", weights_only=True)
    torch.set_default_dtype(next(net.parameters()).dtype)
    net.load_state_dict(content["net"])
    opt.load_state_dict(content["opt"])
    torch.set_rng_state(content["random"])
    torch.set_default_dtype(torch.float32)
    return content["epoch"]
