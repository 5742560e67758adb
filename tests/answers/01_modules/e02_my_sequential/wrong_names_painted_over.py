"""`state_dict()` is rewritten to look right, from an inner list: what it saves cannot be loaded.

misconception: only_the_names_matter
check: test_loads_from_sequential
"""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.mods = nn.ModuleList()
        for module in modules:
            self.append(module)

    def append(self, module):
        if not isinstance(module, nn.Module):
            raise TypeError(f"not a Module: {module!r}")
        self.mods.append(module)
        return self

    def __len__(self):
        return len(self.mods)

    def __getitem__(self, index):
        return self.mods[index]

    def forward(self, X):
        for module in self.mods:
            X = module(X)
        return X

    def state_dict(self, *args, **kwargs):
        state = super().state_dict(*args, **kwargs)
        return {name.replace("mods.", "", 1): value for name, value in state.items()}
