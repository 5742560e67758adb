"""The learner hands back where the file is.

misconception: a_function_hands_something_back
check: test_the_settings_of_torch_stay
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)
    return path


def load_params(net, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
