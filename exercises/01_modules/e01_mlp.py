"""Your first Module.

A network in PyTorch is an object that owns its layers and knows how to use them. The class behind it is
`torch.nn.Module`: whatever you hang on it as a layer is found again when it comes to counting, saving, moving
or training the parameters, and `net(X)` runs the method `forward` that you write. Nobody writes the way back:
autograd derives the gradients from `forward`.

Here is a multilayer perceptron with one hidden layer, as a ready-made chain:

    net = nn.Sequential(nn.LazyLinear(256), nn.ReLU(), nn.LazyLinear(10))

Write the same network as a class of your own, with a name for each of its two layers:

    MLP(num_inputs, num_hiddens=256, num_outputs=10)
    net(X) = out(relu(hidden(X)))          relu(h) = max(h, 0), entry by entry

    X       (..., num_inputs)     any number of leading dimensions, also none
    net(X)  (..., num_outputs)    plain numbers of either sign ("logits"), nothing is done to them after `out`

`hidden` and `out` are submodules: fully connected layers, each with `weight` and `bias` as `nn.Linear` has.

A worked example, small enough for paper. With these weights the network computes |a - b| - 5:

    >>> net = MLP(2, num_hiddens=2, num_outputs=1)
    >>> _ = net.load_state_dict({
    ...     "hidden.weight": torch.tensor([[1.0, -1.0], [-1.0, 1.0]]), "hidden.bias": torch.zeros(2),
    ...     "out.weight": torch.tensor([[1.0, 1.0]]), "out.bias": torch.tensor([-5.0]),
    ... })
    >>> net(torch.tensor([[3.0, 1.0], [1.0, 9.0]])).tolist()
    [[-3.0], [3.0]]
    >>> MLP(20)(torch.rand(2, 20)).shape
    torch.Size([2, 10])

What holds
- `state_dict()` has exactly four entries, before and after a call: `hidden.weight` (num_hiddens, num_inputs),
  `hidden.bias` (num_hiddens,), `out.weight` (num_outputs, num_hiddens) and `out.bias` (num_outputs,).
- Both weights start random, and anew for every model: no two models start alike, and none shares a tensor
  with another. Lazy layers are welcome: the checks run a model once before they look inside.
- The output depends on X and on the weights as they are at that moment: in every call, after somebody wrote
  to the weights, after `load_state_dict`, and in a `copy.deepcopy` of the model, which has its own weights.
- It is the same in training and in evaluation mode, with gradients and under `torch.no_grad()`; after
  `.double()` the model works in float64.
- Gradients reach all four parameters and, where X asks for one, X; in both modes. Gradients that are there
  already are added to, as ever.
- A row alone `(num_inputs,)`, a batch of one, an empty batch, a batch of sequences, a transposed view: all of
  them go in, and layers may be one unit wide.
- A call changes nothing but its result: not X, not the mode of the model or the grad mode, not the random
  numbers that come next, not the dtype of new tensors.
- `net(X)` belongs to `nn.Module`, which calls hooks around your `forward`: write `forward`, leave `__call__`.

Ask yourself: nothing in your class will say "these are my parameters". How can `net.parameters()` know them?

Read on: "Dive into Deep Learning", section 6.1.1; PyTorch documentation, `torch.nn.Module`.
"""

import torch
from torch import Tensor, nn


class MLP(nn.Module):
    """A multilayer perceptron with one hidden layer: `out(relu(hidden(X)))`.

    Submodules: `hidden` (num_inputs to num_hiddens units) and `out` (num_hiddens to num_outputs units).
    """

    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        # TODO: make the two layers, `hidden` and `out`
        raise NotImplementedError("e01: make the two layers, `hidden` and `out`")

    def forward(self, X: Tensor) -> Tensor:
        """Map X (..., num_inputs) to logits (..., num_outputs)."""
        # TODO: send X through `hidden`, the activation and `out`
        raise NotImplementedError("e01: send X through `hidden`, the activation and `out`")


if __name__ == "__main__":
    net = MLP(20)
    print(net)
    print(net(torch.rand(2, 20)).shape)
