"""A layer that works anywhere.

Parameters and buffers go where their layer goes. What `forward` makes by itself does not: a new tensor lies on the
CPU, on every machine, unless it is told otherwise. The notes decide at the top of the program,

    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')

and for a script that is fine. A layer cannot know: on a machine with two GPUs it may be on the second one, or on
the CPU all the same. You write a layer without anything to learn, which computes with X wherever X is. It takes
sequences of different lengths, filled up to one length T, and returns of each a mean in which early steps count most:

    Y[b]  =  sum of decay^t X[b, t]  /  sum of decay^t,        both sums over 0 <= t < lengths[b]

`DecayedMean(max_len, decay=0.9)`, with 0 < decay <= 1 and `max_len` the largest T there will be, is called with

    X          (B, T, D), floats, 1 <= T <= max_len
    lengths    (B,), int64, each between 0 and T, on the device of X

and returns Y (B, D), on the device of X and with its dtype. Where the length is 0 the mean is 0.

>>> layer = DecayedMean(max_len=4, decay=0.5)
>>> X = torch.tensor([[[7.0], [4.0], [100.0]], [[1.0], [2.0], [3.0]]])
>>> layer(X, torch.tensor([2, 0])).tolist()
[[6.0], [0.0]]

Rules
- The layer is taken to the device and the dtype of X with `.to(...)`, as any layer, before it is called: from the
  CPU to a GPU, to another GPU, and back. Where there are no real GPUs it is graded on simulated ones; you can try
  it there as well: `nox -s run -- exercises/07_devices/e25_device_agnostic.py --gpus 2`.
- The host never waits: no value is fetched from X's device. `.item()`, `int(...)`, `if` and a comparison in it,
  `.tolist()`, `.cpu()`, `nonzero` and a mask as an index all fetch. To copy something *to* the device is allowed.
- What lies behind the length counts nothing, whatever finite number it is, and gets a gradient of exactly 0. All
  gradients are those of the formula, and never `nan`.
- Sizes of 1 anywhere, an empty batch, and views that are not contiguous.
- float64 is as good as float32: no digit of X gets lost. The weights may be as exact as float32 can hold them.
- No parameters; buffers are allowed, saved or not.
- Every call is for itself, with another T or B too, in training and in evaluation mode alike; under `no_grad`
  nothing is recorded. Two layers share nothing, and an output, once returned, does not change any more. X,
  `lengths`, modes, the grad mode and the random numbers that come next are left alone.

A question for yourself: the notes look at the device of one parameter, `net[0].weight.data.device`, to know where the
net is. What would they see here? And what does the device of one parameter say of a tensor kept as `self.weights`?

Read more: Dive into Deep Learning, section 6.7.3 (Neural Networks and GPUs); PyTorch docs, "CUDA semantics" and
torch.nn.Module.register_buffer.
"""

import torch
from torch import nn


class DecayedMean(nn.Module):
    """A mean over time with weights decay^t, up to the length of each sequence: (B, T, D), (B,) -> (B, D)."""

    def __init__(self, max_len: int, decay: float = 0.9) -> None:
        super().__init__()
        # solution: keep what `forward` needs
        self.decay = decay
        # end solution

    def forward(self, X: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
        """Return the mean of each sequence: X (B, T, D) and lengths (B,) -> (B, D)."""
        # solution:
        # `next(self.parameters()).device`, as the notes look for a net's device, raises StopIteration here: not every
        # layer has parameters. And where it has, it tells nothing of tensors that are plain attributes, which stay
        # where they were made. The input is always there: what is made here is made on its device.
        # end solution
        # solution: compute the mean on X's device, without waiting for it
        positions = torch.arange(X.shape[1], device=X.device)
        weights = self.decay ** positions.to(X.dtype) * (positions < lengths.unsqueeze(1))
        # The first weight is 1, so this changes no sum but the empty one.
        total = weights.sum(1, keepdim=True).clamp(min=1)
        return torch.einsum("bt,btd->bd", weights, X) / total
        # end solution


# solution:
# A buffer with the weights, or with the positions, does as well, since it moves with the layer. A mask in place of
# `if` and `for` is what keeps the host from waiting: it is computed where the lengths are. Dividing by an empty sum
# and repairing the result, with `nan_to_num` or `where`, gives the right output and a gradient of nan.
# end solution

if __name__ == "__main__":
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    layer = DecayedMean(max_len=6).to(device)
    X, lengths = torch.randn(3, 5, 2, device=device), torch.tensor([5, 2, 0], device=device)
    Y = layer(X, lengths)
    print("on", Y.device, Y)
    print("to learn:", list(layer.parameters()))
