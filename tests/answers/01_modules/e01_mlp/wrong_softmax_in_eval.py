"""Training gives logits, evaluation gives probabilities: the same input means two things.

misconception: evaluation_computes_something_else
check: test_every_mode_computes_the_same
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        logits = self.out(F.relu(self.hidden(X)))
        return logits if self.training else F.softmax(logits, dim=-1)
