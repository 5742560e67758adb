"""`__call__` goes straight to `forward`: the values are right, but no hook of the model runs.

misconception: call_is_the_method_to_write
check: test_output_is_out_of_relu_of_hidden
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))

    def __call__(self, X: Tensor) -> Tensor:
        return self.forward(X)
