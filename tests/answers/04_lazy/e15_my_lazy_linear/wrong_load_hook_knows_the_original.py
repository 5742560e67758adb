"""Thought: a hook that is made in `__init__` prepares the load. In a copy it prepares the original.

misconception: a_copy_needs_weights
check: test_copies_before_the_first_call
"""

from torch import nn
from torch.nn.functional import linear


class MyLazyLinear(nn.Module):
    def __init__(self, units):
        super().__init__()
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)
        self._register_load_state_dict_pre_hook(lambda state, prefix, *rest: self.prepare(state, prefix))

    def make(self, width, **kind):
        plain = nn.Linear(width, self.units, **kind)
        self.weight, self.bias = plain.weight, plain.bias

    def forward(self, X):
        if self.weight is None:
            self.make(X.shape[-1], dtype=X.dtype, device=X.device)
        return linear(X, self.weight, self.bias)

    def prepare(self, state_dict, prefix):
        shape = getattr(state_dict.get(f"{prefix}weight"), "shape", ())
        if self.weight is None and len(shape) == 2:
            self.make(shape[1])
