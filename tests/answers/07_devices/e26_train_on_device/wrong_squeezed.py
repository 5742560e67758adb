"""The output of a net with one output is a vector.

misconception: data_is_a_matrix
check: test_every_shape_and_dtype
"""

import torch


def fit(net, batches, device, lr=0.1, epochs=1):
    net.to(device)
    net.train()
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    examples = sum(len(X) for X, _ in batches)
    losses = []
    for _ in range(epochs):
        total = 0.0
        for X, y in batches:
            X, y = X.to(device), y.to(device)
            optimizer.zero_grad()
            loss = ((net(X).squeeze() - y) ** 2).mean()
            loss.backward()
            optimizer.step()
            total = total + loss.detach() * len(X)
        losses.append((total / examples).item())
    return losses
