"""Thought: torch can save a whole model, and a look at its kinds is enough.

misconception: a_model_file_is_only_data
check: test_code_in_a_file_does_not_run
"""

import torch
from torch import nn

TABLE = {
    "Linear": (nn.Linear, ["in_features", "out_features"]),
    "BatchNorm1d": (nn.BatchNorm1d, ["num_features", "eps", "momentum", "affine", "track_running_stats"]),
    "Dropout": (nn.Dropout, ["p", "inplace"]),
    "ReLU": (nn.ReLU, ["inplace"]),
    "Flatten": (nn.Flatten, ["start_dim", "end_dim"]),
    "Tanh": (nn.Tanh, []),
    "Sequential": (nn.Sequential, []),
}


def describe(module, seen):
    for number, other in enumerate(seen):
        if other is module:
            return {"again": number}
    seen.append(module)
    for kind, (known, settings) in TABLE.items():
        if type(module) is known:
            found = {name: getattr(module, name) for name in settings}
            if kind == "Linear":
                found["bias"] = module.bias is not None
            parts = [(name, describe(part, seen)) for name, part in module._modules.items()]
            return {"kind": kind, "settings": found, "mode": module.training, "parts": parts}
    raise TypeError(f"cannot describe {type(module)}")


def build(text, seen):
    if "again" in text:
        return seen[text["again"]]
    module = TABLE[text["kind"]][0](**text["settings"])
    seen.append(module)
    for name, part in text["parts"]:
        module.add_module(name, build(part, seen))
    module.training = text["mode"]
    return module


def rebuilt(text):
    with torch.random.fork_rng(devices=[]):
        return build(text, [])


def save_model(net, path):
    text = describe(net, [])
    state = net.state_dict()
    if set(rebuilt(text).state_dict()) != set(state):
        raise ValueError("there is more in the net than can be described")
    torch.save(net, path)


def load_model(path):
    return torch.load(path, weights_only=False)
