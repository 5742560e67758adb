"""Sends values of the wrong kind wherever it can, so that the check itself stumbles and nobody is to blame.

exercise: e01
"""

import sys

import torch

WRONG = {
    "kind": "tensor", "type": "Tensor", "is_parameter": True, "form": "values", "shape": [3], "dtype": "float32",
    "device": "nowhere:7", "requires_grad": True, "is_leaf": False, "grad": True, "identity": -1, "storage": None,
}  # fmt: skip


class Anything(dict):
    def items(self):
        return iter(())


bench = sys.modules["grader.worker.bench"].Bench
NAMES = "batch first one view state shapes parameters output before after grad ended once apart started net".split()


def run(self, probe, inputs, *others):
    objects = [{"kind": "dict", "type": "dict", "identity": 0, "pairs": []}]
    for number, name in enumerate(NAMES):
        objects[0]["pairs"].append([name, {"object": number + 1}])
        objects.append(WRONG | {"values": torch.full((3,), 2.0), "identity": number + 1})
    return {"status": "returned", "value": {"root": {"object": 0}, "objects": objects}}


bench.run = run


def MLP(*sizes, **named):
    pass
