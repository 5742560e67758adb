"""What a plain list hides.

A module knows the layers that were assigned to it as attributes: it writes each of them down, and
`parameters()`, `state_dict()`, `to()` and `train()` go by what is written down. A list is an attribute like
any other: the layers inside it are kept, and they run, but nobody has heard of them. `ListMLP` below is such a
net. Its output looks fine, and it will never learn anything.

Two things are yours: a detective for such nets, and the net as it should be.

`hidden_parameters(net)` returns a list, in any order, of every `nn.Parameter` that can be reached from `net`
and is not among `net.parameters()`, each of them once. One step of reaching goes

    from a module                 to the value of each of its attributes, registered ones included
    from a list, tuple or dict    to each item (of a dict: each value)

and everything that `vars(module)` holds counts as an attribute. Sets, other objects, class attributes and the
keys of a dict are not searched.

`StackedMLP(sizes)` is a module made of `len(sizes) - 1` fully connected layers, layer i from `sizes[i]` to
`sizes[i + 1]` units, with a ReLU between two layers and none after the last; there is at least one layer.

    X       (..., sizes[0])     any number of leading dimensions, also none
    net(X)  (..., sizes[-1])

    >>> net = ListMLP(4, 8, 3)
    >>> net(torch.rand(2, 4)).shape, len(list(net.parameters()))
    (torch.Size([2, 3]), 0)
    >>> sorted(tuple(p.shape) for p in hidden_parameters(net))
    [(3,), (3, 8), (8,), (8, 4)]
    >>> [tuple(p.shape) for p in StackedMLP([4, 8, 3]).parameters()]
    [(8, 4), (8,), (3, 8), (3,)]

What holds for `hidden_parameters`
- Containers of a class derived from list, tuple or dict are containers too, and so it is with classes derived
  from `nn.Module` and `nn.Parameter`. Things may lie a hundred levels deep.
- Lists, dicts and modules may contain themselves or each other, and one thing may be reached in many ways.
- Returned are the very Parameters, no copies. What counts is the object: two Parameters with the same values,
  or over the same memory, are two. Frozen ones count; tensors that are no Parameters do not, whatever they
  require.
- What `net.parameters()` gives is not hidden, even if it stands in a list as well.
- Looking changes nothing: not the net, its containers and its tensors, nor their gradients and flags. Every
  call looks afresh, and the list that it returns belongs to the caller.

What holds for `StackedMLP`
- `parameters()` gives weight (out, in) and bias (out,) of each layer, in the order of the layers, and nothing
  else. The names are your choice; lazy layers are welcome: the checks run a model once before they look inside.
- Every layer has tensors of its own and starts random; no two layers or models start alike.
- The output depends on X and on the weights as they are now, also after `load_state_dict`, in a deep copy, and
  in float64 after `.double()`; it is the same in every mode, and at every call.
- Any batch goes in, an empty one too, and views; layers may be one unit wide. Gradients reach every parameter
  and X, in both modes. A call leaves X, the modes and the random state alone.
- The list `sizes` is the caller's: it is not changed, and what becomes of it later does not matter.

Ask yourself: `ListMLP` runs without an error. Which would have been the first line of a training script to
tell you that something is wrong, and which lines would have kept quiet?

Read on: "Dive into Deep Learning", section 6.1, first exercise; PyTorch documentation, `torch.nn.ModuleList`.
"""

# solution:
from itertools import pairwise

# end solution
import torch
from torch import Tensor, nn
from torch.nn import functional as F


class ListMLP(nn.Module):
    """A broken net, to look into: all its layers are hidden. Leave it as it is."""

    def __init__(self, num_inputs: int, num_hiddens: int, num_outputs: int) -> None:
        super().__init__()
        self.layers = [nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)]

    def forward(self, X: Tensor) -> Tensor:
        first, last = self.layers
        return last(F.relu(first(X)))


def hidden_parameters(net: nn.Module) -> list[nn.Parameter]:
    """Return every Parameter that can be reached from `net` and is not among `net.parameters()`, once each."""
    # solution: walk through the net, and keep the Parameters that nobody has heard of
    visible = {id(parameter) for parameter in net.parameters()}
    hidden, seen, waiting = [], set(), [net]
    while waiting:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        if isinstance(thing, nn.Parameter):
            if id(thing) not in visible:
                hidden.append(thing)
        elif isinstance(thing, nn.Module):
            waiting.extend(vars(thing).values())
        elif isinstance(thing, dict):
            waiting.extend(thing.values())
        elif isinstance(thing, (list, tuple)):
            waiting.extend(thing)
    return hidden
    # end solution


class StackedMLP(nn.Module):
    """A multilayer perceptron of `len(sizes) - 1` layers, with a ReLU between two of them."""

    def __init__(self, sizes: list[int]) -> None:
        # solution: make the layers, in a way that the module hears of them
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(before, after) for before, after in pairwise(sizes))
        # end solution

    def forward(self, X: Tensor) -> Tensor:
        """Map X (..., sizes[0]) to (..., sizes[-1])."""
        # solution: send X through the layers, with a ReLU between two of them
        for layer in self.layers[:-1]:
            X = F.relu(layer(X))
        return self.layers[-1](X)
        # end solution


if __name__ == "__main__":
    net = ListMLP(4, 8, 3)
    print(net(torch.rand(2, 4)).shape, len(list(net.parameters())))
    print(sorted(tuple(p.shape) for p in hidden_parameters(net)))
    print([tuple(p.shape) for p in StackedMLP([4, 8, 3]).parameters()])
