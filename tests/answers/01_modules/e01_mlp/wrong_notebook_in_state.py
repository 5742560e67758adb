"""The last hidden values are kept as a buffer; the state grows with the first call.

misconception: state_is_a_notebook
check: test_state_is_two_layers
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        hidden = F.relu(self.hidden(X))
        self.register_buffer("last_hidden", hidden.detach())
        return self.out(hidden)
