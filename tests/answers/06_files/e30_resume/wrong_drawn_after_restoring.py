"""Thought: one number tells whether the generator works again.

misconception: chance_is_no_state
check: test_another_program_goes_on_as_if_unbroken
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    content = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(content, path)


def load_checkpoint(path, net, opt):
    content = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(content["net"])
    opt.load_state_dict(content["opt"])
    torch.set_rng_state(content["random"])
    assert torch.rand(1).item() >= 0
    return content["epoch"]
