"""The list of Parameters is made at the top; updates by hand.

misconception: order_is_free
check: test_new_parameters_are_trained
"""

import torch
from torch.nn import functional as F


def fit(net, batches, device, lr=0.1, epochs=1):
    parameters = list(net.parameters())
    net.to(device).train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for X, y in batches:
            loss = F.mse_loss(net(X.to(device)), y.to(device))
            gradients = torch.autograd.grad(loss, parameters)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients, strict=True):
                    parameter -= lr * gradient
            total = total + loss.detach() * len(X)
        losses.append(total.item() / sum(len(X) for X, _ in batches))
    return losses
