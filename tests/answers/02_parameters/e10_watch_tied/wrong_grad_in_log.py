"""The gradient is new at each step, so it need not be cloned; and `zero_grad` only zeroes.

misconception: a_gradient_is_new_each_step
check: test_every_entry_is_before_its_update
"""

import torch


def train_and_log(net, X, y, lr=0.1, steps=5):
    log = []
    optimizer = torch.optim.SGD(net.parameters(), lr=lr)
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=False)
        ((net(X) - y) ** 2).mean().backward()
        log.append({name: (p.detach().clone(), p.grad) for name, p in net.named_parameters()})
        optimizer.step()
    return log
