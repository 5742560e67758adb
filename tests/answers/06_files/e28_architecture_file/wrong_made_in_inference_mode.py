"""Thought: loading needs no gradients, so inference_mode is right for it.

misconception: inference_mode_is_for_loading
check: test_the_copy_computes_the_same
"""

import torch
from torch import nn

TABLE = {
    nn.Sequential: "",
    nn.Tanh: "",
    nn.ReLU: "inplace",
    nn.Dropout: "p inplace",
    nn.Flatten: "start_dim end_dim",
    nn.Linear: "in_features out_features",
    nn.BatchNorm1d: "num_features eps momentum affine track_running_stats",
}
KINDS = {kind.__name__: kind for kind in TABLE}


def make(kind, settings):
    with torch.device("meta"):
        return KINDS[kind](**settings)


def tensors(module):
    return {**module._parameters, **module._buffers}


def described(net):
    modules, nodes = list(net.modules()), []
    for module in modules:
        if type(module) not in TABLE:
            raise TypeError(f"{type(module)} is not in the table")
        kind = type(module).__name__
        settings = {name: getattr(module, name) for name in TABLE[type(module)].split()}
        if kind == "Linear":
            settings["bias"] = module.bias is not None
        if set(tensors(module)) != set(tensors(make(kind, settings))):
            raise ValueError(f"{kind} holds more than its kind")
        node = {"kind": kind, "settings": settings, "training": module.training}
        node["frozen"] = [name for name, p in module._parameters.items() if p is not None and not p.requires_grad]
        node["values"] = {name: t.detach() for name, t in tensors(module).items() if t is not None}
        node["parts"] = [(name, modules.index(part)) for name, part in module._modules.items()]
        nodes.append(node)
    return nodes


def rebuilt(nodes):
    modules = [make(node["kind"], node["settings"]) for node in nodes]
    for module, node in zip(modules, nodes, strict=True):
        for name, value in node["values"].items():
            if name in module._parameters:
                module._parameters[name] = nn.Parameter(value.clone(), requires_grad=name not in node["frozen"])
            else:
                module._buffers[name] = value
        for name, number in node["parts"]:
            module.add_module(name, modules[number])
    for module, node in zip(modules, nodes, strict=True):
        module.training = node["training"]
    return modules[0]


def save_model(net, path):
    nodes = described(net)
    torch.save(nodes, path)


def load_model(path):
    with torch.inference_mode():
        return rebuilt(torch.load(path, weights_only=True))
