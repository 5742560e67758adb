"""GPUs are called cuda:0, so this name is mapped to the CPU.

misconception: files_have_no_device
check: test_a_machine_with_fewer_gpus_can_load
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
    return torch.load(path, map_location={"cuda:0": "cpu"}, weights_only=True)
