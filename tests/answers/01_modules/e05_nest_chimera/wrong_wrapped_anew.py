"""What is found is made a Parameter, to be sure.

misconception: state_dict_holds_parameters
check: test_path_leads_to_the_tensor
"""

from torch import nn


class NestMLP(nn.Module):
    def __init__(self, num_inputs):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(num_inputs, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU())
        self.linear = nn.Linear(32, 16)

    def forward(self, X):
        return self.linear(self.net(X))


def make_chimera(num_inputs, head):
    return nn.Sequential(NestMLP(num_inputs), nn.Linear(16, 20), head)


def get_by_path(net, path):
    found = net
    for name in path.split(".") if path else []:
        found = getattr(found, name)
    return nn.Parameter(found.data) if isinstance(found, nn.Parameter) else found
