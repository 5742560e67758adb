"""All rows go through as one matrix, and the leading dimensions come back at the end."""

from torch import Tensor, nn


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.num_outputs = num_outputs

    def forward(self, X: Tensor) -> Tensor:
        rows = X.reshape(-1, X.shape[-1])
        logits = self.out(self.hidden(rows).relu())
        return logits.reshape(*X.shape[:-1], self.num_outputs)
