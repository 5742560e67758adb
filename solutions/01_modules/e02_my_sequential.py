"""A container that runs what it holds.

Most networks are, for long stretches, a chain: the output of one module is the input of the next.
`nn.Sequential` is the container for that. Build your own: it is a short class, and it shows how a Module
keeps its children, under which names they are saved, and what it takes that each of them really runs.

    MySequential(m0, m1, ..., mk)(X) = mk( ... m1(m0(X)))

What it must do (a "slot" is a place in the chain; slots count from 0)
- `MySequential(*modules)`: one slot for each argument, in this order. **A module that was put in twice runs
  twice**: it has two slots, and one set of weights.
- `net(X)`: call the modules in the order of their slots, as `module(x)`, so that their hooks run. Each gets
  what the one before it returned, whatever that is (a tensor, a tuple, None). Without slots, `net(X)` is X
  itself, the same object.
- `net.append(module)`: one more slot at the end, in place; returns `net`, so that calls can be chained.
- `len(net)`: the number of slots. `net[i]`: the very module in slot i; `net[-1]` is the last one. An index
  outside, at either end, raises IndexError. (Slices are not asked for.)
- Anything but an `nn.Module` (a lambda, the class `nn.ReLU`, a number, a list or dict of modules) raises
  TypeError, in the constructor and in `append`; after a refused `append` the container is as it was. (None
  is not asked: `nn.Sequential` takes it.)
- The names in `state_dict()` are those of `nn.Sequential` for the same modules, in the same order:
  "0.weight", "0.bias", "2.weight", ...; a module with two slots stands there twice. What one of the two
  classes saved, the other can load.
- The container is a Module like any other: its own hooks, `parameters()` (each tensor once), `eval()`,
  `double()`, `modules()`, `copy.deepcopy` and containers within containers work as for `nn.Sequential`.
- A child that is replaced by name, `setattr(net, "1", nn.Tanh())`, is replaced: the new one runs, the old one
  does not.
- Do not inherit from `nn.Sequential`; that would be its container, not yours.

All of this holds for any number of slots (think of more than ten), with a slot for the same activation object
in several places, in training and evaluation mode, at the second call as at the first; gradients flow through
the whole chain. Two containers know nothing of each other. The modules are taken as they are: not copied, not
switched to another mode; and X gets only what the modules do to it.

A worked example:

    >>> double = nn.Linear(1, 1)
    >>> _ = double.load_state_dict({"weight": torch.tensor([[2.0]]), "bias": torch.zeros(1)})
    >>> net = MySequential(double, nn.ReLU(), double)
    >>> net(torch.tensor([[3.0], [-3.0]])).tolist()
    [[12.0], [0.0]]
    >>> list(net.state_dict())
    ['0.weight', '0.bias', '2.weight', '2.bias']
    >>> len(net), net[2] is double, len(list(net.parameters()))
    (3, True, 2)
    >>> net.append(double)(torch.tensor([[3.0]])).tolist()
    [[24.0]]

Ask yourself: `nn.Module` offers several ways to go through what it holds. Do they all visit every slot? The
example above is small enough to try them.

Read on: "Dive into Deep Learning", section 6.1.2; PyTorch documentation, `torch.nn.Module` and
`torch.nn.Sequential`.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn


class MySequential(nn.Module):
    """A chain of modules: what one returns is what the next one gets.

    Raises:
        TypeError: if an argument is not an `nn.Module`.
    """

    def __init__(self, *modules: nn.Module) -> None:
        # solution: take the modules in, one slot each
        super().__init__()
        for module in modules:
            self.append(module)
        # end solution

    def append(self, module: nn.Module) -> MySequential:
        """Add a slot with `module` at the end and return this container.

        Raises:
            TypeError: if `module` is not an `nn.Module`.
        """
        # solution: check the module, and give it the next name
        if not isinstance(module, nn.Module):
            raise TypeError(f"expected an nn.Module, not {module!r}")
        self.add_module(str(len(self)), module)
        return self
        # end solution

    def __len__(self) -> int:
        """Return the number of slots; a module in two slots counts twice."""
        # solution: count the slots
        return len(self._modules)
        # end solution

    def __getitem__(self, index: int) -> nn.Module:
        """Return the module in slot `index`; negative numbers count from the end.

        Raises:
            IndexError: if there is no such slot.
        """
        # solution: find the module in this slot
        return list(self._modules.values())[index]
        # end solution

    def forward(self, X: Any) -> Any:
        """Send X through all slots, in order, and return what the last module returns."""
        # solution: run every slot, repeats too
        # The book and many tutorials loop over `self.children()`. That skips a module it has met before, so a
        # shared layer would run once; `nn.Sequential` itself goes through `_modules.values()`.
        for module in self._modules.values():
            X = module(X)
        return X
        # end solution


if __name__ == "__main__":
    double = nn.Linear(1, 1)
    double.load_state_dict({"weight": torch.tensor([[2.0]]), "bias": torch.zeros(1)})
    net = MySequential(double, nn.ReLU(), double)
    print(net(torch.tensor([[3.0], [-3.0]])))
    print(list(net.state_dict()))
