"""The second layer is called `output`, as in another class of the book: checkpoints do not fit.

misconception: names_in_state_dict_are_free
check: test_state_is_two_layers
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.output = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        return self.output(F.relu(self.hidden(X)))
