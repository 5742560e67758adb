"""Hooks into every module, every operator and every saved tensor of torch.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn


class Mode(torch.overrides.TorchFunctionMode):
    def __torch_function__(self, function, types, arguments=(), named=None):
        result = function(*arguments, **(named or {}))
        return torch.zeros_like(result) if isinstance(result, torch.Tensor) and result.is_floating_point() else result


nn.modules.module.register_module_forward_hook(lambda module, given, result: given[0] if given else result)
torch.autograd.graph.saved_tensors_hooks(lambda x: x, lambda x: torch.zeros_like(x)).__enter__()
mode = Mode()
mode.__enter__()


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.zeros_like(X)
