"""The default is the GPU, where there is one.

misconception: the_best_device_is_the_right_one
check: test_no_gpu_is_used_unasked
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cuda" if torch.cuda.is_available() else "cpu"):
    net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return net.eval()
