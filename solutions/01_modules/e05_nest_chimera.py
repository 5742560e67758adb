"""Modules in modules, and the way to each of them.

A module may be a part of another one, which may be a part of a third: that is how large nets are written. Every
part, every parameter and every buffer then has an address, the names on the way joined by dots: the weight of
the layer that stands third in `net` of the first part is "0.net.2.weight". Build such a net, and a function that
finds what lives at an address.

    NestMLP(num_inputs)              net      an nn.Sequential of four modules: a layer from num_inputs to 64
                                              units, a ReLU, a layer from 64 to 32 units, a ReLU
                                     linear   a layer from 32 to 16 units
                                     nest(X) = linear(net(X))        X (..., num_inputs) -> (..., 16)

    make_chimera(num_inputs, head)   a new nn.Sequential of three parts: a NestMLP, a layer from 16 to 20 units,
                                     and `head`, any module, as it is: the very object, not a copy

    get_by_path(net, path)           what stands in `net` under the address `path`: a module, a parameter or a
                                     buffer, itself and not a copy; "" is the address of `net`

"Layer" means a fully connected one, with `weight` and `bias` as `nn.Linear` has; lazy ones are welcome, since
the checks run a model once before they look inside.

    >>> net = make_chimera(5, nn.BatchNorm1d(20))
    >>> net(torch.rand(3, 5)).shape
    torch.Size([3, 20])
    >>> list(net.state_dict())[:8:2]
    ['0.net.0.weight', '0.net.2.weight', '0.linear.weight', '1.weight']
    >>> get_by_path(net, "0.net.3")
    ReLU()
    >>> get_by_path(net, "0.linear.bias") is net[0].linear.bias
    True
    >>> get_by_path(net, "2.running_mean").shape, get_by_path(net, "") is net
    (torch.Size([20]), True)

What holds for `get_by_path`
- It works for every net, whatever the names on the way ("10", "first-step", "class" are names too), however
  deep it is, also where the net is a single layer, and for parts that are empty containers or hold a zero.
- A part that is shared has several addresses; all of them are good, and lead to the one object.
- Buffers that are not saved (`persistent=False`) have an address as well.
- An address at which nothing stands raises an exception, of any type. A name has to be there to the letter,
  at its own place: "1" is not "10", "-1" and "01" are not "1", and "weight" is not the weight of some layer.
- Every call looks afresh; looking changes nothing. (Not asked: methods and plain attributes, addresses with
  an empty step such as "net.", and names that were registered with None.)

What holds for the nets
- The state of a NestMLP has six entries, that of the chimera those of its three parts, under "0.", "1.", "2.".
- Outputs depend on X and on the weights as they are now: in every mode, at every call, in float64 after
  `.double()`, in a deep copy, after `load_state_dict`. Gradients reach X and every parameter, the head's too.
- Any number of leading dimensions, also none, an empty batch, a view, one input: all go into a NestMLP. What
  goes out of the chimera is what the head returns.
- Layers start random, anew for every net; only the head is shared, if it is used twice. `train()` and `eval()`
  reach every part; nothing else changes a mode. When the chimera is made, the head keeps its mode, and what is
  frozen in it stays frozen.
- A call leaves X, the grad mode and the random state alone.

Ask yourself: which of "a parameter's own name", "its name in `named_parameters()`" and "its name in
`state_dict()`" do you need to find it, if a layer stands in two places?

Read on: "Dive into Deep Learning", sections 6.1.3 and 6.2.1; PyTorch documentation, `torch.nn.Module`.
"""

import torch
from torch import Tensor, nn


class NestMLP(nn.Module):
    """A chain of two layers with their activations, and a layer behind it: (..., num_inputs) to (..., 16)."""

    def __init__(self, num_inputs: int) -> None:
        # solution: make the chain `net` and the layer `linear`
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)
        # end solution

    def forward(self, X: Tensor) -> Tensor:
        # solution: send X through both
        return self.linear(self.net(X))
        # end solution


def make_chimera(num_inputs: int, head: nn.Module) -> nn.Module:
    """Return a Sequential of a NestMLP, a layer from 16 to 20 units and `head` itself."""
    # solution: put the three parts into one container
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)
    # end solution


def get_by_path(net: nn.Module, path: str) -> nn.Module | Tensor:
    """Return the module, parameter or buffer that stands in `net` under `path`.

    Raises:
        Exception: if nothing stands there; the type is free.
    """
    # solution: take one step for each name on the way
    # A module finds its modules, parameters and buffers by attribute access, in three tables of its own. The
    # tempting `dict(net.named_parameters())[path]` lists a shared layer under its first name only, and
    # `net.state_dict()[path]` gives a tensor over the same memory, which is no Parameter and has no gradient.
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return found
    # end solution


if __name__ == "__main__":
    net = make_chimera(5, nn.BatchNorm1d(20))
    print(net(torch.rand(3, 5)).shape)
    print(get_by_path(net, "0.net.3"), get_by_path(net, "2.running_mean").shape)
