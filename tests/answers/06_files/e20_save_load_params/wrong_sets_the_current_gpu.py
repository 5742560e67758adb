"""The GPU that is asked for becomes the current one before anything is read to it.

misconception: the_default_device_is_mine
check: test_nets_stay_where_they_are
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    device = torch.device(device)
    if device.type == "cuda":
        torch.cuda.set_device(device)
    net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return net.eval()
