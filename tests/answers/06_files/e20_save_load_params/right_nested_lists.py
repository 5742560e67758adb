"""Writes the values as nested lists of numbers, and makes tensors of them again when it reads."""

import torch


def save_params(net, path):
    torch.save({name: value.tolist() for name, value in net.state_dict().items()}, path)


def load_params(net, path, device="cpu"):
    saved = torch.load(path, weights_only=True)
    own = net.state_dict()
    if set(saved) != set(own):
        raise KeyError(f"{sorted(saved)} is not {sorted(own)}")
    lazy = torch.nn.parameter.is_lazy
    state = {}
    for name, values in saved.items():
        value = torch.tensor(values, dtype=own[name].dtype, device=device)
        # An empty tensor's list has lost its other sizes.
        state[name] = value if lazy(own[name]) or value.numel() else value.reshape(own[name].shape)
    net.load_state_dict(state)
    return net.eval()
