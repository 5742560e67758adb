"""Thought: a copy takes the dry run, so that the net is not touched. The copy is what I give back.

misconception: a_copy_is_as_good
check: test_the_net_itself_is_returned
"""

import copy

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    trial = copy.deepcopy(net)
    trial.eval()
    with torch.no_grad():
        trial(*inputs)
    for module, original in zip(trial.modules(), list(net.modules())):
        module.training = original.training
    if init is not None:
        trial.apply(init)
    return trial
