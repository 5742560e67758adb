"""The learner thinks that everything behind the batch belongs to one sample.

misconception: input_is_always_a_matrix
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
        X = X.reshape(X.shape[0], -1)
        return self.out(F.relu(self.hidden(X)))
