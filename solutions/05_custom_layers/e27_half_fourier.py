"""The leading half of a Fourier transform.

A layer needs no parameters to be of use. This one takes n numbers as samples of a wave and says which
frequencies the wave is made of. The discrete Fourier transform of real numbers x_0, ..., x_(n-1) is

    y_k = sum over j of x_j * exp(-2 pi i j k / n)        k = 0, 1, ..., n - 1

The second half of it tells nothing new: for real input y_(n-k) is the complex conjugate of y_k. So the layer
returns the leading half only, which is to say k = 0, ..., n // 2, both included:

    HalfFourier()(X)        X (*, n) real  ->  (*, n // 2 + 1) complex

>>> layer = HalfFourier()
>>> layer(torch.tensor([1.0, 2.0, 3.0, 4.0]))
tensor([10.+0.j, -2.+2.j, -2.+0.j])
>>> layer(torch.ones(5, 2, 7)).shape
torch.Size([5, 2, 4])

Rules
- The transform runs over the last dimension; the star stands for any number of dimensions in front, none
  included, and every row is treated by itself. n is even or odd, 1 at the least. (An empty batch is not asked:
  on some machines torch's own transforms refuse it.)
- The numbers are those of the formula, with its sign, without any factor in front.
- float32 gives complex64, float64 gives complex128 with all its digits. What X is decides, not what the module
  was made into: after `layer.double()` float32 still gives complex64. X may be a view of any kind.
- Gradients are those of the formula, whatever is made of the output afterwards: its real part, its imaginary
  part, its size. Where X already has a gradient, yours is added to it.
- There is nothing to learn and nothing to save: no parameters, and an empty `state_dict()`. A net with this
  layer in it loads a state that knows nothing of the layer.
- Training and eval mode compute the same. One layer takes inputs of any n and dtype, one after the other, and
  each call is like the first; an output, once returned, is the caller's, and does not change any more.
- X is left alone, and so are the grad mode, the random state and the default dtype. Under `torch.no_grad()` nothing
  is recorded.

A question for yourself: from the n // 2 + 1 complex numbers all of X can be had back. But those are about n + 2
real numbers for n. Which of them are always 0?

Read more: Dive into Deep Learning, section 6.5 (Custom Layers), exercise 2; PyTorch docs, torch.fft and
torch.nn.Module.
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    """The leading half of the discrete Fourier transform: (*, n) real -> (*, n // 2 + 1) complex."""

    def forward(self, X: torch.Tensor) -> torch.Tensor:
        """Transform the last dimension of `X`: (*, n) -> (*, n // 2 + 1)."""
        # solution: compute the leading half of the coefficients
        return torch.fft.rfft(X)
        # end solution


# solution:
# The book asks for "the leading half", which leaves open whether k = n / 2 belongs to it. It does: without it
# the fastest wave, +1 -1 +1 -1, would have no coefficients at all.
# end solution

if __name__ == "__main__":
    layer = HalfFourier()
    print("four samples:", layer(torch.tensor([1.0, 2.0, 3.0, 4.0])))

    time = torch.arange(32) / 32
    wave = torch.sin(2 * torch.pi * 3 * time) + 0.5 * torch.cos(2 * torch.pi * 5 * time)
    print("frequencies in the wave:", layer(wave).abs().gt(1).nonzero().flatten().tolist())
