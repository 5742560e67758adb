"""Rules for values: reading them, differentiating them, drawing them, and the memory they are in."""

from __future__ import annotations

import gc
import threading
from typing import Any

import numpy as np
import torch
from torch import nn

from .table import ITERATED, place, refused, rules, seen, values

UNREADABLE = refused(
    "can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.",
    kind="TypeError",
)

READING = rules(
    "reading",
    {
        "numpy sees no tensor of a device": (lambda x: x.numpy(), UNREADABLE),
        "nor does asarray": (lambda x: np.asarray(x), UNREADABLE),
        "nor one that requires a gradient": (lambda x: x.requires_grad_().numpy(), UNREADABLE),
        "numpy with force copies": (lambda x: x.numpy(force=True).tolist(), [[1.0, 1.0]] * 2),
        "arrays are of the host and can be moved": (
            lambda: seen(torch.from_numpy(np.ones(2)).cuda()),
            ["cuda:0", [1.0, 1.0]],
        ),
        "tolist, item, float, int, bool": (
            lambda x: [x.tolist(), x.sum().item(), float(x[0, 0]), int(x[0, 0]), bool(x[0, 0] > 0)],
            [[[1.0, 1.0]] * 2, 4.0, 1.0, 1, True],
        ),
        "item of several": (lambda x: x.item(), refused("a Tensor with 4 elements cannot be converted to Scalar")),
        "the truth of several": (
            lambda x: bool(x),
            refused("Boolean value of Tensor with more than one value is ambiguous"),
        ),
        "format": (lambda x: f"{x[0, 0]:.2f}", "1.00"),
        "a number of the device is an index": (lambda: ["a", "b"][torch.tensor(1, device="cuda")], "b"),
        "iteration gives tensors of the device": (lambda x: place(*x), ["cuda:0", "cuda:0"]),
        "equal compares within a device": (
            lambda x: [torch.equal(x, x.clone()), torch.allclose(x, x * 2)],
            [True, False],
        ),
        "equal with the host is refused": (torch.equal, refused("Expected all tensors to be on the same device")),
        "allclose with the host is refused": (torch.allclose, ITERATED),
    },
)


class Square(torch.autograd.Function):
    """A function with a backward of its own."""

    @staticmethod
    def forward(ctx: Any, x: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(x)
        return x * x

    @staticmethod
    def backward(ctx: Any, gradient: torch.Tensor) -> torch.Tensor:
        return 2 * ctx.saved_tensors[0] * gradient


def gradient(leaf: torch.Tensor, action: Any) -> Any:
    leaf.requires_grad_()
    action(leaf).sum().backward()
    return seen(leaf.grad)


def gradient_of_a_layer(x: torch.Tensor) -> Any:
    net = nn.Linear(2, 2).cuda()
    net(x).sum().backward()
    return place(net.weight.grad, net.bias.grad)


AUTOGRAD = rules(
    "autograd",
    {
        "gradients are where their leaves are": (lambda x: gradient(x, torch.square), ["cuda:0", [[2.0, 2.0]] * 2]),
        "those of layers too": (gradient_of_a_layer, ["cuda:0", "cuda:0"]),
        "they follow a move back to the host": (
            lambda host: gradient(host, lambda one: one.cuda() * 3),
            ["cpu", [[3.0, 3.0]] * 2],
        ),
        "they follow a move back to the device": (
            lambda x: gradient(x, lambda one: one.cpu() * 3),
            ["cuda:0", [[3.0, 3.0]] * 2],
        ),
        "they follow a copy": (
            lambda x, host: gradient(host, lambda one: torch.zeros_like(x).copy_(one * 3)),
            ["cpu", [[3.0, 3.0]] * 2],
        ),
        "they follow moves between devices": (
            lambda x, other: gradient(x, lambda one: one.to(other.device) * other * 3),
            ["cuda:0", [[3.0, 3.0]] * 2],
        ),
        "a number of the host keeps its own there": (
            lambda x: gradient(torch.tensor(2.0), lambda one: one * x),
            ["cpu", 4.0],
        ),
        "parts leave zeros on the device": (
            lambda x: gradient(x, lambda one: one.chunk(2, 1)[0] * one[0, 1]),
            ["cuda:0", [[1.0, 2.0], [1.0, 0.0]]],
        ),
        "functions of one's own": (lambda x: gradient(x, Square.apply), ["cuda:0", [[2.0, 2.0]] * 2]),
        "gradients of gradients": (
            lambda x: gradient(x, lambda one: torch.autograd.grad((one**3).sum(), one, create_graph=True)[0]),
            ["cuda:0", [[6.0, 6.0]] * 2],
        ),
        "a moved leaf is none": (
            lambda host: [(y := host.requires_grad_().cuda()).is_leaf, y.grad_fn is None],
            [False, False],
        ),
        "a parameter of a moved tensor is one": (lambda x: nn.Parameter(x).is_leaf, True),
        "a gradient of the host is refused": (
            lambda x, host: setattr(x, "grad", host),
            refused("attempting to assign a gradient with device type 'cpu' to a tensor with device type 'cuda'"),
        ),
        "a gradient of another device is refused": (
            lambda x, other: setattr(x, "grad", other),
            refused("attempting to assign a gradient located on device with index '1'"),
        ),
        "backward from the host is refused": (
            lambda x, host: (x.requires_grad_() * 2).backward(host),
            refused("invalid gradient at index 0 - expected device cuda:0 but got cpu"),
        ),
        "grad from the host is refused": (
            lambda x, host: torch.autograd.grad(x.requires_grad_() * 2, x, host),
            refused("expected device cuda:0 but got cpu"),
        ),
        "a number of the host goes where it is needed": (
            lambda x: (x.requires_grad_().sum().backward(torch.tensor(3.0)), seen(x.grad))[1],
            ["cuda:0", [[3.0, 3.0]] * 2],
        ),
        "clipping returns a norm of the device": (
            lambda x: (gradient(x, torch.square), place(nn.utils.clip_grad_norm_([x], 1.0)))[1],
            "cuda:0",
        ),
        "tracked and untracked results are where they belong": (
            lambda x: place(torch.no_grad()(torch.mul)(x, 2), torch.inference_mode()(torch.mul)(x, 2)),
            ["cuda:0", "cuda:0"],
        ),
        "autocast computes in the lower precision": (lambda x: autocast(x), ["cuda:0", "torch.bfloat16"]),
    },
)


def autocast(x: torch.Tensor) -> Any:
    with torch.autocast("cuda", dtype=torch.bfloat16):
        out = nn.Linear(2, 2).cuda()(x)
    return place(out), str(out.dtype)


def draw() -> Any:
    return values(torch.rand(3, device="cuda"))


def repeats(seed: Any) -> Any:
    seed(3)
    first = draw()
    second = draw()
    seed(3)
    return first == draw(), first == second


def host_draws_around(action: Any) -> bool:
    torch.manual_seed(5)
    expected = values(torch.rand(3))
    torch.manual_seed(5)
    action()
    return values(torch.rand(3)) == expected


def generated(seed: int) -> Any:
    generator = torch.Generator("cuda").manual_seed(seed)
    return values(torch.rand(3, device="cuda", generator=generator))


def forked() -> Any:
    with torch.random.fork_rng(devices=[0]):
        first = draw()
    return first == draw()


def put_back() -> Any:
    state = torch.cuda.get_rng_state()
    first = draw()
    torch.cuda.set_rng_state(state)
    return first == draw(), place(state), str(state.dtype)


RANDOM = rules(
    "random numbers",
    {
        "manual_seed repeats them": (lambda: repeats(torch.manual_seed), [True, False]),
        "cuda.manual_seed repeats them": (lambda: repeats(torch.cuda.manual_seed), [True, False]),
        "cuda.manual_seed_all repeats them": (lambda: repeats(torch.cuda.manual_seed_all), [True, False]),
        "the seed is remembered": (lambda: (torch.manual_seed(7), torch.cuda.initial_seed())[1], 7),
        "draws on a device leave the host's alone": (lambda: host_draws_around(draw), True),
        "dropout does too": (lambda x: host_draws_around(lambda: nn.functional.dropout(x)), True),
        "the host's numbers are others": (lambda: (torch.manual_seed(5), values(torch.rand(3)) == draw())[1], False),
        "a state can be put back": (put_back, [True, "cpu", "torch.uint8"]),
        "fork_rng restores the device's": (forked, True),
        "a generator repeats its numbers": (
            lambda: [generated(3) == generated(3), generated(3) == generated(4)],
            [True, False],
        ),
        "a generator knows its device and seed": (
            lambda: [(made := torch.Generator("cuda").manual_seed(3)).device.type, made.initial_seed()],
            ["cuda", 3],
        ),
        "a generator of the device is of no use on the host": (
            lambda: torch.rand(3, generator=torch.Generator("cuda")),
            refused("Expected a 'cpu' device type for generator but found 'cuda'"),
        ),
        "a generator of the host is of no use on the device": (
            lambda: torch.rand(3, device="cuda", generator=torch.Generator()),
            refused("Expected a 'cuda' device type for generator but found 'cpu'"),
        ),
        "nor in place": (
            lambda x: x.normal_(generator=torch.Generator()),
            refused("Expected a 'cuda' device type for generator"),
        ),
    },
)

PINNED = rules(
    "pinned memory",
    {
        "tensors of the host can be pinned": (
            lambda host: [host.is_pinned(), (y := host.pin_memory()).is_pinned(), place(y), y is host],
            [False, True, "cpu", False],
        ),
        "what is pinned is not pinned again": (lambda host: (y := host.pin_memory()).pin_memory() is y, True),
        "factories pin": (
            lambda: [torch.empty(2, pin_memory=True).is_pinned(), torch.tensor([1], pin_memory=True).is_pinned()],
            [True, True],
        ),
        "it moves like any other": (lambda host: place(host.pin_memory().to("cuda", non_blocking=True)), "cuda:0"),
        "a tensor of the device is not pinned": (lambda x: x.is_pinned(), False),
        "nor can it be": (
            lambda x: x.pin_memory(),
            refused("cannot pin 'torch.cuda.FloatTensor' only dense CPU tensors can be pinned"),
        ),
        "nor made so": (
            lambda: torch.zeros(2, device="cuda", pin_memory=True),
            refused("Only dense CPU tensors can be pinned"),
        ),
    },
)


def growth(*actions: Any) -> list[int]:
    """Return by how much the memory in use has grown after each action, whose results are kept."""
    gc.collect()
    before, kept, grown = torch.cuda.memory_allocated(), [], []
    for action in actions:
        kept.append(action(kept))
        grown.append(torch.cuda.memory_allocated() - before)
    return grown


def megabyte(_: Any = None) -> torch.Tensor:
    return torch.zeros(1024, 256, device="cuda")


def peak() -> Any:
    gc.collect()
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    megabyte()
    grown = torch.cuda.max_memory_allocated() - before
    torch.cuda.reset_peak_memory_stats()
    return grown, torch.cuda.max_memory_allocated() - before


MEMORY = rules(
    "memory",
    {
        "a tensor takes its bytes and gives them back": (
            lambda: growth(megabyte, lambda kept: kept.clear()),
            [2**20, 0],
        ),
        "a view keeps all of them": (
            lambda: growth(megabyte, lambda kept: kept.append(kept.pop()[:1]), lambda kept: kept.clear()),
            [2**20, 2**20, 0],
        ),
        "blocks are of 512 bytes": (lambda: growth(lambda kept: torch.zeros(1, device="cuda")), [512]),
        "work in place takes none": (lambda: growth(megabyte, lambda kept: kept[0].add_(1).mul_(2)), [2**20, 2**20]),
        "a copy takes as much again": (lambda: growth(megabyte, lambda kept: kept[0].clone()), [2**20, 2**21]),
        "the host's tensors take none": (lambda: growth(lambda kept: torch.zeros(1024)), [0]),
        "a module takes that of its parameters": (
            lambda: growth(lambda kept: nn.Linear(256, 1024, bias=False).cuda()),
            [2**20],
        ),
        "the most is remembered, and forgotten on demand": (peak, [2**20, 0]),
        "total and free are consistent": (
            lambda: (
                lambda free, total: [0 < free <= total, total == torch.cuda.get_device_properties(0).total_memory]
            )(*torch.cuda.mem_get_info()),
            [True, True],
        ),
        "each device has its own": (
            lambda other: (
                before := torch.cuda.memory_allocated(0),
                kept := torch.zeros(999, device=other.device),
                torch.cuda.memory_allocated(0) - before,
                kept.numel(),
            )[2],
            0,
        ),
    },
)


def in_a_thread() -> Any:
    found: list[Any] = []
    thread = threading.Thread(target=lambda: found.append(seen(torch.ones(2, device="cuda") + 1)))
    thread.start()
    thread.join()
    return found


def on_a_stream() -> Any:
    stream, event = torch.cuda.Stream(), torch.cuda.Event()
    with torch.cuda.stream(stream):
        inside = torch.cuda.current_stream() == stream
        y = torch.ones(2, device="cuda") * 2
        event.record()
    torch.cuda.current_stream().wait_stream(stream)
    event.synchronize()
    return inside, torch.cuda.current_stream() == torch.cuda.default_stream(), event.query(), values(y)


RUNTIME = rules(
    "runtime",
    {
        "CUDA is there, and the accelerator": (
            lambda: [
                torch.cuda.is_available(),
                torch.cuda.device_count() > 0,
                torch.accelerator.current_accelerator().type,
            ],
            [True, True, "cuda"],
        ),
        "the first device is current": (lambda: [torch.cuda.current_device(), torch.cuda.is_initialized()], [0, True]),
        "a thread sees the devices": (in_a_thread, [["cuda:0", [2.0, 2.0]]]),
        "streams and events": (on_a_stream, [True, True, True, [2.0, 2.0]]),
        "a script runs on the device": (lambda x: seen(torch.jit.script(doubled)(x)), ["cuda:0", [[2.0, 2.0]] * 2]),
        "data in parallel": (
            lambda other: place(nn.DataParallel(nn.Linear(2, 2).cuda(), [0, 1])(torch.ones(4, 2).cuda())),
            "cuda:0",
        ),
    },
)


def doubled(x: torch.Tensor) -> torch.Tensor:
    return x * 2


RULES = [*READING, *AUTOGRAD, *RANDOM, *PINNED, *MEMORY, *RUNTIME]
