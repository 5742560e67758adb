"""Lets buffers be missing: they are only statistics.

misconception: strict_false_fixes_errors
check: test_what_does_not_fit_is_refused
"""

import torch


def save_checkpoint(path, net, opt, epoch):
    state = {"net": net.state_dict(), "opt": opt.state_dict(), "random": torch.get_rng_state(), "epoch": epoch}
    torch.save(state, path)


def load_checkpoint(path, net, opt):
    state = torch.load(path, map_location="cpu", weights_only=True)
    keys = net.load_state_dict(state["net"], strict=False)
    if keys.unexpected_keys or set(keys.missing_keys) & set(dict(net.named_parameters())):
        raise KeyError(str(keys))
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return state["epoch"]
