"""The learner strips the prefix of wrapped nets from the names, whatever net it is.

misconception: a_prefix_is_no_name
check: test_other_names_are_refused
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict({name.removeprefix("module."): value for name, value in state.items()})
    return net.eval()
