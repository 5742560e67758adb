"""Before it is saved a tensor comes to the CPU, by way of its data.

misconception: saving_moves
check: test_tensors_on_gpus_are_saved
"""

import torch


def f(o):
    if isinstance(o, torch.Tensor):
        o.data = o.data.cpu()
        return o.detach().clone()
    if isinstance(o, (list, tuple)):
        return type(o)(map(f, o))
    if isinstance(o, dict):
        return {k: f(v) for k, v in o.items()}
    return o


def save_tensors(obj, path):
    torch.save(f(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
