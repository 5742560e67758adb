"""Thought: the weight tells the width, whatever the name says, and loads what comes.

misconception: any_checkpoint_fits
check: test_what_does_not_fit_is_refused
"""

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
        start = f"{prefix}adapters."
        for name in state_dict:
            width = name.removeprefix(start).split(".")[0]
            if name.startswith(start) and width not in self.adapters:
                columns = state_dict[f"{start}{width}.weight"].shape[1]
                self.adapters[width] = nn.Linear(int(width) if width.isdigit() else columns, self.units)
                if self.optimizer is not None:
                    self.optimizer.add_param_group({"params": list(self.adapters[width].parameters())})
        super()._load_from_state_dict(state_dict, prefix, *rest)
