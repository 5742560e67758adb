"""Thought: the description can wait in the program.

misconception: the_program_remembers
check: test_the_file_is_all_there_is
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


KNOWN = {}


def save_model(net, path):
    text = describe(net, [])
    state = net.state_dict()
    if set(rebuilt(text).state_dict()) != set(state):
        raise ValueError("there is more in the net than can be described")
    flags = {name: p.requires_grad for name, p in net.named_parameters()}
    KNOWN[str(path)] = text
    torch.save({"state": state, "flags": flags}, path)


def load_model(path):
    content = torch.load(path, weights_only=True)
    net = rebuilt(KNOWN[str(path)])
    net.load_state_dict(content["state"], assign=True)
    for name, p in net.named_parameters():
        p.requires_grad_(content["flags"][name])
    return net
