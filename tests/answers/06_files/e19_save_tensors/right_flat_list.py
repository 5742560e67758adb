"""Saves a flat list of tensors beside a skeleton in which numbers stand for them."""

import torch


def taken_apart(obj, tensors):
    if isinstance(obj, torch.Tensor):
        tensors.append(torch.empty(obj.shape, dtype=obj.dtype).copy_(obj.detach()))
        return ("tensor", len(tensors) - 1)
    if isinstance(obj, (list, tuple)):
        return (type(obj).__name__, [taken_apart(item, tensors) for item in obj])
    if isinstance(obj, dict):
        return ("dict", [(key, taken_apart(item, tensors)) for key, item in obj.items()])
    return ("plain", obj)


def put_together(skeleton, tensors):
    kind, content = skeleton
    if kind == "tensor":
        return tensors[content]
    if kind == "plain":
        return content
    if kind == "dict":
        return {key: put_together(item, tensors) for key, item in content}
    return {"list": list, "tuple": tuple}[kind](put_together(item, tensors) for item in content)


def save_tensors(obj, path):
    tensors = []
    skeleton = taken_apart(obj, tensors)
    torch.save({"skeleton": skeleton, "tensors": tensors}, path)


def load_tensors(path):
    content = torch.load(path, map_location="cpu", weights_only=True)
    return put_together(content["skeleton"], content["tensors"])
