"""The attributes are there, but `forward` builds its own layers of the same sizes: the registered weights are
never used.

misconception: forward_is_where_layers_are
check: test_layers_are_made_once
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        hidden = nn.Linear(X.shape[-1], self.hidden.out_features)
        out = nn.Linear(self.hidden.out_features, self.out.out_features)
        return out(F.relu(hidden(X)))
