"""Layers as class attributes are not registered, and all models share them.

misconception: class_attribute_belongs_to_the_object
check: test_models_are_independent
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    hidden = nn.Linear(20, 256)
    out = nn.Linear(256, 10)

    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
