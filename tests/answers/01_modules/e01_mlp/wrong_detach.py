"""The learner thinks that `detach` only tidies up; the hidden layer never learns.

misconception: detach_is_harmless
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
        hidden = F.relu(self.hidden(X)).detach()
        return self.out(hidden)
