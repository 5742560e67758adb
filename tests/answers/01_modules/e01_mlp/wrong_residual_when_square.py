"""Where input and output have one width, X is added: deep networks do that.

misconception: more_than_the_formula
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
        logits = self.out(F.relu(self.hidden(X)))
        return logits + X if logits.shape == X.shape else logits
