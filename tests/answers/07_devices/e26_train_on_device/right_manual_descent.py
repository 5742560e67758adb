"""No optimiser: gradients of `torch.autograd.grad`, and an update by hand. The mode it came in returns."""

import torch


def fit(net, batches, device, lr=0.1, epochs=1):
    was_training = net.training
    net.to(device).train()
    parameters = [parameter for parameter in net.parameters()]
    losses = []
    for _ in range(epochs):
        total, count = torch.zeros((), device=device), 0
        for X, y in batches:
            X, y = X.to(device, non_blocking=True), y.to(device, non_blocking=True)
            loss = (net(X) - y).square().mean()
            gradients = torch.autograd.grad(loss, parameters)
            with torch.no_grad():
                for parameter, gradient in zip(parameters, gradients, strict=True):
                    parameter -= lr * gradient
            total += loss.detach() * len(X)
            count += len(X)
        losses.append(total.item() / count)
    net.train(was_training)
    return losses
