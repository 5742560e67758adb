"""Moving data and nets.

An operation needs all its tensors in one place. So before a net is called, it and its batch are brought to the same
device, and a batch is seldom one bare tensor: it is a dict, a tuple, a list of those. One function for all of them
is worth having. The trap is that PyTorch's `.to(device)` means two different things: a *tensor* is never moved, it
gives another tensor over there (or itself, if it is there already); a *module* is moved itself.

    to_device(obj, device)     `obj` with everything in it on `device`
    device_of(net)             the torch.device of a net

    device    a torch.device, or a string such as "cuda:1" or "cpu"

What `to_device` returns depends on what it is given:

    tensor, also a Parameter          the tensor on `device`: the same object if it is there already
    module                            the same module, moved in place, with the Parameter objects that it had
    list, tuple, namedtuple, dict     a container of the same type with everything in it moved, at any depth
    anything else                     the very same object, as it is

`device_of(net)` is the device of the net's parameters; without parameters that of its buffers; without buffers the
CPU. A worked example that needs no GPU:

    >>> X, net = torch.ones(2, 3), nn.Linear(3, 1)
    >>> batch = to_device({"X": X, "names": ["a", "b"], 7: (X, None)}, "cpu")
    >>> batch["X"] is X, batch["names"], batch[7][1]
    (True, ['a', 'b'], None)
    >>> to_device(net, "cpu") is net, device_of(net), device_of(nn.ReLU())
    (True, device(type='cpu'), device(type='cpu'))
    >>> device_of(to_device(nn.Linear(3, 1), "meta"))
    device(type='meta')

What holds
- Tensors may be of any shape, () and empty included, and of any dtype: values, shape and dtype stay. The original
  stays where it was, with its values and its gradient. Each call looks at the tensor as it is then.
- Gradients flow back through the move, to where the original is, from one GPU to another one as well. A tensor
  that asked for no gradient asks for none afterwards, and under `torch.no_grad()` nothing is recorded.
- A module moves with all its parameters, frozen ones too, and all its buffers, persistent or not, at any depth;
  lazy layers that have no shape yet move as well. Gradients that wait in a parameter's `.grad` go along. An
  optimiser made before the move still trains it. It keeps its mode and its frozen parameters. `nn.ModuleList`,
  `nn.ModuleDict` and the like are modules.
- Containers: lists and dicts of the caller stay as they are, with the same things in them. Keys of a dict may be
  of any kind; they and their order stay. A namedtuple comes back as one of its own class. Modules within containers
  are moved in place. Sets, subclasses of list and dict, and one tensor twice in a structure are not asked.
- `device_of` tells where the net is now, whatever attributes it has beside its parameters and buffers. All
  parameters of the net are on one device; its buffers may be elsewhere.
- Nothing else changes: not the current or the default device, not the grad mode, no random numbers.

Ask yourself: after `X.to(device)` alone on a line, where is X? After `net.to(device)` alone on a line, where is the
net? What would have to be different about a module for it to be the other way round?

Read on: "Dive into Deep Learning", sections 6.7.2 and 6.7.3; PyTorch documentation, `torch.Tensor.to`,
`torch.nn.Module.to` and "CUDA semantics".
"""

# solution:
import itertools

# end solution
from typing import Any

import torch
from torch import nn

# solution:
# The notes say that models move "like tensors". They do not: a tensor gives a copy and stays, a module moves its own
# Parameters and returns itself. And `.cuda()` does not always copy: a tensor that is there already is returned as it
# is, so that a write to the result is then a write to the original.
# end solution


def to_device(obj: Any, device: torch.device | str) -> Any:
    """`obj` with everything in it on `device`.

    Tensors are handed back as the tensors over there, modules are moved in place, lists, tuples, namedtuples and
    dicts are rebuilt, at any depth; all else is handed back as it is.
    """
    # solution: decide by what kind of thing it is
    if isinstance(obj, (torch.Tensor, nn.Module)):
        return obj.to(device)
    if isinstance(obj, dict):
        return {key: to_device(value, device) for key, value in obj.items()}
    if isinstance(obj, tuple) and hasattr(obj, "_fields"):  # a namedtuple takes its fields one by one
        return type(obj)(*(to_device(value, device) for value in obj))
    if isinstance(obj, (list, tuple)):
        return type(obj)(to_device(value, device) for value in obj)
    return obj
    # end solution


def device_of(net: nn.Module) -> torch.device:
    """The device of the parameters of `net`; without any, of its buffers; without either, the CPU."""
    # solution: look at the first tensor that the net has
    for tensor in itertools.chain(net.parameters(), net.buffers()):
        return tensor.device
    return torch.device("cpu")
    # end solution


if __name__ == "__main__":
    X, net = torch.ones(2, 3), nn.Linear(3, 1)
    batch = to_device({"X": X, "names": ["a", "b"], 7: (X, None)}, "cpu")
    print("the same tensor:", batch["X"] is X, "- the rest:", batch["names"], batch[7][1])
    print("the same net:", to_device(net, "cpu") is net, "- it is on:", device_of(net))
    print("without parameters:", device_of(nn.ReLU()))
    print("on a device without data:", device_of(to_device(nn.Linear(3, 1), "meta")))
