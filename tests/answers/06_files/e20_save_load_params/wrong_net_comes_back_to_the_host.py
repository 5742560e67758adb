"""The net goes where the values are, takes them, and comes back: to the CPU.

misconception: device_moves_the_net
check: test_nets_stay_where_they_are
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    net.to(device)
    net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    net.to("cpu")
    return net.eval()
