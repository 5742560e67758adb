"""`forward` switches the model to evaluation, to be on the safe side.

misconception: forward_sets_the_mode
check: test_leaves_things_alone
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        self.eval()
        return self.out(F.relu(self.hidden(X)))
