"""The `foreach` functions and `index_put_` where indices are tensors."""

import torch


def add_(param, delta):
    with torch.no_grad():
        new = (param + delta).to(param.dtype)
        torch._foreach_copy_([param], [new])


def set_entry_(param, index, value):
    with torch.no_grad():
        if isinstance(index, torch.Tensor) and not isinstance(value, torch.Tensor):
            param.index_put_((index,), torch.tensor(value, dtype=param.dtype))
        else:
            param[index] = value


def replace_(param, values):
    if values.shape != param.shape:
        raise ValueError(f"{tuple(values.shape)} does not fit {tuple(param.shape)}")
    with torch.no_grad():
        param.copy_(values)
