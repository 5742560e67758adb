"""The learner saves half of the bits, to save half of the space.

misconception: rounding_is_harmless
check: test_a_filled_net_computes_the_same
"""

import torch


def save_params(net, path):
    state = net.state_dict().items()
    torch.save({name: value.half() if value.is_floating_point() else value for name, value in state}, path)


def load_params(net, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
