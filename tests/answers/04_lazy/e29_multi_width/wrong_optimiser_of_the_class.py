"""Thought: there is one optimiser in a program, so the class may hold it.

misconception: one_optimiser_for_all
check: test_the_optimiser_hears_of_new_adapters
"""

from torch import nn


class MultiWidth(nn.Module):
    optimizer = None

    def __init__(self, trunk, units):
        super().__init__()
        self.trunk, self.units = trunk, units
        self.adapters = nn.ModuleDict()

    def announce_to(self, optimizer):
        MultiWidth.optimizer = optimizer

    def make(self, width, **kind):
        adapter = nn.Linear(width, self.units, **kind)
        self.adapters[str(width)] = adapter
        if self.optimizer is not None:
            self.optimizer.add_param_group({"params": list(adapter.parameters())})

    def forward(self, X):
        width = X.shape[-1]
        if str(width) not in self.adapters:
            self.make(width, dtype=X.dtype, device=X.device)
        return self.trunk(self.adapters[str(width)](X))

    def _load_from_state_dict(self, state_dict, prefix, *rest):
        start = f"{prefix}adapters."
        for name in state_dict:
            width = name.removeprefix(start).split(".")[0]
            if name.startswith(start) and width not in self.adapters:
                self.make(int(width))
        super()._load_from_state_dict(state_dict, prefix, *rest)
