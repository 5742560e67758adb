"""The layers are made once for each choice of sizes and kept for the class: equal models share their weights.

misconception: class_attribute_belongs_to_the_object
check: test_models_are_independent
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    made: dict[tuple[int, int, int], tuple[nn.Linear, nn.Linear]] = {}

    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        sizes = (num_inputs, num_hiddens, num_outputs)
        if sizes not in self.made:
            self.made[sizes] = nn.Linear(num_inputs, num_hiddens), nn.Linear(num_hiddens, num_outputs)
        self.hidden, self.out = self.made[sizes]

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
