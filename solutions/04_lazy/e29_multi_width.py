"""Inputs of several widths, one trunk.

A lazy layer settles for the width of its first input. What if more widths are to come: one sensor gives 5 numbers,
another 12, and all of them should go through the same net? Then each width gets a small layer of its own, an
adapter, made when that width is first seen, and behind it stands one trunk for all. Making layers during the calls
is easy. That everybody who has to do with Parameters hears of them is the point of this exercise.

    net = MultiWidth(trunk, units)
    net(X) = trunk(adapter of this width (X))        X (*, width), adapter(X) = X W^T + b (*, units)

    net.trunk       the module that was given: that very object, called as `trunk(...)`, and left as it is
    net.adapters    keeps for each width that was seen a Parameter `weight` (units, width) and a `bias` (units,)

In `net.state_dict()` they are "adapters.5.weight", "adapters.5.bias" for width 5; the rest is "trunk. ..." alone.

>>> net = MultiWidth(nn.Sequential(nn.ReLU(), nn.Linear(4, 2)), 4)
>>> net(torch.rand(3, 5)).shape, net(torch.rand(12)).shape, net(torch.rand(2, 3, 5)).shape
(torch.Size([3, 2]), torch.Size([2]), torch.Size([2, 3, 2]))
>>> [name for name in net.state_dict() if name.startswith("adapters")]
['adapters.5.weight', 'adapters.5.bias', 'adapters.12.weight', 'adapters.12.bias']

Adapters
- The width is the last dimension of X, 1 or more; X has any number of dimensions in front, also none, may be an
  empty batch or a non-contiguous view. Before the first call there is no adapter.
- A new adapter starts with random weights of a usual size around 0 (and such a bias, or zeros), from torch's global
  generator, which you do not seed. Its dtype and device are those of X. It can be trained, in whatever mode it was
  made: training or eval, with gradients or under `torch.no_grad()`. Modes, grad mode and default dtype stay, and
  under `torch.no_grad()` nothing is recorded.
- It is made once. Each later call of this width uses it as it is then (after a write, a load, a `deepcopy`, a
  `double()`), and draws no random numbers.
- The gradients of adapter, trunk and X are those of the formula, from the first call on; a call does nothing to
  gradients that are waiting, and nothing to X. Two nets share no adapter, even when they share a trunk.

Optimisers, that is `net.announce_to(optimizer)`
- An optimiser trains the Parameters that it was given. From this call on, each adapter that is made, in a call or
  by a load, is also given to the optimiser, with its usual settings (`Optimizer.add_param_group`).
- Nothing else is given to it: not the trunk, not the adapters that are there already. Announcing to another
  optimiser ends announcing to the one before. (Copies of a net that announces are not asked for.)

Checkpoints, that is `load_state_dict` with all names
- It makes the adapters that the checkpoint has and the net has not, also when the net is part of another one, or a
  `deepcopy`; those that are there stay the same objects. Net and checkpoint share no memory afterwards.
- What does not fit raises: an adapter for other units or for another width than its name says, a name that is
  missing (also that of an adapter that the net has) or unknown, a width that is no number. (What the net is like
  after a refusal is up to you, and so is the dtype of adapters made by a load.)

To think about: what becomes of an optimiser that was made after the first call, but before the second width came?

Read more: "Dive into Deep Learning", section 6.4 (Lazy Initialization), exercise 3; PyTorch documentation,
torch.nn.ModuleDict and torch.nn.Module (`register_load_state_dict_pre_hook`).
"""

import torch
from torch import Tensor, nn


# solution:
def make_missing_adapters(net: nn.Module, state_dict: dict, prefix: str, *others) -> None:
    """Make room for each adapter of a checkpoint; whether names and shapes fit is found out by torch."""
    start = f"{prefix}adapters."
    for name in state_dict:
        key = name.removeprefix(start).split(".")[0]
        if name.startswith(start) and key.isdecimal() and key not in net.adapters:
            net._add_adapter(key)


# end solution
class MultiWidth(nn.Module):
    """One trunk behind an adapter for each width of input: (*, width) -> (*, units) -> what `trunk` makes of it."""

    def __init__(self, trunk: nn.Module, units: int) -> None:
        super().__init__()
        # solution: keep the trunk, make room for adapters, and prepare for checkpoints
        self.trunk = trunk
        self.units = units
        self.adapters = nn.ModuleDict()
        self.optimizer = None
        self.register_load_state_dict_pre_hook(make_missing_adapters)
        # end solution

    def announce_to(self, optimizer: torch.optim.Optimizer) -> None:
        """Give each adapter that will be made from now on to `optimizer`."""
        # solution: remember whom to tell
        self.optimizer = optimizer
        # end solution

    def forward(self, X: Tensor) -> Tensor:
        """X (*, width) -> trunk's output; a width that is new gets its adapter now."""
        # solution: find or make the adapter of this width, and send X through it and the trunk
        key = str(X.shape[-1])
        if key not in self.adapters:
            self._add_adapter(key, dtype=X.dtype, device=X.device)
        return self.trunk(self.adapters[key](X))
        # end solution

    # solution:
    def _add_adapter(self, key: str, **like) -> None:
        adapter = nn.Linear(int(key), self.units, **like)
        self.adapters[key] = adapter
        if self.optimizer is not None:
            self.optimizer.add_param_group({"params": adapter.parameters()})

    # end solution
    # solution:
    # Keys of an nn.ModuleDict become parts of names, so they are strings: 5 as a key raises a TypeError.
    # The optimiser of the question trains the trunk and the first adapter. The others stay where they started, and
    # nothing raises: the loss goes down all the same, which is what makes this one hard to find.
    # end solution


if __name__ == "__main__":
    net = MultiWidth(nn.Sequential(nn.ReLU(), nn.Linear(4, 2)), 4)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    net.announce_to(optimizer)
    for shape in ((3, 5), (12,), (2, 3, 5)):
        print(shape, "->", tuple(net(torch.rand(shape)).shape))
    print([name for name in net.state_dict() if name.startswith("adapters")])
    print("groups of the optimiser:", len(optimizer.param_groups))
