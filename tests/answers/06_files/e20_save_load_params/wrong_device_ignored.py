"""Values are copied into the net anyway, so they may as well come from the CPU.

misconception: device_is_decoration
check: test_values_are_read_to_the_device
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return net.eval()
