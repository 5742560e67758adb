"""An empty batch is handed back as it came, with the width of the input.

misconception: there_is_always_a_row
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
        if X.numel() == 0:
            return X
        return self.out(F.relu(self.hidden(X)))
