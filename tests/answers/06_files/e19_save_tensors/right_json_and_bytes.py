"""A format of its own: one line of JSON that describes everything, then the bytes of the tensors."""

import json
from os import PathLike

import torch


def described(obj, chunks):
    if isinstance(obj, torch.Tensor):
        flat = obj.detach().resolve_conj().resolve_neg().contiguous().clone().reshape(-1)
        chunks.append(bytes(flat.view(torch.uint8).tolist()) if flat.numel() else b"")
        return ["tensor", str(obj.dtype).removeprefix("torch."), list(obj.shape), len(chunks[-1])]
    if isinstance(obj, (list, tuple)):
        return [type(obj).__name__, [described(item, chunks) for item in obj]]
    if isinstance(obj, dict):
        return ["dict", [[described(key, chunks), described(item, chunks)] for key, item in obj.items()]]
    return ["plain", obj]


def rebuilt(parts, take):
    kind, content, *rest = parts
    if kind == "tensor":
        shape, length = rest
        dtype = getattr(torch, content)
        if not length:
            return torch.zeros(shape, dtype=dtype)
        return torch.frombuffer(bytearray(take(length)), dtype=dtype).reshape(shape)
    if kind == "plain":
        return content
    if kind == "dict":
        return {rebuilt(key, take): rebuilt(item, take) for key, item in content}
    items = [rebuilt(item, take) for item in content]
    return tuple(items) if kind == "tuple" else items


def save_tensors(obj, path):
    if isinstance(path, (str, PathLike)):
        with open(path, "wb") as file:
            return save_tensors(obj, file)
    chunks = []
    head = json.dumps(described(obj, chunks)).encode()
    path.write(head + b"\n" + b"".join(chunks))


def load_tensors(path):
    if isinstance(path, (str, PathLike)):
        with open(path, "rb") as file:
            return load_tensors(file)
    return rebuilt(json.loads(path.readline()), path.read)
