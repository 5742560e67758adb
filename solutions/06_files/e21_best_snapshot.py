"""Keep the best, go on training.

A net is not always at its best when training ends: the validation loss falls, then rises again. So one keeps
the weights of the best moment, goes on, and brings them back at the end. The keeper has to do this in memory,
for a net that goes on changing all the time.

    keeper = BestKeeper()
    keeper.update(net, loss)     True if `loss` is the best so far (the net as it is now is kept), else False
    keeper.restore(net)          puts what was kept into `net`, and returns that same `net`
    keeper.best_loss             the loss that belongs to what was kept, a Python float (for an int, that int will do)

    loss   a Python number, or a tensor of shape () as a loss function gives it, with or without a graph

A worked example:

    >>> net, keeper = nn.Linear(1, 1, bias=False), BestKeeper()
    >>> for weight, loss in ((1.0, 0.5), (2.0, 0.25), (3.0, 0.75)):
    ...     _ = nn.init.constant_(net.weight, weight)
    ...     print(keeper.update(net, loss))
    True
    True
    False
    >>> keeper.restore(net).weight.item(), keeper.best_loss
    (2.0, 0.25)

What holds
- The best loss is the smallest one so far, and the first number is always the best so far. Strictly smaller
  counts, however little: of equal losses the earlier is kept. A loss may be 0 or negative.
- `nan` is never the best, not even as the first loss; later losses are judged as if it had not come.
  Infinite losses are not asked, nor what `best_loss` is before there is a best.
- `update` answers with True or False, not with a tensor; `best_loss` does not follow the tensor it came from.
- What is kept is all that `net.state_dict()` lists, exactly, in its dtype: parameters, frozen ones too, and
  buffers; of any shape, () included; at any depth; also if two names stand for one tensor. Whatever happens
  to the net after `update` does not change it.
- `restore` works as often as one likes, also after more training and more updates, and gives the best so far.
  It is not used up, and what happens to the net afterwards does not reach what is kept.
- `restore` writes into the net that it is given: the one of `update`, or another of the same make, which then
  shares nothing with the first. `update` may see several such nets as well; the best of all is kept.
- After `restore` the net has the same Parameter objects as before, so that an optimiser made earlier still
  trains it. The optimiser itself is not restored.
- `restore` raises (any exception) and leaves the net alone as long as there was no best.
- Two keepers know nothing of each other.
- Both methods work in training and in evaluation mode, with gradients and under `torch.no_grad()`, and change
  nothing else: no gradients, no `requires_grad`, no modes, not the grad mode, no random numbers that come
  next, no default dtype. `update` leaves the net and `loss` alone: `loss.backward()` still works after it.

Ask yourself: you keep what `state_dict()` returns, then an optimiser takes one step. Which numbers do you hold?

Read on: "Dive into Deep Learning", section 6.6.2; PyTorch tutorials, "Saving and Loading Models"; PyTorch
documentation, `torch.nn.Module.state_dict` and `load_state_dict`.
"""

# solution:
import copy
import math

# end solution
import torch
from torch import Tensor, nn

# solution:
# The notes say that a state dict holds "the parameters". It holds the persistent buffers too, but neither plain
# attributes nor modes nor `requires_grad`; and its tensors are the net's own memory, not a copy.
# end solution


class BestKeeper:
    """Keeps a net as it was at its smallest loss."""

    best_loss: float

    def __init__(self) -> None:
        # solution: get ready; nothing is kept yet
        self.best_loss = math.inf
        self.best_state: dict[str, Tensor] | None = None
        # end solution

    def update(self, net: nn.Module, loss: float | Tensor) -> bool:
        """Keep `net` as it is now if `loss` is the best so far; say whether it is."""
        # solution: decide, and keep what has to be kept
        loss = loss.item() if isinstance(loss, Tensor) else float(loss)
        if not loss < self.best_loss:  # nan is not smaller either
            return False
        self.best_loss = loss
        self.best_state = copy.deepcopy(net.state_dict())
        return True
        # end solution

    def restore(self, net: nn.Module) -> nn.Module:
        """Put what was kept into `net`, in place, and return `net`."""
        # solution: write into the net, if there is something to write
        if self.best_state is None:
            raise RuntimeError("there is nothing to restore: no loss was the best yet")
        net.load_state_dict(self.best_state)
        return net
        # end solution


if __name__ == "__main__":
    net, keeper = nn.Linear(1, 1, bias=False), BestKeeper()
    for weight, loss in ((1.0, 0.5), (2.0, 0.25), (3.0, 0.75)):
        nn.init.constant_(net.weight, weight)
        print(keeper.update(net, torch.tensor(loss)))
    print(keeper.restore(net).weight.item(), keeper.best_loss)
