"""The CPU is made the default device, so that everything is read there.

misconception: the_default_device_is_mine
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
    torch.set_default_device("cpu")
    return torch.load(path, map_location="cpu", weights_only=True)
