"""A value from another device cannot be copied, so it takes the place of the data.

misconception: device_moves_the_net
check: test_nets_stay_where_they_are
"""

import torch


def save_params(net, path):
    torch.save(net.state_dict(), path)


def load_params(net, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    own = net.state_dict()
    if set(own) != set(state):
        raise KeyError("names differ")
    if any(isinstance(p, torch.nn.parameter.UninitializedTensorMixin) for p in net.parameters()):
        net.load_state_dict(state)
        return net.eval()
    for name, value in own.items():
        if value.shape != state[name].shape:
            raise ValueError("shapes differ")
        if value.device != state[name].device:
            owner, _, leaf = name.rpartition(".")
            getattr(net.get_submodule(owner), leaf).data = state[name]
        value.copy_(state[name])
    return net.eval()
