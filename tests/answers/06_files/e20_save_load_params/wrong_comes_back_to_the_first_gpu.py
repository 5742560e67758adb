"""For saving the net comes to the CPU, and goes back afterwards: to the GPU.

misconception: saving_moves_the_net
check: test_nets_stay_where_they_are
"""

import torch


def save_params(net, path):
    where = next(net.parameters(), torch.empty(0)).device.type
    torch.save(net.cpu().state_dict(), path)
    net.to(where)


def load_params(net, path, device="cpu"):
    net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return net.eval()
