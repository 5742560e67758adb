"""`view` needs memory in order: a transposed view cannot go in.

misconception: every_tensor_is_contiguous
check: test_shapes
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        rows = X.view(-1, X.shape[-1])
        logits = self.out(F.relu(self.hidden(rows)))
        return logits.view(*X.shape[:-1], logits.shape[-1])
