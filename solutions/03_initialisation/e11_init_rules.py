"""Rules for starting values.

A new `nn.Linear` draws its first weights by itself. Often you want others: small normal numbers, a constant
for a test, Xavier's interval. The usual way is a short function that looks at one module and fills it if it
is of the right kind; `net.apply(function)` then calls it for every part of a net, at any depth. You write
three such functions, and one that gives different parts of a net different rules:

    init_normal(module, std=0.01)       weight: normal, mean 0, standard deviation std; bias: 0
    init_constant(module, value=1.0)    weight: value everywhere; bias: 0
    init_xavier(module)                 weight: even on -a to a, a = sqrt(6 / (in_features + out_features));
                                        the bias keeps its values
    init_by_name(net, rules)            rules: {name of a submodule: a function such as those above}

One line of the documentation to begin with: `torch.nn.init.normal_(tensor, mean=0.0, std=1.0)`.

>>> net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Sequential(nn.Linear(8, 3), nn.Linear(3, 1)))
>>> net = net.apply(init_normal)
>>> init_by_name(net, {"0": init_xavier, "2.1": lambda module: init_constant(module, 42)})
>>> net[2][1].weight.tolist(), net[2][1].bias.tolist()
([[42.0, 42.0, 42.0]], [0.0])

The rules for the first three:

- They fill every `nn.Linear`, those of a class derived from it too: with or without a bias, in training or
  eval mode, of width 1, float64, and whatever stood there before, `nan` included. A frozen layer is filled
  and stays frozen. `std` and `value` may be any number (std >= 0), 0 too.
- Modules of any other kind are left alone, also when they have a `weight`; so is whatever else a derived
  class has besides `weight` and `bias`.
- They fill in place: weight and bias stay the same Parameters over the same memory, so an optimiser made
  before, or an earlier `state_dict()`, knows the new values. Gradients that are there, `requires_grad`,
  the module's mode and the caller's grad mode stay as they are.
- Each drawn weight is drawn by itself, and anew for each layer and each call, from torch's global random
  generator. You set no seed; `init_constant` leaves the generator alone.
- A lazy layer that has not seen data has no weights yet. What becomes of it is not asked; an exception is
  better than silence, which would be a trap. Once it has run it is an `nn.Linear` like others.

The rules for `init_by_name`:

- Names are those of `net.named_modules()`, such as "2" or "encoder.0"; a layer that stands in two places
  can be called by either of its names. The rule is called with that submodule and with everything inside
  it, modules of any kind and at any depth, and with nothing else. A name is a whole name: "1" is not "10".
- A name that belongs to no submodule raises any exception; what was filled by then is not asked. Nor are
  rules whose parts overlap, nor the name "". The dict, the modes of all modules and the caller's grad mode
  stay as they are.

To think about: a net whose weights are all 1 trains without any error. After a hundred steps, how do two of
its hidden units differ?

Read more: "Dive into Deep Learning", section 6.3.1 (Built-in Initialization); PyTorch documentation, pages
torch.nn.init and torch.nn.Module (`apply`, `get_submodule`).
"""

from collections.abc import Callable

import torch
from torch import nn


def init_normal(module: nn.Module, std: float = 0.01) -> None:
    """Fill an `nn.Linear`: weight (out, in) normal with mean 0 and standard deviation `std`, bias (out,) 0."""
    # solution: fill weight and bias if the module is an `nn.Linear`
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, mean=0.0, std=std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    # end solution


def init_constant(module: nn.Module, value: float = 1.0) -> None:
    """Fill an `nn.Linear`: weight (out, in) all `value`, bias (out,) 0."""
    # solution: fill weight and bias if the module is an `nn.Linear`
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    # end solution


def init_xavier(module: nn.Module) -> None:
    """Fill the weight (out, in) of an `nn.Linear` evenly from Xavier's interval; leave its bias alone."""
    # solution: fill the weight if the module is an `nn.Linear`
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
    # end solution


def init_by_name(net: nn.Module, rules: dict[str, Callable[[nn.Module], object]]) -> None:
    """Call each rule with the submodule of that name, and with everything inside it.

    Raises:
        Exception: a name belongs to no submodule of `net`.
    """
    # solution: find the submodule of each name, and let its rule loose on it
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
    # end solution


# solution:
# The book and the notes ask `type(module) == nn.Linear`. This passes over classes derived from nn.Linear and,
# in silence, over every lazy layer before its first call: a LazyLinear becomes an nn.Linear only then.
# `module.weight.data.normal_()` is as silent: the `.data` of a lazy weight is an empty tensor.
# The notes say that both bounds of the default come from input and output; nn.Linear looks at in_features only.
# Their constant rule is not for training: equal units get equal gradients and stay equal for ever.
# end solution

if __name__ == "__main__":
    net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Sequential(nn.Linear(8, 3), nn.Linear(3, 1)))
    net.apply(init_normal)
    print("normal:  ", net[0].weight[0])
    init_by_name(net, {"0": init_xavier, "2.1": lambda module: init_constant(module, 42)})
    print("xavier:  ", net[0].weight[0])
    print("constant:", net[2][1].weight, net[2][1].bias)
    print("output:  ", net(torch.ones(2, 4)))
