"""Many blocks from one recipe, and many copies of one block.

Deep networks repeat themselves: the same kind of block, again and again, each time with weights of its own.
The recipe for such a block is a function that makes one, a "factory". A finished block can be multiplied too,
and that is another matter: copies begin with what the original knows. Write both.

    repeat_block(make_block, n)      a net of n blocks in a row, each from a call of its own of make_block()
    clone_block(block, n)            a list of n modules, each an independent copy of `block`

A worked example, with blocks that double:

    >>> def make_block():
    ...     layer = nn.Linear(1, 1, bias=False)
    ...     _ = layer.load_state_dict({"weight": torch.tensor([[2.0]])})
    ...     return layer
    >>> net, X = repeat_block(make_block, 3), torch.tensor([[1.0], [-1.0]])
    >>> net(X).tolist(), len(list(net.parameters()))
    ([[8.0], [-8.0]], 3)
    >>> one, two = clone_block(net, 2)
    >>> _ = nn.init.zeros_(next(one.parameters()))
    >>> one(X).abs().tolist(), two(X).tolist(), net(X).tolist()
    ([[0.0], [0.0]], [[8.0], [-8.0]], [[8.0], [-8.0]])

What holds for `repeat_block`
- `make_block` is anything that can be called without arguments and returns a module. It is called n times, all
  of them before `repeat_block` returns; the block that was made first runs first. n may be 0: that net hands
  on what it gets.
- The net is a Module that knows its blocks: training, `parameters()`, `eval()`, `double()`, `deepcopy`,
  `state_dict()` and `load_state_dict` reach them all, as in `nn.Sequential`. Names are up to you, but two nets
  of equal blocks, with the same n, can load each other's state.
- It runs the very blocks that `make_block` returned, by calling them: a write to a block, a hook on it, its mode
  and its frozen parameters all count. If `make_block` returns one and the same block n times, it runs n times.
- Nothing is done to X, or to what a block returns, but what the blocks do. Gradients flow through, in every
  mode, and a call is the same the second time. Two nets know nothing of each other.

What holds for `clone_block`
- A clone computes what the block computes; `state_dict()` has the same names. It has the block's values, its
  buffers (also those that `state_dict()` leaves out), its plain attributes, its modes (they may differ from
  submodule to submodule) and its frozen parameters. The block may be any module, of any depth.
- Block and clones share nothing: not a parameter, not a buffer, not a gradient, not a list or tensor kept as an
  attribute. A clone may begin with a copy of the block's gradients or without any, as you like.
- What is tied inside the block is tied inside each clone: one weight in two places, and not in two clones.
- The block itself stays as it was, and is none of the clones. n may be 0: an empty list.

Not asked: lazy layers that were never run, as `block`; an n below 0.
Neither function seeds or draws random numbers, or changes the grad mode or the default dtype.

Ask yourself: `[block] * 3`, `nn.Sequential(block) * 3` and `copy.deepcopy([block] * 3)` all have three entries.
How many blocks are there in each?

Read on: "Dive into Deep Learning", section 6.1.5, exercise 3; PyTorch documentation, `torch.nn.Sequential`; Python
documentation, module `copy`.
"""

from collections.abc import Callable

import torch
from torch import nn


def repeat_block(make_block: Callable[[], nn.Module], n: int) -> nn.Module:
    """Make n blocks by calling `make_block()` n times and return a net that runs them one after the other."""
    # TODO: make the blocks, and put them in a row
    raise NotImplementedError("e07: make the blocks, and put them in a row")


def clone_block(block: nn.Module, n: int) -> list[nn.Module]:
    """Return n independent copies of `block`: its values, nothing shared."""
    # TODO: copy the block n times
    raise NotImplementedError("e07: copy the block n times")


if __name__ == "__main__":
    net = repeat_block(lambda: nn.Sequential(nn.Linear(4, 4), nn.ReLU()), 3)
    print(net)
    print(net(torch.rand(2, 4)).shape)
    clones = clone_block(net, 2)
    print([sum(parameter.numel() for parameter in clone.parameters()) for clone in clones])
