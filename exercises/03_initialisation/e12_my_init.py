"""A distribution nobody ships.

`torch.nn.init` has a dozen ways to fill a weight: uniform, normal, Xavier, Kaiming... Sooner or later a
paper asks for one that is not among them. Then you write it yourself, in the manner of `nn.init`: a function
whose name ends in an underscore, which fills the tensor it is given and hands the same tensor back. Here the
distribution is a strange one. Every entry w of a tensor is drawn by itself:

            U(5, 10)       with probability 1/4
    w   ~   0              with probability 1/2
            U(-10, -5)     with probability 1/4

Write two functions:

    strange_(tensor, generator=None) -> tensor    fills any floating-point tensor
    my_init(module) -> None                       fills the weight of an `nn.Linear`; for `net.apply(my_init)`

For example

    >>> weight = torch.empty(4, 6)
    >>> strange_(weight) is weight
    True
    >>> bool(((weight == 0) | (weight.abs() >= 5)).all())
    True
    >>> net = nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 2)).apply(my_init)

The rules for `strange_`:

- Entries are independent of one another: each has its own draw, in each row and each column, whatever stands
  next to it. The number of zeros is left to chance as well. Within an entry the sign says nothing about the
  size: positive and negative sizes are both spread evenly over 5 to 10.
- Every entry is overwritten, whatever stood there before, `nan` included.
- It fills in place and returns the very tensor it was given. A view (a slice, a transpose, every other
  column) is filled in the tensor it looks into, and nothing outside the view changes.
- Any shape: from 0-dim and empty over a single row or a single column to three dimensions; float32 and
  float64, and the dtype stays.
- Parameters too: a leaf that requires grad can be filled, with gradients switched on or off. It stays a leaf
  without history, `requires_grad` and a gradient that is already there stay as they were, and so does the
  caller's grad mode.
- `generator` is the source of chance. Two generators with the same seed give the same values; a second call
  with the same generator gives new ones; torch's global random state is then not touched. Without a
  generator torch's global one is used, so that `torch.manual_seed` makes the draw repeatable.
- Advice, no points: let your zeros be plain 0.0. Floating-point numbers know a -0.0 as well. It equals 0.0,
  and yet 1 / -0.0 is -inf.

The rules for `my_init`:

- An `nn.Linear`, with or without a bias, gets a new weight from this distribution, drawn from torch's global
  generator; two layers, or two calls, get different ones. Its bias and its mode
  (training or eval) do not change.
- The weight is filled in place: it stays the same Parameter over the same memory, so an optimizer that was
  made before, or an earlier `state_dict()`, knows the new values. A frozen weight stays frozen.
- A module of any other kind is left alone, even when it has a `weight`.

To think about: 200 000 entries, and half of them should be zero. How far from 100 000 may the count be
before you stop believing in chance?

Read more: "Dive into Deep Learning", section 6.3.2 (Custom Initialization); PyTorch documentation, pages
torch.nn.init, torch.Generator and torch.nn.Module (`apply`).
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """Fill `tensor` in place: U(5, 10), 0 or U(-10, -5), with probabilities 1/4, 1/2 and 1/4.

    Args:
        tensor: (*), floating point, of any shape; a view or a Parameter is fine.
        generator: the source of chance; None means torch's global one.

    Returns:
        The same tensor.
    """
    # TODO: fill the tensor from the strange distribution, and hand it back
    raise NotImplementedError("e12: fill the tensor from the strange distribution, and hand it back")


def my_init(module: nn.Module) -> None:
    """Fill the weight of an `nn.Linear` with `strange_`; leave its bias and all other modules alone.

    Args:
        module: any module; `net.apply(my_init)` calls this once for each part of a net.
    """
    # TODO: fill the weight if the module is an `nn.Linear`
    raise NotImplementedError("e12: fill the weight if the module is an `nn.Linear`")


if __name__ == "__main__":
    net = nn.Sequential(nn.Linear(6, 4), nn.ReLU(), nn.Linear(4, 2)).apply(my_init)
    print(net[0].weight)
    print(strange_(torch.empty(2, 5), torch.Generator().manual_seed(0)))
