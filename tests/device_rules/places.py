"""Rules for where things are: copies and identity, factories, modules, files, ordinals."""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import torch
from torch import nn

from .table import place, refused, rules, seen, values

NOT_THERE = refused("invalid device ordinal")


def two_layers() -> nn.Sequential:
    return nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.Linear(3, 2))


def there_and_back(host: torch.Tensor) -> Any:
    there = host.to("cuda")
    back = there.cpu()
    host[0], back[1] = 7, 9
    return place(there, back), values(there), back is host


COPIES = rules(
    "copies",
    {
        "there and back are copies": (there_and_back, [["cuda:0", "cpu"], [[1.0, 1.0]] * 2, False]),
        "to where a tensor is returns it": (
            lambda x, host: [
                x.to("cuda:0") is x,
                x.to("cuda") is x,
                x.cuda() is x,
                x.to(x) is x,
                x.to(torch.float32) is x,
                host.cpu() is host,
                host.to("cpu") is host,
            ],
            [True] * 7,
        ),
        "a wanted copy is one": (lambda x: [(y := x.to("cuda", copy=True)) is x, place(y)], [False, "cuda:0"]),
        "a dtype changes alone": (lambda x: [place(x.double()), str(x.half().dtype)], ["cuda:0", "torch.float16"]),
        "device and dtype change together": (
            lambda host: [place(y := host.to("cuda", torch.float64)), str(y.dtype)],
            ["cuda:0", "torch.float64"],
        ),
        "like another tensor": (
            lambda x, host: [place(y := host.to(x.double())), str(y.dtype)],
            ["cuda:0", "torch.float64"],
        ),
        "without waiting": (
            lambda x, host: place(host.to("cuda", non_blocking=True), x.to("cpu", non_blocking=True)),
            ["cuda:0", "cpu"],
        ),
        "the memory format survives": (
            lambda: (
                torch.ones(1, 2, 3, 3)
                .to(memory_format=torch.channels_last)
                .cuda()
                .is_contiguous(memory_format=torch.channels_last)
            ),
            True,
        ),
        "views and detached tensors are where their base is": (
            lambda x: place(x[0], x.T, x.detach(), x.view(-1), x.data),
            ["cuda:0"] * 5,
        ),
        "writing through a view changes the base": (
            lambda x: (x.view(-1)[1:].zero_(), seen(x))[1],
            ["cuda:0", [[1.0, 0.0], [0.0, 0.0]]],
        ),
        "clones and deep copies stay": (lambda x: place(x.clone(), copy.copy(x), copy.deepcopy(x)), ["cuda:0"] * 3),
        "to another device": (
            lambda x, other: [place(x.to("cuda:1"), x.cuda(1)), other.cuda(1) is other, place(x)],
            [["cuda:1", "cuda:1"], True, "cuda:0"],
        ),
        "a tensor without values has nothing to copy": (
            lambda: torch.ones(2, device="meta").to("cuda"),
            refused("Cannot copy out of meta tensor", kind="NotImplementedError"),
        ),
        "what is saved in a storage is where the tensor is": (
            lambda x: [str(x.untyped_storage().device), x.untyped_storage().is_cuda],
            ["cuda:0", True],
        ),
    },
)
SAYING = rules(
    "what a tensor says",
    {
        "device, is_cuda, is_cpu, get_device": (
            lambda x, host: [[place(one), one.is_cuda, one.is_cpu, one.get_device()] for one in (x, host)],
            [["cuda:0", True, False, 0], ["cpu", False, True, -1]],
        ),
        "devices are compared with their index": (
            lambda x: [
                x.device == torch.device("cuda:0"),
                x.device == torch.device("cuda"),
                x.device.type,
                x.device.index,
            ],
            [True, False, "cuda", 0],
        ),
        "its legacy type": (
            lambda x, host: [x.type(), host.type(), x.long().type()],
            ["torch.cuda.FloatTensor", "torch.FloatTensor", "torch.cuda.LongTensor"],
        ),
        "legacy types make and recognise tensors": (
            lambda x, host: [
                place(torch.cuda.FloatTensor(2)),
                isinstance(x, torch.cuda.FloatTensor),
                isinstance(host, torch.cuda.FloatTensor),
            ],
            ["cuda:0", True, False],
        ),
        "its class tells nothing": (
            lambda x: [type(x).__name__, type(nn.Parameter(x)).__name__],
            ["Tensor", "Parameter"],
        ),
        "its text names the device": (
            lambda x, host: [repr(x[0]), repr(host[0])],
            ["tensor([1., 1.], device='cuda:0')", "tensor([1., 1.])"],
        ),
    },
)
FACTORIES = rules(
    "factories",
    {
        "a named device": (
            lambda: place(
                torch.zeros(2, device="cuda"),
                torch.arange(3, device="cuda:0"),
                torch.rand(2, device=0),
                torch.randperm(3, device="cuda"),
                torch.full((2,), 1.0, device=torch.device("cuda")),
                torch.eye(2, device="cuda"),
                torch.linspace(0, 1, 3, device="cuda"),
            ),
            ["cuda:0"] * 7,
        ),
        "data goes where it is told": (
            lambda: place(torch.tensor([1.0], device="cuda"), torch.as_tensor([1.0], device="cuda")),
            ["cuda:0"] * 2,
        ),
        "like a tensor, where that is": (
            lambda x: place(
                torch.zeros_like(x), torch.rand_like(x), x.new_zeros(2), x.new_tensor([1.0]), x.new_full((2,), 3)
            ),
            ["cuda:0"] * 5,
        ),
        "like a tensor, and elsewhere": (
            lambda x, host: place(torch.zeros_like(x, device="cpu"), torch.ones_like(host, device="cuda")),
            ["cpu", "cuda:0"],
        ),
        "a tensor of a tensor stays": (
            lambda x: [place(torch.tensor(x)), place(y := torch.as_tensor(x)), y is x],
            ["cuda:0", "cuda:0", True],
        ),
        "a tensor of a list of numbers of the device is of the host": (
            lambda x: seen(torch.tensor([x[0, 0], x[0, 1]])),
            ["cpu", [1.0, 1.0]],
        ),
        "the device of a block": (
            lambda: (lambda made: [place(*made), place(torch.zeros(1))])(made_in_a_block()),
            [["cuda:0"] * 3 + ["cpu"], "cpu"],
        ),
        "the default device": (
            lambda: (
                torch.set_default_device("cuda"),
                place(torch.zeros(1), torch.tensor([1.0]), nn.Linear(1, 1).weight),
            )[1],
            ["cuda:0"] * 3,
        ),
        "the current device of a block": (lambda: place(made_on_the_current_device(0)), "cuda:0"),
        "the current device is what cuda means": (
            lambda other: [place(made_on_the_current_device(1)), torch.cuda.current_device()],
            ["cuda:1", 0],
        ),
        "sparse tensors": (lambda: place(torch.sparse_coo_tensor([[0]], [1.0], (2,), device="cuda")), "cuda:0"),
        "a device by its number": (lambda: str(torch.device(0)), "cuda:0"),
    },
)


def made_in_a_block() -> list[torch.Tensor]:
    with torch.device("cuda"):
        return [torch.zeros(1), torch.tensor([1.0]), nn.Linear(1, 1).weight, torch.zeros(1, device="cpu")]


def made_on_the_current_device(index: int) -> torch.Tensor:
    with torch.cuda.device(index):
        return torch.zeros(1, device="cuda")


def moved(net: nn.Module) -> Any:
    before = list(net.parameters())
    result = net.to("cuda")
    same = [one is other for one, other in zip(before, net.parameters(), strict=True)]
    return result is net, same, sorted({place(one) for one in [*net.parameters(), *net.buffers()]})


def with_gradients_moved(net: nn.Module, x: torch.Tensor) -> Any:
    net(x).sum().backward()
    net.cuda()
    return place(net[0].weight.grad), net[0].weight.is_leaf


def left_behind() -> Any:
    net = nn.Linear(2, 2)
    net.plain, net.listed = torch.ones(2), [nn.Linear(2, 2)]
    net.cuda()
    return place(net.weight, net.plain, net.listed[0].weight)


def steps_after_a_move(optimiser: type[torch.optim.Optimizer], **options: Any) -> Any:
    net = nn.Linear(2, 1)
    stepper = optimiser(net.parameters(), lr=0.1, **options)
    net.cuda()
    before = values(net.weight)
    net(torch.ones(1, 2, device="cuda")).sum().backward()
    stepper.step()
    state = stepper.state[net.weight]
    where = {name: place(one) for name, one in state.items() if isinstance(one, torch.Tensor)}
    return place(net.weight), values(net.weight) != before, where


MODULES = rules(
    "modules",
    {
        "to moves the very parameters, and buffers": (lambda: moved(two_layers()), [True, [True] * 6, ["cuda:0"]]),
        "cuda, cpu and to agree": (
            lambda: [
                place(net.weight)
                for net in (nn.Linear(1, 1).cuda(), nn.Linear(1, 1).cuda().cpu(), nn.Linear(1, 1).to(0))
            ],
            ["cuda:0", "cpu", "cuda:0"],
        ),
        "gradients move along": (lambda host: with_gradients_moved(two_layers(), host), ["cuda:0", True]),
        "what is not registered stays behind": (left_behind, ["cuda:0", "cpu", "cpu"]),
        "a device can be named at once": (lambda: place(nn.Linear(2, 2, device="cuda").weight), "cuda:0"),
        "a lazy layer that was moved makes its parameters there": (
            lambda x: place((net := nn.LazyLinear(3).cuda())(x), net.weight),
            ["cuda:0", "cuda:0"],
        ),
        "data of a parameter brings its place along": (
            lambda x, host: (setattr(one := nn.Parameter(host), "data", x), place(one))[1],
            "cuda:0",
        ),
        "running statistics are kept where they are": (
            lambda x: (net := nn.BatchNorm1d(2).cuda(), net(x), seen(net.num_batches_tracked))[2],
            ["cuda:0", 1],
        ),
        "a state names where its tensors are": (
            lambda: place(*nn.Linear(2, 2).cuda().state_dict().values()),
            ["cuda:0", "cuda:0"],
        ),
        "a state is loaded into a module that stays": (
            lambda: (
                net := nn.Linear(2, 2),
                net.load_state_dict(nn.Linear(2, 2).cuda().state_dict()),
                place(net.weight),
            )[2],
            "cpu",
        ),
        "parameters of two places do not make a vector": (
            lambda: nn.utils.parameters_to_vector(
                [*nn.Linear(2, 2).parameters(), *nn.Linear(2, 2).cuda().parameters()]
            ),
            refused("different devices", kind="TypeError"),
        ),
        "SGD steps after a move": (lambda: steps_after_a_move(torch.optim.SGD), ["cuda:0", True, {}]),
        "Adam keeps its averages there and counts on the host": (
            lambda: steps_after_a_move(torch.optim.Adam),
            ["cuda:0", True, {"step": "cpu", "exp_avg": "cuda:0", "exp_avg_sq": "cuda:0"}],
        ),
        "fused Adam counts on the device": (
            lambda: steps_after_a_move(torch.optim.Adam, fused=True),
            ["cuda:0", True, {"step": "cuda:0", "exp_avg": "cuda:0", "exp_avg_sq": "cuda:0"}],
        ),
    },
)


def saved(value: Any) -> io.BytesIO:
    file = io.BytesIO()
    torch.save(value, file)
    file.seek(0)
    return file


FILES = rules(
    "files",
    {
        "what was saved on the device comes back there": (
            lambda x: seen(torch.load(saved(x))),
            ["cuda:0", [[1.0, 1.0]] * 2],
        ),
        "map_location by name, device, mapping and function": (
            lambda x: place(
                *(
                    torch.load(saved(x), map_location=where)
                    for where in (
                        "cpu",
                        torch.device("cpu"),
                        {"cuda:0": "cpu"},
                        lambda storage, location: storage,
                        lambda storage, location: storage.cuda(),
                    )
                )
            ),
            ["cpu"] * 4 + ["cuda:0"],
        ),
        "what was saved on the host is mapped too": (
            lambda host: place(torch.load(saved(host), map_location="cuda")),
            "cuda:0",
        ),
        "from one device to another": (
            lambda other: place(torch.load(saved(other), map_location={"cuda:1": "cuda:0"})),
            "cuda:0",
        ),
        "a device that is not there": (
            lambda host: torch.load(saved(host), map_location="cuda:99"),
            refused("Attempting to deserialize object on CUDA device 99 but torch.cuda.device_count() is"),
        ),
        "pickle": (lambda x: seen(pickle.loads(pickle.dumps(x))), ["cuda:0", [[1.0, 1.0]] * 2]),
        "whole modules": (lambda x: place(torch.load(saved(nn.Linear(2, 2).cuda()), weights_only=False)(x)), "cuda:0"),
        "deep copies of modules": (lambda: place(copy.deepcopy(nn.Linear(2, 2).cuda()).weight), "cuda:0"),
        "shared storages stay shared": (
            lambda x: (lambda pair: pair[0].data_ptr() == pair[1].data_ptr())(torch.load(saved([x, x.T]))),
            True,
        ),
    },
)
ORDINALS = rules(
    "ordinals",
    {
        "a factory": (lambda: torch.zeros(1, device="cuda:99"), NOT_THERE),
        "data": (lambda: torch.tensor([1.0], device="cuda:99"), NOT_THERE),
        "to": (lambda host: host.to("cuda:99"), NOT_THERE),
        "cuda": (lambda host: host.cuda(99), NOT_THERE),
        "from the device": (lambda x: x.to("cuda:99"), NOT_THERE),
        "a module": (lambda: nn.Linear(1, 1).to("cuda:99"), NOT_THERE),
        "the current device": (lambda: torch.cuda.set_device(99), NOT_THERE),
        "properties": (
            lambda: torch.cuda.get_device_properties(99),
            refused("Invalid device id", kind="AssertionError"),
        ),
        "its name": (lambda: torch.cuda.get_device_name(99), refused("Invalid device id", kind="AssertionError")),
        "cuda of the host": (lambda host: host.cuda("cpu"), refused("Invalid device, must be cuda device")),
        "the current device on the host": (
            lambda: torch.cuda.set_device("cpu"),
            refused("Expected a cuda device, but got: cpu", kind="ValueError"),
        ),
        "a device that does not exist": (lambda host: host.to("gpu"), refused("Expected one of cpu, cuda")),
        "no number": (lambda host: host.to("cuda:x"), refused("Invalid device string: 'cuda:x'")),
    },
)

RULES = [*COPIES, *SAYING, *FACTORIES, *MODULES, *FILES, *ORDINALS]
