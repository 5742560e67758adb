"""The learner thinks that a classifier must return probabilities; the logits are no longer free.

misconception: classifier_outputs_probabilities
check: test_logits_are_free
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        return F.softmax(self.out(F.relu(self.hidden(X))), dim=-1)
