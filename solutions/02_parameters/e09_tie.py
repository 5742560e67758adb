"""One weight, two places.

Two layers of a net may share one weight: language models use the same matrix to read words in and to
write words out, siamese nets run one branch on two pictures. There is less to learn, and what one use
learns the other knows at once. A tie is neither a matter of equal numbers nor of one piece of memory:
it is one `nn.Parameter` object that can be reached under two names. So it has one gradient, the sum
over its uses,

    dL/dW = dL/dW_a + dL/dW_b        (W_a, W_b: what two separate weights would have got)

one entry in the optimiser, and no chance of drifting apart.

Three functions are yours to write.

`tie_weights(a, b)` returns None. From then on `b` uses the weight of `a`: `b.weight is a.weight`, and
this is the object that `a` had all along, with its values, its gradient and its `requires_grad`.
Biases stay separate: each layer keeps the bias it had, or goes on having none. Layers can only be tied
if their weights have the same shape, all of it; otherwise raise ValueError and leave both layers as
they were.

`make_tied_mlp(num_inputs, num_hiddens, num_outputs)` returns a new net

    Linear - ReLU - shared - ReLU - shared - ReLU - Linear        (*, num_inputs) -> (*, num_outputs)

of `nn.Linear` layers (lazy ones will do), in which `shared` is one layer that runs twice, weight and
bias alike. No ReLU follows the last layer. Sizes (5, 8, 2) make 138 numbers to learn. Two calls make
two nets that have nothing in common: each begins with random numbers of its own, and no seed is set.
The class of the net and its names are your choice.

`tied_names(net)` returns one group for each Parameter that has two names or more: the set of all its
names, in full, as `state_dict()` spells them. The groups may come in any order; a net without ties
gives `[]`.

>>> a, b = nn.Linear(4, 3), nn.Linear(4, 3)
>>> tie_weights(a, b)
>>> b.weight is a.weight, b.bias is a.bias
(True, False)
>>> tied_names(nn.Sequential(a, nn.ReLU(), nn.Linear(3, 4), nn.ReLU(), b)) == [{"0.weight", "4.weight"}]
True
>>> sum(parameter.numel() for parameter in make_tied_mlp(5, 8, 2).parameters())
138

Rules
- A tie lasts: through training with any optimiser, `copy.deepcopy`, `.double()`, `.to(device)` and
  `load_state_dict`. What is written to one place is read in the other.
- Any two layers can be tied: trained, frozen or in eval mode, with equal values, tied already (`a` to a
  third layer keeps that tie), of width 1, of float64. Each tie is made by itself: earlier calls change
  nothing, and grad mode, training flags and gradients stay as they are.
- Layers can be tied wherever they are, on two devices too: the weight is where `a` has it, until somebody moves
  both. `make_tied_mlp` makes its net on the CPU; after `.to(device)` the net takes X there, computes there and
  leaves its output there.
- The net works in both modes on one, two or three dimensions, on a batch of 1 and on an empty batch,
  in float64 after `.double()`, and leaves its input alone.
- `tied_names` finds names at any depth, of layers that stand in a net twice and of Parameters that were
  tied one by one, frozen ones too. Three names of one Parameter are one group of three.
- These are no ties: equal values, two Parameters over the same memory, two Parameters without any memory
  (empty, or on the "meta" device), two layers without a bias, a buffer with two names.
- `tied_names` only looks: the net is neither run nor changed, and every call starts afresh.

A question for yourself: the book makes such a net and prints this comparison before and after it writes
100 into one number of `net[2].weight`:

    net[2].weight.data[0] == net[4].weight.data[0]        # True, True, True ... both times

Why does the first print prove nothing? And what could still be wrong after the second?

Read more: Dive into Deep Learning, section 6.2.2 (Tied Parameters); PyTorch docs, torch.nn.Module
(named_parameters) and torch.nn.parameter.Parameter.
"""

import torch
from torch import nn


def tie_weights(a: nn.Linear, b: nn.Linear) -> None:
    """Make `b` use the weight Parameter of `a`; the biases stay separate.

    Raises ValueError if the weights differ in shape; then neither layer is changed.
    """
    # solution: let b use the weight of a, if the shapes allow it
    if a.weight.shape != b.weight.shape:
        raise ValueError(f"cannot tie weights of shapes {tuple(a.weight.shape)} and {tuple(b.weight.shape)}")
    b.weight = a.weight
    # end solution


def make_tied_mlp(num_inputs: int, num_hiddens: int, num_outputs: int) -> nn.Module:
    """A new net Linear - ReLU - shared - ReLU - shared - ReLU - Linear, with one layer `shared`.

    Shapes: (*, num_inputs) -> (*, num_outputs); the shared layer is num_hiddens by num_hiddens.
    """
    # solution: make the layers, and the net that runs one of them twice
    shared = nn.Linear(num_hiddens, num_hiddens)
    return nn.Sequential(
        nn.Linear(num_inputs, num_hiddens),
        nn.ReLU(),
        shared,
        nn.ReLU(),
        shared,
        nn.ReLU(),
        nn.Linear(num_hiddens, num_outputs),
    )
    # end solution


def tied_names(net: nn.Module) -> list[set[str]]:
    """The names of every Parameter that has more than one, a set for each such Parameter."""
    # solution: group all names by the Parameter they lead to
    # `is` decides, not `==` (which compares values) and not `data_ptr()` (0 for all that has no memory).
    names: dict[int, set[str]] = {}
    for name, parameter in net.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), set()).add(name)
    return [group for group in names.values() if len(group) > 1]
    # end solution


if __name__ == "__main__":
    first, last = nn.Linear(4, 3), nn.Linear(4, 3)
    tie_weights(first, last)
    print("one weight:", last.weight is first.weight, "- one bias:", last.bias is first.bias)

    net = make_tied_mlp(5, 8, 2)
    print("output:", tuple(net(torch.randn(2, 5)).shape))
    print("numbers to learn:", sum(parameter.numel() for parameter in net.parameters()))
    print("tied:", tied_names(net))
