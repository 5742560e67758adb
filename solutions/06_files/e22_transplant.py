"""Reuse the first layers of a trained net.

Somebody trained a net for weeks, and yours begins with the same layers. Its first layers have learned things
that are useful to you as well; only your head is new. So you take the weights over, layer by layer. The
layers bear other names in your net, though, and `load_state_dict` goes by names: it would match nothing.

Write the function that moves entries from one name to another:

    transplant(src_state, dst, rename) -> list of names

    src_state   a dict {name: tensor}, as `net.state_dict()` or `torch.load` gives it
    dst         the net that receives
    rename      a dict {source prefix: destination prefix}, such as {"0": "body.first", "2": "body.second"}

For each pair, every entry of `src_state` under the source prefix is copied to the entry of `dst` that has the
destination prefix in its place. What comes back are the names of the entries of `dst` that were written, as a
sorted list.

For example

    >>> old = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 2))
    >>> new = nn.ModuleDict({"body": nn.Linear(4, 6), "head": nn.Linear(6, 3)})
    >>> transplant(old.state_dict(), new, {"0": "body"})
    ['body.bias', 'body.weight']
    >>> torch.equal(new["body"].weight, old[0].weight)
    True
    >>> transplant(old.state_dict(), new, {"2": "head"})
    Traceback (most recent call last):
    ValueError: head.weight: shape (2, 6) does not fit into (3, 6)

What holds

- A prefix is one or more whole steps of a dotted name: under "1" stand "1.weight" and "1.norm.bias", but not
  "10.weight" and not "head.1.weight". Only the front of a name is replaced. A prefix may also be the whole
  name of one entry: {"0.weight": "body.weight"} copies that one.
- The entries of `dst` are those of `dst.state_dict()`: buffers as well as parameters, and a shared tensor
  under each of its names.
- The pairs are independent of each other: all of them read `src_state` as it was given, so two layers can
  change places, and a layer under two of the source prefixes goes to both places.
- The two sides of a pair must fit one to one. It is a ValueError when nothing stands under the source prefix;
  when an entry under it has no counterpart of that name in `dst`; when an entry of `dst` under the destination
  prefix gets no value; when two shapes differ at all. In that case `dst` is untouched: none of the pairs was
  carried out. In which order the entries stand does not matter.
- Writing is in place. Parameters and buffers of `dst` stay the same objects, so an optimizer made before trains
  them; frozen ones stay frozen, gradients stay, and so do modes (training or eval) and all other entries.
- Nothing is shared with `src_state` afterwards, and neither it nor `rename` changes. Its tensors may be views,
  or Parameters that require grad: no gradient finds its way back to them.
- It works with gradients switched on or off, and leaves the grad mode, the random state and torch's settings
  alone.

You may rely on: dtypes agree, `dst` and `src_state` share no memory to begin with, no prefix is "", no two
pairs write to the same place, no lazy layer still waits for its shape. No tensor of one dimension is to go to
an entry of none.

To think about: `load_state_dict(..., strict=False)` accepts any renamed state. What does it still refuse, what
has it done by then, and who reads what it returns?

Read more: "Dive into Deep Learning", section 6.6.2 and exercise 2 of section 6.6; PyTorch documentation, page
torch.nn.Module (`state_dict`, `load_state_dict`).
"""

import torch
from torch import Tensor, nn


# solution:
def entries(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Return what stands under `prefix`, each under the rest of its name."""
    under = prefix + "."
    return {name[len(prefix) :]: value for name, value in state.items() if name == prefix or name.startswith(under)}


# end solution
def transplant(src_state: dict[str, Tensor], dst: nn.Module, rename: dict[str, str]) -> list[str]:
    """Copy the entries under each source prefix to those of `dst` under the destination prefix: all or none.

    Args:
        src_state: the state that is read.
        dst: the net that is written to, in place.
        rename: the destination prefix for each source prefix.

    Returns:
        The names of the entries of `dst` that were written, sorted.

    Raises:
        ValueError: something does not fit; `dst` is untouched.
    """
    # solution: compare all names and shapes first, then copy
    own = dst.state_dict()
    plan = {}
    for source, destination in rename.items():
        found, wanted = entries(src_state, source), entries(own, destination)
        if not found or found.keys() != wanted.keys():
            raise ValueError(f"{source} holds {sorted(found)}, {destination} holds {sorted(wanted)}")
        for rest, value in found.items():
            here, there = tuple(value.shape), tuple(wanted[rest].shape)
            if here != there:
                raise ValueError(f"{destination}{rest}: shape {here} does not fit into {there}")
            plan[destination + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
    # end solution


# solution:
# A `state_dict()` shares its memory with the net: writing into its tensors writes into the net.
# `load_state_dict` on the renamed entries compares as well, but it fills what fits before it raises: where it
# does the work, the shapes must be compared before.
# end solution

if __name__ == "__main__":
    old = nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.Linear(6, 2))
    new = nn.ModuleDict({"body": nn.Linear(4, 6), "head": nn.Linear(6, 3)})
    print(transplant(old.state_dict(), new, {"0": "body"}))
    print(torch.equal(new["body"].weight, old[0].weight))
    try:
        transplant(old.state_dict(), new, {"2": "head"})
    except ValueError as error:
        print("ValueError:", error)
