"""The outputs of a square hidden layer are written into the input to save memory.

misconception: the_input_is_mine
check: test_leaves_things_alone
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        hidden = F.relu(self.hidden(X))
        if hidden.shape == X.shape and not X.requires_grad:
            X.copy_(hidden.detach())
        return self.out(hidden)
