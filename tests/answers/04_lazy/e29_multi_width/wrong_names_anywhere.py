"""Thought: wherever a name speaks of adapters and a number, that is an adapter of this net.

misconception: all_adapters_are_mine
check: test_a_checkpoint_makes_its_adapters
"""

import re

from torch import nn


class MultiWidth(nn.Module):
    def __init__(self, trunk, units):
        super().__init__()
        self.trunk, self.units, self.optimizer = trunk, units, None
        self.adapters = nn.ModuleDict()

    def announce_to(self, optimizer):
        self.optimizer = optimizer

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
        for name in state_dict:
            found = re.search(r"adapters\.(\d+)\.", name)
            if found and found[1] not in self.adapters:
                self.make(int(found[1]))
        super()._load_from_state_dict(state_dict, prefix, *rest)
