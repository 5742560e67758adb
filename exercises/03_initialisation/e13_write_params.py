"""Writing to a Parameter.

Sooner or later you want to set weights by hand: a start from a paper, a pruned entry, a nudge. A Parameter
is a leaf of autograd's graph and does not let itself be written to while autograd watches; so the write has
to happen outside of autograd. But autograd must still *notice* it. A graph that was recorded earlier may have
kept the old value for its backward pass, and the book's way of writing, through `.data`, hides the change:

    w = nn.Parameter(torch.tensor(1.0))
    y = w * w                              # y = 1, and dy/dw = 2 w = 2
    w.data *= 10
    y.backward()                           # no complaint, and w.grad is 20

Write three functions. Each changes `param` in place and returns None:

    add_(param, delta)                 param + delta         delta: a number, or a tensor that broadcasts
    set_entry_(param, index, value)    param[index] = value  any index that torch accepts
    replace_(param, values)            the whole of it       values: a tensor of the same shape

For example

    >>> layer = nn.Linear(2, 2)
    >>> replace_(layer.weight, torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    >>> add_(layer.weight, torch.tensor([10.0, 20.0]))
    >>> set_entry_(layer.weight, (0, 1), 42)
    >>> layer.weight.tolist()
    [[11.0, 42.0], [13.0, 24.0]]

What holds
- `param` is a Parameter of any shape, () and empty included, contiguous or not, float32 or float64, and keeps
  its dtype. `delta` and `values` may have another dtype, and may be the parameter itself or its `detach()`.
- What is overwritten does not matter, `nan` and `inf` included: the new value is exactly the one that was given.
- An index is a number, a slice, `...`, `None`, a list, a mask, a tensor of indices, or a tuple of these.
  `value` is a number, or a tensor of the parameter's dtype that broadcasts to what the index picks.
- What does not fit raises, and the parameter is unchanged: `add_` where the sum would have another shape
  than `param`, `set_entry_` with a number out of range, too many numbers, or a value that does not fit (any
  exception will do), `replace_` with any other shape than the parameter's, even one that could be broadcast or
  reshaped (ValueError or RuntimeError). Not asked: numbers out of range
  inside a list or a tensor of indices.
- It stays the same Parameter over the same memory: a layer that shares it, an earlier `state_dict()` or view
  of it, an optimiser made before: all of them see the write. Nothing is shared with `delta` or `values`.
- It stays a leaf without history, and no gradient ever flows into `delta`, `value` or `values`, even if they
  require grad. Frozen stays frozen, trainable stays trainable, and a gradient that is there is kept.
- A graph that was recorded before the write and needs the old values raises RuntimeError in `backward()`,
  after each of the three. A graph that does not need them (`(w * x).sum()` keeps x for w's gradient) is still good.
- Arguments are left alone, and so is the caller's grad mode, on or off, also when something was raised.

A question for yourself: after `w.data *= 10` the gradient above is 20. Of which function, at which point, is
that the derivative? And why would a training loop never tell you?

Read on: "Dive into Deep Learning", section 6.3.2; PyTorch documentation, "Autograd mechanics" (in-place
operations) and `torch.no_grad`.
"""

from typing import Any

import torch
from torch import Tensor, nn


def add_(param: nn.Parameter, delta: Tensor | float) -> None:
    """Add `delta`, a number or a tensor that broadcasts to `param`, to `param` in place."""
    # TODO: add in place, so that autograd does not record it and yet notices
    raise NotImplementedError("e13: add in place, so that autograd does not record it and yet notices")


def set_entry_(param: nn.Parameter, index: Any, value: Tensor | float) -> None:
    """Write `value`, a number or a tensor that broadcasts to `param[index]`, to these entries of `param`."""
    # TODO: write to the entries that the index picks
    raise NotImplementedError("e13: write to the entries that the index picks")


def replace_(param: nn.Parameter, values: Tensor) -> None:
    """Write `values` over all of `param`; the shapes must be equal, else ValueError or RuntimeError."""
    # TODO: write all the values, if they have the right shape
    raise NotImplementedError("e13: write all the values, if they have the right shape")


if __name__ == "__main__":
    layer = nn.Linear(2, 2)
    replace_(layer.weight, torch.tensor([[1.0, 2.0], [3.0, 4.0]]))
    add_(layer.weight, torch.tensor([10.0, 20.0]))
    set_entry_(layer.weight, (0, 1), 42)
    print(layer.weight.tolist())

    output = (layer.weight**2).sum()
    add_(layer.weight, 1)
    try:
        output.backward()
        print("the old graph went through: a wrong gradient, without a word")
    except RuntimeError as error:
        print("the old graph raises:", str(error).split(":")[0])
