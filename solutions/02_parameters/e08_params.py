"""Looking at parameters.

What a network has learned is in its parameters, and a Parameter is more than its numbers: it has a gradient, or
none yet, it may be frozen, it may stand in a net under two names, and autograd watches whatever is computed with
it. Write four small tools for looking at a net, and take care that looking does not change it.

    shapes(net)                         {name: shape} of the parameters of the net
    values(param)                       the numbers of one parameter as they are now, to keep
    has_grad(net)                       True if at least one parameter has a gradient, otherwise False
    count(net, trainable_only=False)    how many numbers there are in the parameters, an int

A worked example, the net of the notes with 4 inputs, 8 hidden units and 1 output:

    >>> net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    >>> shapes(net)
    {'0.weight': (8, 4), '0.bias': (8,), '2.weight': (1, 8), '2.bias': (1,)}
    >>> count(net), has_grad(net)
    (49, False)
    >>> kept = values(net[2].bias)
    >>> _ = nn.init.constant_(net[2].bias, 7.0)
    >>> values(net[2].bias), bool(kept == 7.0)
    (tensor([7.]), False)

What holds
- A net is any module: of any depth, with layers of any kind or with bare parameters, and perhaps one that cannot
  be called. It may have no parameters at all: then `shapes` is empty, `has_grad` False and `count` 0.
- Parameters only. What a layer keeps without learning it, such as the running mean of BatchNorm, is no parameter.
- A Parameter that stands in several places, as part of a shared layer or tied by hand, is one: it is listed under
  its first name, and counted once. Two Parameters with equal numbers are two.
- `shapes` is a dict with the full names, as they are in `state_dict()`, in the order in which the parameters stand
  in the net: those of a module itself before those of its children. A shape is a tuple of ints (`torch.Size` is
  one), and that of a single number is ().
- `values` returns a plain tensor, not a Parameter, with memory of its own: later training does not move it, and
  it can be written to, which leaves the net alone. It has the shape and the dtype of the parameter, also for () and
  for whole numbers, and all its digits. What is computed with it has no way back into the net, and needs no gradient.
- A gradient of zeros is a gradient, and so is any other, `nan` too. What `zero_grad()` took away is none.
- `trainable_only`, by name or as second argument, leaves out frozen parameters when it is True. Otherwise, and for
  `shapes` and `values`, frozen parameters are like others.
- Looking changes nothing: no value, no gradient, no mode, not what is frozen, not the grad mode, not the random
  numbers that come next. Every look shows the net as it is at that moment, and what was returned stays as it is.

Not asked: lazy layers before their first call, parameters without any entry, gradients of frozen parameters.

Ask yourself: which of `param`, `param.data`, `param.detach()` and `param.clone()` have memory of their own, and
which are outside of autograd? What do you need for a number that you want to look at again after training?

Read on: "Dive into Deep Learning", section 6.2.1; PyTorch documentation, `torch.nn.Module` and
`torch.nn.parameter.Parameter`.
"""

import torch
from torch import Tensor, nn


def shapes(net: nn.Module) -> dict[str, tuple[int, ...]]:
    """Return the shape of each parameter by its full name, in the order of the net."""
    # solution: go through the parameters and their names
    return {name: tuple(param.shape) for name, param in net.named_parameters()}
    # end solution


def values(param: nn.Parameter) -> Tensor:
    """Return the numbers of `param` as they are now: a plain tensor with memory of its own, outside autograd."""
    # solution: take the numbers out of autograd, and copy them
    # The notes read `param.data` (and so does the book): that is a second view of the memory of the parameter, and
    # changes with it. The same holds for `detach()` alone; `clone()` alone stays a part of autograd's graph.
    return param.detach().clone()
    # end solution


def has_grad(net: nn.Module) -> bool:
    """Return whether any parameter of the net has a gradient, whatever numbers are in it."""
    # solution: look for one parameter that has a gradient
    # `grad == None`, as in the notes, works; `is None` is what Python programmers write.
    return any(param.grad is not None for param in net.parameters())
    # end solution


def count(net: nn.Module, trainable_only: bool = False) -> int:
    """Return how many numbers the parameters of the net hold, a shared parameter once."""
    # solution: add up the sizes of the parameters that count
    return sum(param.numel() for param in net.parameters() if param.requires_grad or not trainable_only)
    # end solution


if __name__ == "__main__":
    net = nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1))
    print(shapes(net))
    print("count:", count(net), "gradients:", has_grad(net))
    net(torch.rand(2, 4)).sum().backward()
    print("after backward:", has_grad(net), values(net[2].bias))
