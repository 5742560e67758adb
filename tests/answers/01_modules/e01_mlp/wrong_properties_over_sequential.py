"""The layers are registered under other names, and `hidden` and `out` are only views on them.

misconception: names_in_state_dict_are_free
check: test_state_is_two_layers
"""

from torch import Tensor, nn


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        hidden, out = nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)
        self.net = nn.Sequential(hidden, nn.ReLU(), out)

    @property
    def hidden(self) -> nn.Module:
        return self.net[0]

    @property
    def out(self) -> nn.Module:
        return self.net[2]

    def forward(self, X: Tensor) -> Tensor:
        return self.net(X)
