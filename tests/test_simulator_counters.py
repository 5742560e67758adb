"""Counters of simulated devices: copies, waits, fetches and budgets."""

from __future__ import annotations

import copy
import io

import pytest
import torch
from torch.nn import functional

from grader.worker.simulator import simulated
from grader.worker.simulator.counters import BudgetSpentError
from simulation import mlp, of_a_formula


@pytest.fixture
def counters():
    with simulated(2) as counters:
        yield counters


def counted(counters, action):
    """Return the numbers that `action` changed."""
    before = counters.as_dict()
    action()
    changed = {name: number - before[name] for name, number in counters.as_dict().items() if number != before[name]}
    return {name: number for name, number in changed.items() if name != "operations"}


ONE_FETCH = {"syncs": 1, "fetches": 1}
TO_HOST = {"device_to_host": 1, "device_to_host_bytes": 12} | ONE_FETCH
TO_DEVICE = {"host_to_device": 1, "host_to_device_bytes": 12}

# What is done with a tensor of three numbers on cuda:0, and what is counted.
ACTIONS = {
    "to a device": (lambda x: torch.ones(3).to("cuda"), TO_DEVICE),
    "data for a device": (lambda x: torch.tensor([1.0, 2.0, 3.0], device="cuda"), TO_DEVICE),
    "to the host": (lambda x: x.cpu(), TO_HOST),
    "to the host, without waiting": (lambda x: x.to("cpu", non_blocking=True), TO_HOST | {"syncs": 0}),
    "to another device": (lambda x: x.to("cuda:1"), {"between_devices": 1, "between_devices_bytes": 12}),
    "to where it is": (lambda x: x.to("cuda:0").cuda(), {}),
    "copy_ from the host": (lambda x: x.copy_(torch.ones(3)), TO_DEVICE),
    "copy_ to the host": (lambda x: torch.ones(3).copy_(x), TO_HOST),
    "made on the device": (lambda x: torch.zeros(3, device="cuda"), {}),
    "like one on the device": (lambda x: torch.zeros_like(x) + x.new_ones(3), {}),
    "arithmetic": (lambda x: (x + 1).mean().detach() * 2, {}),
    "item": (lambda x: x.sum().item(), ONE_FETCH),
    "item in inference mode": (lambda x: torch.inference_mode()(torch.Tensor.item)(x[0]), ONE_FETCH),
    "float": (lambda x: float(x[0]), ONE_FETCH),
    "int": (lambda x: int(x[0]), ONE_FETCH),
    "if": (lambda x: bool(x[0] > 0), ONE_FETCH),
    "format": (lambda x: f"{x[0]:.2f}", ONE_FETCH),
    "tolist": (lambda x: x.tolist(), ONE_FETCH),
    "repr": (lambda x: repr(x), ONE_FETCH),
    "print": (lambda x: print(x, file=io.StringIO()), ONE_FETCH),
    "numpy of a copy": (lambda x: x.cpu().numpy(), TO_HOST),
    "nonzero": (lambda x: x.nonzero(), ONE_FETCH),
    "unique": (lambda x: x.unique(), ONE_FETCH),
    "equal": (lambda x: torch.equal(x, x), ONE_FETCH),
    "allclose": (lambda x: torch.allclose(x, x), ONE_FETCH),
    "masked_select": (lambda x: x.masked_select(x > 0), ONE_FETCH),
    "a mask": (lambda x: x[x > 0], ONE_FETCH),
    "a tensor through a mask": (lambda x: x.__setitem__(x > 0, x + 1), ONE_FETCH),
    "a number through a mask": (lambda x: x.__setitem__(x > 0, 0.0), {}),
    "masked_fill": (lambda x: x.masked_fill(x > 0, 0.0), {}),
    "where": (lambda x: torch.where(x > 0, x, 0.0), {}),
    "indices": (lambda x: x[torch.arange(2, device="cuda")], {}),
    "one_hot": (lambda x: functional.one_hot(x.long(), 4), {}),
    "one_hot of unknown size": (lambda x: functional.one_hot(x.long()), ONE_FETCH),
    "repetitions": (lambda x: x.repeat_interleave(x.int()), ONE_FETCH),
    "repetitions of known length": (
        lambda x: x.repeat_interleave(x.int(), output_size=3),
        {},
    ),
    "a value that is filled in": (lambda x: torch.ones(3).fill_(x[0]), ONE_FETCH),
    "a storage": (lambda x: x.untyped_storage().cpu(), TO_HOST),
    "a deep copy": (lambda x: copy.deepcopy(x), {}),
    "in place, without waiting": (lambda x: torch.ones(3).copy_(x, non_blocking=True), TO_HOST | {"syncs": 0}),
    "half of it": (lambda x: x.half().cpu(), TO_HOST | {"device_to_host_bytes": 6}),
    "synchronize": (lambda x: torch.cuda.synchronize(), {"syncs": 1}),
    "a stream": (lambda x: torch.cuda.current_stream().synchronize(), {"syncs": 1}),
    "an event": (lambda x: torch.cuda.Event().synchronize(), {"syncs": 1}),
    "backward": (lambda x: x.clone().requires_grad_().sum().backward(), {}),
    "backward over a move that changes the dtype": (
        lambda x: torch.ones(3, requires_grad=True).to("cuda", torch.float64).sum().backward(),
        {"host_to_device": 1, "host_to_device_bytes": 24} | TO_HOST,
    ),
    "a tensor of a tensor": (lambda x: torch.as_tensor(x), {}),
    "backward over a move": (
        lambda x: x.clone().requires_grad_().to("cuda:1").sum().backward(),
        {"between_devices": 2, "between_devices_bytes": 24},
    ),
}


@pytest.mark.parametrize(("action", "expected"), ACTIONS.values(), ids=list(ACTIONS))
def test_what_is_counted(counters, action, expected):
    """Copies count by direction and bytes; the host waits when it reads, copies to itself or is told to."""
    x = torch.ones(3, device="cuda")

    assert counted(counters, lambda: action(x)) == {name: number for name, number in expected.items() if number}


def test_the_host_counts_for_nothing(counters):
    """Tensors of the host can be read and copied freely."""
    x = torch.ones(3)

    assert counted(counters, lambda: (x.sum().item(), x.tolist(), repr(x), x.numpy(), x.nonzero(), x[x > 0])) == {}


def test_a_training_step_needs_no_fetch(counters):
    """A step of SGD with clipping reads nothing; its loss is one fetch when somebody asks for it."""
    net, x = mlp().to("cuda"), torch.ones(3, 4, device="cuda")
    stepper = torch.optim.SGD(net.parameters(), lr=0.1)

    def step():
        loss = functional.mse_loss(net(x), torch.zeros(3, 2, device="cuda"))
        stepper.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0, foreach=True)
        stepper.step()
        return loss

    assert counted(counters, step) == {}
    assert counted(counters, lambda: step().item()) == ONE_FETCH
    assert counters.operations > 10


def test_operators_are_counted(counters):
    """Operators on a device count, over lists too; those of the host do not."""
    x, host = torch.ones(3, device="cuda"), torch.ones(3)
    before = counters.operations
    torch._foreach_add_([x], 1)
    x + 1
    torch.zeros(3, device="cuda")
    host + 1
    torch.zeros(3)
    assert counters.operations == before + 3
    x.cpu(), x.tolist(), repr(x), host.cuda()

    assert counters.operations == before + 3


def test_copies_of_what_has_no_place_yet(counters):
    """What a formula makes for itself crosses nothing when it is copied to where it belongs."""
    x = torch.ones(3, device="cuda")

    assert counted(counters, lambda: x.copy_(of_a_formula(torch.ones, 3))) == {}


def test_the_log_says_what_happened(counters):
    """Each copy and each wait leaves a line."""
    torch.ones(3).to("cuda").sum().item()

    assert list(counters.log) == ["copy of 12 bytes from cpu to cuda:0", "a value was read"]


def test_counting_can_begin_anew_pause_and_end(counters):
    """`reset`, `paused` and `freeze` do what they say."""
    x = torch.ones(3, device="cuda")
    x.tolist()
    counters.reset()
    assert not any(counters.as_dict().values()) and not counters.log
    with counters.paused():
        x.tolist()
    assert counters.syncs == 0
    x.tolist()
    counters.freeze()
    x.cpu().tolist()

    assert counters.syncs == counters.fetches == 1 and counters.device_to_host == 0


def test_a_budget_ends_with_the_first_one_too_many(counters):
    """Inside `budget` so much more is allowed, and the next one raises where it happens."""
    x = torch.ones(3, device="cuda")
    x.tolist()
    done = []
    with pytest.raises(BudgetSpentError, match="one too many of fetches: a value was read"), counters.budget(fetches=2):
        for number in range(5):
            x.sum().item()
            done.append(number)
    x.tolist()

    assert done == [0, 1]
    with pytest.raises(TypeError, match="fetchs"), counters.budget(fetchs=1):
        pass
