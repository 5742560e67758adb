"""The model clears its gradients at every call: what was gathered before is lost.

misconception: gradients_are_cleared_by_the_model
check: test_gradients
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        self.zero_grad()
        return self.out(F.relu(self.hidden(X)))
