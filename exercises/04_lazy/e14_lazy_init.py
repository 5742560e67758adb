"""Shapes that come later.

A lazy layer knows how many units it has, but not yet how wide its input is: its parameters have no shape
until the first call. Whoever wants to initialise them must therefore run the net once before, on some input
that is good for nothing else: a dry run. The book does it like this:

    def apply_init(net, inputs, init=None):
        net.forward(*inputs)
        if init is not None:
            net.apply(init)
        return net

It settles the shapes, and in many a net it does more than that. Write two functions:

    lazy_names(net) -> list of str       the names of all parameters and buffers without a shape
    apply_init(net, inputs, init=None)   dry run `net(*inputs)`, then `net.apply(init)`; returns `net` itself

    >>> net = nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.LazyLinear(10))
    >>> lazy_names(net)
    ['2.weight', '2.bias']
    >>> apply_init(net, (torch.rand(2, 20),)) is net
    True
    >>> lazy_names(net), net[2].weight.shape
    ([], torch.Size([10, 256]))

The rules for `lazy_names`
- Names are those of `named_parameters()` and `named_buffers()`, at any depth, in any order. Buffers count,
  those that are not saved too; a lazy batch norm, for example, waits with four tensors.
- What matters is the tensor, not the class of its layer: a lazy layer may have loaded one of its parameters,
  or both, from a checkpoint. A tensor with a shape has one, be it (0, 3).
- The net is only looked at, and each call answers for its own net alone.

The rules for `apply_init`
- `inputs` is a tuple: of one tensor, of several, of whole numbers, or empty. A batch of one and an empty
  batch will do. `net` may be any module, a bare `nn.LazyLinear` as well.
- Lazy layers become what they stand for: after the dry run an `nn.LazyLinear` is an `nn.Linear`. Their start
  values come from torch's global generator, which moves on as usual: neither seed it nor put it back.
- `init` runs when all shapes are settled, once for every module of the net, the net itself included. What it
  does stays done, even to modes, and what it raises comes out. Without `init` the values stay as they are.
- The dry run leaves no trace but the shapes. Training flags, of every submodule at any depth; running
  statistics; values that were there before, and gradients that are waiting; flags of frozen parameters; the
  inputs; the caller's grad mode: all as before, and nothing is recorded for autograd meanwhile.
- Parameters remain the objects that they are: an optimiser made before trains the net after.
- If the net raises, whatever it is, an exception comes out, `init` does not run, and all that is said about
  traces holds (layers in front of the trouble may be settled by then). A later call may succeed.

To think about: a net is `Linear(20, 256), ReLU, LazyLinear(10)`. Which of its parameters have no shape at the
start? And what will it say to an input of width 20 first, of width 30 afterwards?

Read more: "Dive into Deep Learning", section 6.4 (Lazy Initialization); PyTorch documentation,
torch.nn.modules.lazy.LazyModuleMixin and torch.nn.parameter.UninitializedParameter.
"""

from collections.abc import Callable

import torch
from torch import nn


def lazy_names(net: nn.Module) -> list[str]:
    """Return the names of all parameters and buffers of `net` that have no shape yet."""
    # TODO: find what has no shape yet
    raise NotImplementedError("e14: find what has no shape yet")


def apply_init(net: nn.Module, inputs: tuple, init: Callable[[nn.Module], object] | None = None) -> nn.Module:
    """Settle all shapes by a dry run that leaves no other trace, then apply `init`.

    Args:
        net: any module, lazy or not.
        inputs: what the dry run calls `net` with, as a tuple.
        init: called with every module of the net, if given.

    Returns:
        The same net.
    """
    # TODO: run the net once without leaving a trace, then initialise it
    raise NotImplementedError("e14: run the net once without leaving a trace, then initialise it")


if __name__ == "__main__":
    net = nn.Sequential(nn.Linear(20, 256), nn.ReLU(), nn.LazyLinear(10))
    print("waiting:", lazy_names(net))
    apply_init(net, (torch.rand(2, 20),))
    print("waiting:", lazy_names(net), "settled:", tuple(net[2].weight.shape))
