"""`tree_map` of PyTorch knows lists, tuples, namedtuples and dicts already."""

import torch
from torch import nn
from torch.utils._pytree import tree_map


def to_device(obj, device):
    return tree_map(lambda leaf: leaf.to(device) if isinstance(leaf, (torch.Tensor, nn.Module)) else leaf, obj)


def device_of(net):
    first = next(net.parameters(), None)
    if first is None:
        first = next(net.buffers(), torch.empty(0, device="cpu"))
    return first.device
