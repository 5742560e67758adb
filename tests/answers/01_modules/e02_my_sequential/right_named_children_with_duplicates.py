"""`named_modules(remove_duplicate=False)` names every slot; those of the first level have no dot."""

from torch import nn


class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        for module in modules:
            self.append(module)

    def append(self, module):
        self.add_module(str(len(self)), module)
        return self

    def __len__(self):
        return len(self._modules)

    def __getitem__(self, index):
        return list(self._modules.values())[index]

    def forward(self, X):
        for name, module in self.named_modules(remove_duplicate=False):
            if name and "." not in name:
                X = module(X)
        return X
