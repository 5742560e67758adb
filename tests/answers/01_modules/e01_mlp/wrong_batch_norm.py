"""The hidden values are centred over the batch: the result of a row depends on its neighbours.

misconception: rows_may_see_each_other
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
        hidden = self.hidden(X)
        if hidden.dim() > 1 and hidden.shape[0] > 1:
            hidden = hidden - hidden.mean(0)
        return self.out(F.relu(hidden))
