"""Each value is brought to where the net has it, before the net takes it; modes are set one by one."""

import torch


def save_params(net, path):
    torch.save({k: v.clone() for k, v in net.state_dict().items()}, path)


def load_params(net, path, device="cpu"):
    state = torch.load(path, map_location=device, weights_only=True)
    own = net.state_dict(keep_vars=True)
    state = {k: v.to(own[k].device) if k in own else v for k, v in state.items()}
    net.load_state_dict(state)
    for module in net.modules():
        module.training = False
    return net
