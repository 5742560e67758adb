"""The weights are copied out once, in the constructor; whatever is written or loaded later is not seen.

misconception: a_copy_follows_its_weight
check: test_output_is_out_of_relu_of_hidden
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.weights = [p.detach().clone() for p in self.parameters()]

    def forward(self, X: Tensor) -> Tensor:
        W1, b1, W2, b2 = self.weights
        return F.relu(X @ W1.T + b1) @ W2.T + b2
