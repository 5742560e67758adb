"""The learner makes the dtype of the file that of all new tensors.

misconception: the_default_dtype_is_mine
check: test_the_settings_of_torch_stay
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    for value in state.values():
        if value.is_floating_point():
            torch.set_default_dtype(value.dtype)
    net.load_state_dict(state)
    return net.eval()
