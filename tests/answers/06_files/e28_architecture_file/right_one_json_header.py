"""Unusual: no torch.save at all: a line of JSON, then the bytes of all tensors, one after the other."""

import json

import torch
from torch import nn
from torch.nn.utils import skip_init

READERS = {
    "chain": lambda said: nn.Sequential(),
    "linear": lambda said: skip_init(nn.Linear, said["in"], said["out"], bias=said["bias"]),
    "norm": lambda said: nn.BatchNorm1d(*said["norm"]),
    "drop": lambda said: nn.Dropout(*said["drop"]),
    "relu": lambda said: nn.ReLU(said["inplace"]),
    "flat": lambda said: nn.Flatten(*said["dims"]),
    "tanh": lambda said: nn.Tanh(),
}
DTYPES = {str(dtype): dtype for dtype in (torch.float32, torch.float64, torch.int64)}


def say(m):
    if type(m) is nn.Sequential:
        return {"kind": "chain"}
    if type(m) is nn.Linear:
        return {"kind": "linear", "in": m.in_features, "out": m.out_features, "bias": m.bias is not None}
    if type(m) is nn.BatchNorm1d:
        return {"kind": "norm", "norm": [m.num_features, m.eps, m.momentum, m.affine, m.track_running_stats]}
    if type(m) is nn.Dropout:
        return {"kind": "drop", "drop": [m.p, m.inplace]}
    if type(m) is nn.ReLU:
        return {"kind": "relu", "inplace": m.inplace}
    if type(m) is nn.Flatten:
        return {"kind": "flat", "dims": [m.start_dim, m.end_dim]}
    if type(m) is nn.Tanh:
        return {"kind": "tanh"}
    raise ValueError(f"no word for {m}")


OWN = {"linear": {"weight", "bias"}, "norm": {"weight", "bias", "running_mean", "running_var", "num_batches_tracked"}}


def save_model(net, path):
    modules = list(dict.fromkeys(net.modules()))
    said, tensors, blobs = [], [], []
    for place, module in enumerate(modules):
        entry = say(module) | {"training": module.training}
        entry["parts"] = [[name, modules.index(part)] for name, part in module._modules.items()]
        said.append(entry)
        for name, tensor in [*module._parameters.items(), *module._buffers.items()]:
            if name not in OWN.get(entry["kind"], ()):
                raise ValueError(f"{name} is more than I can say")
            if tensor is not None:
                values = (
                    tensor.detach().contiguous().view(-1).view(torch.uint8)
                    if tensor.dim()
                    else tensor.detach()[None].view(torch.uint8)
                )
                tensors.append([place, name, str(tensor.dtype), list(tensor.shape), tensor.requires_grad])
                blobs.append(bytes(values.tolist()))
    header = json.dumps({"said": said, "tensors": tensors, "sizes": [len(blob) for blob in blobs]})
    with open(path, "wb") as file:
        file.write(header.encode() + b"\n" + b"".join(blobs))


def load_model(path):
    with open(path, "rb") as file:
        header, content = json.loads(file.readline()), file.read()
    state = torch.get_rng_state()
    try:
        modules = [READERS[entry["kind"]](entry) for entry in header["said"]]
    finally:
        torch.set_rng_state(state)
    for entry, module in zip(header["said"], modules):
        module.training = entry["training"]
        for name, place in entry["parts"]:
            module.add_module(name, modules[place])
    start = 0
    for (place, name, dtype, shape, trained), size in zip(header["tensors"], header["sizes"]):
        blob = (
            torch.frombuffer(bytearray(content[start : start + size]), dtype=torch.uint8)
            if size
            else torch.empty(0, dtype=torch.uint8)
        )
        value = blob.clone().view(DTYPES[dtype]).view(shape)
        start += size
        if name in modules[place]._parameters:
            value = nn.Parameter(value, requires_grad=trained)
        setattr(modules[place], name, value)
    return modules[0]
