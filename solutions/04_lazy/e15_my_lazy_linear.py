"""Write a lazy layer yourself.

A lazy layer is told how many units it has and nothing else. How wide its input is it learns at the first call,
and only then makes its parameters. `torch.nn` has such layers; here you write one, with two things that
`nn.LazyLinear` does not do: it takes over the dtype of its first input, and it refuses a checkpoint that does
not fit. (So do not wrap or inherit `nn.LazyLinear`: it would not keep the rules.)

    MyLazyLinear(units)
    Y = X W^T + b        X (*, width), W (units, width), b (units,), Y (*, units)

    weight    shape (units, width)    the layout of `nn.Linear`
    bias      shape (units,)

>>> layer = MyLazyLinear(3)
>>> layer(torch.rand(2, 5)).shape
torch.Size([2, 3])
>>> layer.weight.shape, layer.bias.shape
(torch.Size([3, 5]), torch.Size([3]))
>>> fresh = MyLazyLinear(3)
>>> fresh.load_state_dict(layer.state_dict())
<All keys matched successfully>

Before the first call
- There is no Parameter with a shape, not even the bias: none at all, or uninitialised ones. `copy.deepcopy` and
  `eval()` work; each copy finds its own width.

The first call
- The last dimension of X, 1 or more, is the width from then on. X may have one, two, three or more dimensions,
  a batch of one, an empty batch, and may be a non-contiguous view.
- `weight` and `bias` become Parameters, the layer's only state, with the dtype and device of X, in training
  and eval mode, with gradients and under `torch.no_grad()`. They are trainable however they were made.
- Each number of `weight` is drawn by itself, anew for each layer, from torch's global generator, which you do
  not seed; any usual distribution around 0 will do, in which no number is larger than 10. The bias starts with
  such numbers or with zeros.

Every later call
- It uses the Parameters that are there, as they are now: after an optimiser step, a write in place,
  `load_state_dict`, `deepcopy`, `double()`. They stay the same objects, after a load too, so an optimiser made
  after the first call goes on training them.
- Gradients of weight, bias and X are those of the formula, from the first call on, added to what is waiting.
- An X of another width raises, and the weights stay. A width of 1 is a width like any other.
- No random numbers are drawn any more.

Checkpoints, that is `load_state_dict` with "weight" and "bias"
- One of any width can be loaded before the first call, also through a net around the layer. That settles the
  width; the first call uses what was loaded. An `nn.Linear` can load yours, and you its.
- A checkpoint that does not fit raises, before the first call and after it: a weight that is not (units, width),
  a bias that is not (units,), one name without the other, an unknown name, after the first call another width.
  (What becomes of a layer whose first checkpoint was refused is up to you. So are the dtype after an early load,
  and a first checkpoint that holds nothing at all.)
- Layer and checkpoint share no memory, and the checkpoint is only read.

Layers share nothing. X, the default dtype and the caller's grad mode are left alone.

Three ways lead there, all documented or readable: `register_parameter(name, None)` reserves a name;
`LazyModuleMixin` with `UninitializedParameter` is torch's own; and `_load_from_state_dict` is the method by which
each module takes its part of a checkpoint, the place for "make room first".

To think about: an optimiser is made before the first call. On which of the ways can it ever train this layer?

Read more: "Dive into Deep Learning", section 6.4 (Lazy Initialization); PyTorch documentation,
torch.nn.modules.lazy.LazyModuleMixin and torch.nn.Module (`register_parameter`).
"""

import torch
from torch import Tensor, nn

# solution:
from torch.nn import functional as F

# end solution


class MyLazyLinear(nn.Module):
    """A fully connected layer that learns the width of its input at the first call: (*, width) -> (*, units)."""

    def __init__(self, units: int) -> None:
        super().__init__()
        # solution: remember what is known, and prepare for what is not
        self.units = units
        self.register_parameter("weight", None)
        self.register_parameter("bias", None)
        # end solution

    def forward(self, X: Tensor) -> Tensor:
        """X (*, width) -> (*, units); the first X settles the width."""
        # solution: make the parameters if there are none yet, then compute with them
        if self.weight is None:
            self._make_room(X)
        return F.linear(X, self.weight, self.bias)
        # end solution

    # solution:
    def _make_room(self, like: Tensor) -> None:
        """Make both Parameters, random, for the width, dtype and device of `like`."""
        width = like.shape[-1]
        bound = width**-0.5
        self.weight = nn.Parameter(like.new_empty(self.units, width).uniform_(-bound, bound))
        self.bias = nn.Parameter(like.new_empty(self.units).uniform_(-bound, bound))

    def _load_from_state_dict(self, state_dict, prefix, *others) -> None:
        # Every module gets its part of a checkpoint through this method, however deep it stands; overriding
        # `load_state_dict` would help the outermost module only. Whether shapes fit is found out by torch.
        weight = state_dict.get(prefix + "weight")
        if self.weight is None and weight is not None:
            self._make_room(weight.detach())
        super()._load_from_state_dict(state_dict, prefix, *others)

    # end solution
    # solution:
    # An optimiser that was made before the first call holds the objects that were there. Uninitialised
    # Parameters get their shape in place and stay the same objects, so it will train them. On the way above
    # nothing was there, and nothing will be trained: make the optimiser after the first call.
    #
    # torch's own LazyLinear takes a checkpoint for other units without a word: LazyLinear(7) can load the state
    # of a Linear(2, 3), and still calls itself a layer with 7 outputs when it returns 3.
    # end solution


if __name__ == "__main__":
    layer = MyLazyLinear(3)
    print("before:", dict(layer.named_parameters()))
    print("output:", tuple(layer(torch.rand(2, 5)).shape))
    print("after:", {name: tuple(parameter.shape) for name, parameter in layer.named_parameters()})

    fresh = MyLazyLinear(3)
    print(fresh.load_state_dict(layer.state_dict()))
