"""The learner thinks that `forward` is where the layers are; each call makes new ones with new weights.

misconception: forward_is_where_layers_are
check: test_layers_are_made_once
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.num_hiddens = num_hiddens
        self.num_outputs = num_outputs

    def forward(self, X: Tensor) -> Tensor:
        self.hidden = nn.Linear(X.shape[-1], self.num_hiddens)
        self.out = nn.Linear(self.num_hiddens, self.num_outputs)
        return self.out(F.relu(self.hidden(X)))
