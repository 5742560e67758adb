"""Keeps the graph of the gradients, for later.

misconception: clone_detaches
check: test_the_log_is_a_record
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    for _ in range(steps):
        params = list(net.parameters())
        grads = torch.autograd.grad(((net(X) - y) ** 2).mean(), params, create_graph=True)
        entry = {}
        for (name, p), g in zip(net.named_parameters(), grads):
            entry[name] = (p.detach().clone(), g.clone())
        with torch.no_grad():
            for p, g in zip(params, grads):
                p -= lr * g
        log.append(entry)
    return log
