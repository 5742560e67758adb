"""NumPy is what copies values for sure.

misconception: every_tensor_lies_on_the_host
check: test_tensors_on_gpus_are_saved
"""

import torch


def f(o):
    if isinstance(o, torch.Tensor):
        if o.dtype == torch.bfloat16:
            return o.detach().clone()
        return torch.from_numpy(o.detach().numpy().copy()) if o.dim() else o.detach().clone()
    if isinstance(o, (list, tuple)):
        return type(o)(map(f, o))
    if isinstance(o, dict):
        return {k: f(v) for k, v in o.items()}
    return o


def save_tensors(obj, path):
    torch.save(f(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
