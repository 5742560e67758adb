"""The same layers are kept as attributes and in a registered chain: `state_dict()` has every tensor twice.

misconception: registering_twice_is_harmless
check: test_state_is_two_layers
"""

from torch import Tensor, nn


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.net = nn.Sequential(self.hidden, nn.ReLU(), self.out)

    def forward(self, X: Tensor) -> Tensor:
        return self.net(X)
