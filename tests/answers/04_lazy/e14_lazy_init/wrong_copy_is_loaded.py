"""Thought: a copy takes the dry run, and its state is loaded into the net. Its lazy layers stay lazy layers.

misconception: init_before_shapes
check: test_init_runs_after_the_dry_run
"""

import copy

import torch
from torch.nn.parameter import UninitializedBuffer, UninitializedParameter


def lazy_names(net):
    tensors = [*net.named_parameters(), *net.named_buffers()]
    return [name for name, tensor in tensors if isinstance(tensor, (UninitializedParameter, UninitializedBuffer))]


def apply_init(net, inputs, init=None):
    trial = copy.deepcopy(net).eval()
    with torch.no_grad():
        trial(*inputs)
    net.load_state_dict(trial.state_dict())
    if init is not None:
        net.apply(init)
    return net
