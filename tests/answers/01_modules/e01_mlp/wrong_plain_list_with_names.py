"""The layers live in a list, the names are properties: everything computes, and `state_dict()` is empty.

misconception: plain_list_registers
check: test_state_is_two_layers
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.layers = [nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)]

    @property
    def hidden(self) -> nn.Linear:
        return self.layers[0]

    @property
    def out(self) -> nn.Linear:
        return self.layers[1]

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
