"""NumPy is what copies values for sure.

misconception: every_net_lies_on_the_host
check: test_nets_stay_where_they_are
"""

import torch


def save_params(net, path):
    torch.save({k: torch.from_numpy(v.numpy().copy()) if v.dim() else v for k, v in net.state_dict().items()}, path)


def load_params(net, path, device="cpu"):
    net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return net.eval()
