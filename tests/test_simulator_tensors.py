"""Tensors on simulated devices: moving, mixing, indexing, reading."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from grader.worker.simulator import mixing, simulated
from simulation import SAME, device, devices, mlp, refused, values


@pytest.fixture(autouse=True)
def counters():
    with simulated(2) as counters:
        yield counters


def on(place, *shape):
    return torch.ones(*shape, device=place)


# -- moving


def test_a_tensor_there_and_back():
    """A copy on a device is independent of the original, and so is the copy back."""
    x = torch.tensor([1.0, 2.0])
    there = x.to("cuda:1")
    back = there.cpu()
    x[1], back[0] = 7, 9

    assert (device(there), device(back), device(x)) == ("cuda:1", "cpu", "cpu")
    assert values(there) == [1.0, 2.0]


def test_what_is_there_already_is_not_copied():
    """`.to`, `.cuda` and `.cpu` return the tensor itself where nothing has to change, unless a copy is wanted."""
    x, host = on("cuda:1", 2), torch.ones(2)

    assert x.to("cuda:1") is x and x.cuda(1) is x and x.to(torch.float32) is x and x.to(x) is x
    assert host.cpu() is host and host.to("cpu") is host
    copy = x.to("cuda:1", copy=True)
    assert copy is not x and device(copy) == "cuda:1"
    assert x.to("cuda:1", torch.float32, False, True) is not x


def test_what_a_tensor_says_of_its_place():
    """`is_cuda`, `is_cpu` and `get_device` agree with `device`."""
    x, host = on("cuda:1", 2), torch.ones(2)

    assert (x.is_cuda, x.is_cpu, x.get_device()) == (True, False, 1)
    assert (host.is_cuda, host.is_cpu, host.get_device()) == (False, True, -1)


def test_moving_changes_the_dtype_too():
    """`.to` takes a dtype, a device, both, or a tensor that has both."""
    x = on("cuda:1", 2)
    double, like, half = x.to(torch.float64), torch.zeros(3).to(x.double()), torch.ones(2).to("cuda:0", torch.float16)

    assert [(device(one), one.dtype) for one in (double, like, half)] == [
        ("cuda:1", torch.float64),
        ("cuda:1", torch.float64),
        ("cuda:0", torch.float16),
    ]
    assert device(x.double().int()) == "cuda:1"


def test_moving_without_waiting():
    """`non_blocking` moves all the same."""
    assert device(torch.ones(2).to("cuda:0", non_blocking=True)) == "cuda:0"
    assert device(on("cuda:0", 2).to("cpu", non_blocking=True)) == "cpu"


def test_between_devices():
    """A tensor moves from one device to another and stays on the first."""
    x = torch.tensor([3.0], device="cuda:0")
    y = x.to("cuda:1")

    assert (device(x), device(y), values(y)) == ("cuda:0", "cuda:1", [3.0])


def test_the_memory_format_survives():
    """A move may change the layout in memory, and keeps it otherwise."""
    x = torch.ones(1, 2, 3, 3)

    assert x.to("cuda:0", memory_format=torch.channels_last).is_contiguous(memory_format=torch.channels_last)
    assert x.to(memory_format=torch.channels_last).cuda().is_contiguous(memory_format=torch.channels_last)


def test_tensors_without_values_cannot_be_moved():
    """A meta tensor has nothing to copy to a device."""
    refused(lambda: torch.ones(2, device="meta").to("cuda"), "Cannot copy out of meta tensor", kind=NotImplementedError)
    assert on("cuda:1", 2).to("meta").is_meta


def test_pinned_memory():
    """Tensors of the host can be pinned, those of a device cannot."""
    x = torch.ones(2).pin_memory()

    assert (
        x.is_pinned() and torch.empty(3, pin_memory=True).is_pinned() and torch.tensor([1], pin_memory=True).is_pinned()
    )
    assert not torch.ones(2).is_pinned() and device(x.to("cuda", non_blocking=True)) == "cuda:0"
    refused(lambda: on("cuda:0", 2).pin_memory(), "cannot pin 'torch.cuda.FloatTensor' only dense CPU tensors")


def test_loaders_pin_batches():
    """A `DataLoader` with `pin_memory` hands out pinned batches of the host, with workers and without."""
    data = torch.utils.data.TensorDataset(torch.arange(6.0).reshape(6, 1), torch.arange(6))

    for workers in (0, 1):
        for x, _ in torch.utils.data.DataLoader(data, 3, pin_memory=True, num_workers=workers):
            assert x.is_pinned() and device(x) == "cpu" and device(x.to("cuda")) == "cuda:0"


# -- computing


def test_results_are_where_the_operands_are():
    """Arithmetic, comparisons, products, sums and views stay on the device and have the right values."""
    x = torch.tensor([1.0, 2.0], device="cuda:0")
    results = [x * 2 + x, x > 1, x @ x, x.sum(), torch.stack([x, x]).T.reshape(-1)[1:], 1 / x, -x, x.max(0).values]

    assert devices(*results) == {"cuda:0"}
    assert values(results[0]) == [3.0, 6.0] and values(results[2]) == 5.0


def test_python_numbers_and_scalar_tensors_of_the_host():
    """A number, or a 0-dim tensor of the host, may meet a tensor of any device."""
    x = on("cuda:1", 2)

    assert devices(x + 1, x + torch.tensor(2.0), torch.tensor(2.0) * x, x.add_(torch.tensor(1))) == {"cuda:1"}
    refused(lambda: torch.tensor(2.0).add_(x.sum()), SAME)


def test_in_place():
    """Operators in place keep the tensor where it is, and `copy_` takes values from anywhere."""
    x = on("cuda:1", 3)
    x += 1
    x.mul_(2)
    x[0] = 0
    x.zero_().add_(5)
    assert values(x) == [5.0, 5.0, 5.0]
    x.copy_(torch.arange(3.0))

    assert device(x) == "cuda:1" and values(x) == [0.0, 1.0, 2.0]


def test_views_share_place_and_values():
    """A view is where its base is, and writing through it changes the base."""
    x = torch.zeros(4, device="cuda:0")
    view = x.view(2, 2)[1]
    view += 1

    assert values(x) == [0.0, 0.0, 1.0, 1.0]
    assert devices(view, view.T, view.detach(), x[1:], view.unsqueeze(0).expand(3, 2)) == {"cuda:0"}


def test_without_autograd():
    """Under `no_grad` and `inference_mode` tensors are tracked too."""
    layer = nn.Linear(2, 2).to("cuda:1")
    for mode in (torch.no_grad, torch.inference_mode):
        with mode():
            assert devices(layer(on("cuda:1", 1, 2)), on("cuda:1", 2, 2) @ on("cuda:1", 2)) == {"cuda:1"}
            refused(lambda: layer(torch.ones(1, 2)), SAME)


def test_empty_results_belong_to_the_device():
    """What an operator makes of nothing is where its operands are."""
    x = torch.ones(0, 0, device="cuda:1")

    assert devices(torch.linalg.matrix_rank(x), torch.linalg.matrix_rank(on("cuda:1", 3, 3))) == {"cuda:1"}
    assert device(torch.linalg.matrix_rank(x, hermitian=True)) == "cuda:1"


def test_tensors_are_ordinary_tensors():
    """The type of a tensor and of a parameter says nothing of its place."""
    x, parameter = on("cuda:0", 2), nn.Parameter(on("cuda:0", 2))

    assert type(x) is torch.Tensor and type(parameter) is nn.Parameter and device(parameter) == "cuda:0"


# -- mixing

I = torch.tensor([1, 0])  # noqa: E741 (indices)

ITERATED = ("found at least two devices, cuda:1 and cpu!",)

# One action of a tensor on a device and one of the host, and words of what torch says.
MIXED = {
    "add": (lambda x, host: x + host, ITERATED),
    "add, the other way": (lambda x, host: host + x, ITERATED),
    "add in place": (lambda x, host: host.add_(x), ITERATED),
    "where": (lambda x, host: torch.where(host > 0, x, x), ITERATED),
    "mse_loss": (functional.mse_loss, ITERATED),
    "matmul": (lambda x, host: x @ host, ("mat2", "in method wrapper_CUDA_mm)")),
    "matmul, the other way": (lambda x, host: host @ x, ("mat2", "in method wrapper_CUDA_mm)")),
    "matmul with a vector": (lambda x, host: x @ host[0], ()),
    "dot": (lambda x, host: x[0] @ host[0], ("tensor", "in method wrapper_CUDA__dot)")),
    "cat": (lambda x, host: torch.cat([x, host]), ("tensors", "in method wrapper_CUDA_cat)")),
    "stack": (lambda x, host: torch.stack([x, host]), ("tensors", "in method wrapper_CUDA_cat)")),
    "linear": (lambda x, host: functional.linear(host, x, x[0]), ("mat1", "in method wrapper_CUDA_addmm)")),
    "embedding": (lambda x, host: functional.embedding(I, x), (" index ", "in method wrapper_CUDA__index_select)")),
    "cross_entropy": (lambda x, host: functional.cross_entropy(x, I), ("target", "wrapper_CUDA_nll_loss_forward)")),
    "layer_norm": (lambda x, host: functional.layer_norm(x, (2,), host[0]), ("weight", "_native_layer_norm)")),
    "gather": (lambda x, host: x.gather(0, I[None]), ("index", "in method wrapper_CUDA_gather)")),
    "scatter in place": (lambda x, host: x.scatter_(0, I[None], 1.0), ("index", "method wrapper_CUDA_scatter__value)")),
    "index_select": (lambda x, host: x.index_select(0, I), ("index", "in method wrapper_CUDA__index_select)")),
    "index_add": (lambda x, host: x.index_add(0, I, x), ("index", "in method wrapper_CUDA_index_add)")),
    "clamp": (torch.clamp, ("min", "in method wrapper_CUDA_clamp_Tensor)")),
    "clamp by a number of the host": (lambda x, host: torch.clamp(x, host[0, 0]), ("wrapper_CUDA_clamp_Tensor)",)),
    "huber_loss": (functional.huber_loss, ("target", "in method wrapper_CUDA__huber_loss)")),
    "einsum": (lambda x, host: torch.einsum("ij,jk->ik", x, host), ("mat2", "in method wrapper_CUDA_bmm)")),
    "out": (lambda x, host: torch.add(x, x, out=host), ITERATED),
    "product into out": (lambda x, host: torch.mm(x, x, out=host), ("self", "in method wrapper_CUDA_mm_out_out)")),
    "foreach": (lambda x, host: torch._foreach_add([x, host], [x, x]), ITERATED),
    "a write of values": (lambda x, host: x.__setitem__(I, host), ITERATED),
    "a write of a device's values": (lambda x, host: host.__setitem__(I, x), ITERATED),
    "a number of the host where none is taken": (lambda x, host: x.index_select(0, I[0]), ("index",)),
}  # fmt: skip


@pytest.mark.parametrize(("action", "words"), MIXED.values(), ids=list(MIXED))
def test_tensors_of_a_device_and_of_the_host_do_not_mix(action, words):
    """Each operator refuses them in the words of its family."""
    refused(lambda: action(on("cuda:1", 2, 2), torch.ones(2, 2)), SAME, *words)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (True, "got mat2 is on cpu, different from other tensors on cuda:1 (when checking argument in method"),
        (False, "found at least two devices, cuda:1 and cpu! (when checking argument for argument mat2 in method"),
    ],
)
def test_words_of_the_release(monkeypatch, new, words):
    """Arguments that are apart are reported as this release of torch does: the words changed with 2.8."""
    monkeypatch.setattr(mixing, "NEW_WORDS", new)

    refused(lambda: on("cuda:1", 2, 2) @ torch.ones(2, 2), f"{SAME}, but {words} wrapper_CUDA_mm)")


def test_masks_have_words_of_their_own():
    """A masked fill compares tensor and mask itself, and reads its value from anywhere."""
    x, host, mask = on("cuda:1", 2), torch.ones(2), torch.tensor([True, False])
    apart = "expected self and mask to be on the same device, but got mask on {} and self on {}"

    refused(lambda: x.masked_fill(mask, 0.0), apart.format("cpu", "cuda:1"))
    refused(lambda: host.masked_fill_(mask.to("cuda:1"), 0.0), apart.format("cuda:1", "cpu"))
    refused(lambda: host.masked_fill_(mask, x.sum()), "masked_fill_: Expected inputs to be on same device")
    assert values(x.masked_fill(mask.to("cuda:1"), torch.tensor(0.0))) == [0.0, 1.0]
    assert values(x.masked_fill(mask.to("cuda:1"), torch.zeros((), device="cuda:1"))) == [0.0, 1.0]


def test_values_that_are_filled_in():
    """`fill_` takes its value from anywhere, and so does a number that is written by position."""
    x, host = on("cuda:1", 2), torch.ones(2)
    host.fill_(x.sum())
    x.fill_(torch.tensor(3.0))
    x[0] = host[0] + 2

    assert values(host) == [2.0, 2.0] and values(x) == [4.0, 3.0] and (device(x), device(host)) == ("cuda:1", "cpu")


def test_more_than_one_number_of_the_host():
    """A kernel takes one 0-dim tensor of the host for a number, not two; `torch.where` takes both."""
    x, number = on("cuda:1", 2), torch.tensor(2.0)

    refused(lambda: torch.addcmul(x, number, number), "Trying to pass too many CPU scalars to non-CPU kernel!")
    assert values(torch.where(x > 0, number, number)) == [2.0, 2.0]


@pytest.mark.parametrize(
    "action",
    [
        lambda x, y: x + y,
        lambda x, y: x @ y,
        lambda x, y: torch.cat([x, y]),
        lambda x, y: x.sum() * y.sum(),
        lambda x, y: x.mul_(y),
        lambda x, y: torch._foreach_mul([x], [y]),
        lambda x, y: functional.mse_loss(x, y),
    ],
)
def test_tensors_of_two_devices_do_not_mix(action):
    """Two devices are as strange to each other as to the host, for 0-dim tensors too."""
    message = refused(lambda: action(on("cuda:0", 2, 2), on("cuda:1", 2, 2)), SAME)

    assert "cuda:0" in message and "cuda:1" in message


def test_a_network_and_its_input_must_meet():
    """A layer on a device refuses an input of the host, with the message of its kernel."""
    net, convolution = mlp().cuda(), nn.Conv2d(1, 1, 1).cuda()
    refused(lambda: net(torch.ones(1, 4)), SAME, "mat1", "wrapper_CUDA_addmm")
    refused(lambda: nn.Embedding(5, 2).cuda()(torch.tensor([1])), SAME)
    refused(
        lambda: convolution(torch.ones(1, 1, 2, 2)),
        "Input type (torch.FloatTensor) and weight type (torch.cuda.FloatTensor) should be the same",
    )
    refused(
        lambda: convolution.cpu()(on("cuda:0", 1, 1, 2, 2)),
        "Input type (torch.cuda.FloatTensor) and weight type (torch.FloatTensor) should be the same",
    )
    refused(
        lambda: convolution.cuda(0)(on("cuda:1", 1, 1, 2, 2)),
        SAME,
        "weight",
        "in method wrapper_CUDA__cudnn_convolution",
    )


@pytest.mark.parametrize("kind", [nn.RNN, nn.LSTM, nn.GRU])
def test_recurrent_layers_say_what_is_elsewhere(kind):
    """A recurrent layer compares its input with its weights and states, in words of its own."""
    layer, x, found = kind(2, 2).cuda(), torch.ones(1, 1, 2), "found input tensor at cuda:0 and"
    with torch.inference_mode():
        refused(lambda: layer(x), "Input and parameter tensors are not at the same device", "input tensor at cpu")
    refused(lambda: layer.cpu()(x.cuda()), found, "parameter tensor at cpu")
    state = torch.zeros(1, 1, 2)
    refused(lambda: layer.cuda()(x.cuda(), (state, state) if kind is nn.LSTM else state), found, "hidden tensor at cpu")


def test_lists_of_tensors_are_checked_by_position():
    """In `_foreach_` operators each pair must meet, and results stay where their tensors are."""
    x, y, host = on("cuda:0", 2), on("cuda:1", 2), torch.ones(2)
    summed = torch._foreach_add([x, y, host], [x, y, host])
    torch._foreach_mul_([x, y], 3)
    norms = torch._foreach_norm([x, y])

    assert [device(one) for one in summed] == ["cuda:0", "cuda:1", "cpu"] and [device(one) for one in norms] == [
        "cuda:0",
        "cuda:1",
    ]
    assert values(x) == values(y) == [3.0, 3.0] and values(summed[1]) == [2.0, 2.0]
    assert device(torch._foreach_add([x], [torch.tensor(1.0)])[0]) == "cuda:0"
    assert device(torch._foreach_mul([x], torch.tensor(2.0))[0]) == "cuda:0"
    refused(lambda: torch._foreach_mul_([x, y], x.sum()), SAME)


# -- indexing


def test_indices_of_the_host_point_anywhere():
    """A tensor of a device is read and written by indices of the host, or of that device."""
    x = torch.arange(4.0, device="cuda:1")
    x[torch.tensor([1])] = 5.0
    x[torch.tensor([3], device="cuda:1")] = torch.tensor(7.0)

    assert values(x) == [0.0, 5.0, 2.0, 7.0]
    assert devices(x[torch.tensor([0, 2])], x[[0, 1]], x[x > 2], x[1], x[torch.tensor([0], device=1)]) == {"cuda:1"}


@pytest.mark.parametrize(("base", "index"), [("cpu", "cuda:0"), ("cuda:0", "cuda:1")])
def test_indices_of_a_device_point_into_it(base, index):
    """Indices of a device are of no use for tensors that are elsewhere."""
    x, positions = torch.arange(4.0, device=base), torch.tensor([0], device=index)
    words = f"indices should be either on cpu or on the same device as the indexed tensor ({base})"

    refused(lambda: x[positions], words)
    refused(lambda: x.__setitem__(positions, 1.0), words)


# -- reading


def test_values_are_read_through_the_host():
    """Numbers can be read by `.item()`, `.tolist()`, `float`, comparisons and formatting."""
    x = torch.tensor([4.0], device="cuda:0")

    assert (x.item(), x.tolist(), float(x), bool(x > 3), f"{x[0]:.1f}") == (4.0, [4.0], 4.0, True, "4.0")


def test_arrays_are_of_the_host():
    """NumPy sees no tensor of a device until it is copied."""
    x = torch.from_numpy(np.ones(2)).to("cuda:1")

    for read in (x.numpy, lambda: np.asarray(x)):
        refused(read, "can't convert cuda:1 device type tensor to numpy. Use Tensor.cpu() to copy", kind=TypeError)
    refused(x.requires_grad_().numpy, "can't convert cuda:1", kind=TypeError)
    assert x.detach().cpu().numpy().tolist() == x.numpy(force=True).tolist() == [1.0, 1.0]


def test_tensors_show_their_device():
    """The text of a tensor, or of a parameter, names its device, and none on the host."""
    assert repr(torch.tensor([1.0, 2.0], device="cuda:1")) == "tensor([1., 2.], device='cuda:1')"
    shown = repr(nn.Parameter(on("cuda:0", 1)))
    assert "device='cuda:0'" in shown and "requires_grad=True" in shown
    assert repr(torch.tensor([1.0])) == "tensor([1.])"
