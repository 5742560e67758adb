"""A file is for machines without a GPU, so the net comes to the CPU before it is saved.

misconception: saving_moves_the_net
check: test_nets_stay_where_they_are
"""

import torch


def save_params(net, path):
    torch.save(net.cpu().state_dict(), path)


def load_params(net, path, device="cpu"):
    net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return net.eval()
