"""The CPU has to be named only where there is no GPU.

misconception: a_tensor_remembers_its_place
check: test_tensors_on_gpus_are_saved
"""

import torch


def f(o):
    if isinstance(o, torch.Tensor):
        return o.detach().clone()
    if isinstance(o, (list, tuple)):
        return type(o)(map(f, o))
    if isinstance(o, dict):
        return {k: f(v) for k, v in o.items()}
    return o


def save_tensors(obj, path):
    torch.save(f(obj), path)


def load_tensors(path):
    where = None if torch.cuda.is_available() else "cpu"
    return torch.load(path, map_location=where, weights_only=True)
