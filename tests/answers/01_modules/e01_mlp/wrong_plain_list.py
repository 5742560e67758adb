"""The learner thinks that a list of layers registers them; the net does not know its layers.

misconception: plain_list_registers
check: test_state_is_two_layers
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.layers = [nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)]

    def forward(self, X: Tensor) -> Tensor:
        return self.layers[1](F.relu(self.layers[0](X)))
