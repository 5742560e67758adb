"""In evaluation mode the weights are taken as final, and a copy of them is kept.

misconception: results_may_be_remembered
check: test_loads_and_copies
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.frozen: dict[str, Tensor] = {}

    def forward(self, X: Tensor) -> Tensor:
        if self.training:
            self.frozen = {}
            return self.out(F.relu(self.hidden(X)))
        if not self.frozen:
            self.frozen = {name: p.detach().clone() for name, p in self.named_parameters()}
        hidden = F.relu(F.linear(X, self.frozen["hidden.weight"], self.frozen["hidden.bias"]))
        return F.linear(hidden, self.frozen["out.weight"], self.frozen["out.bias"])
