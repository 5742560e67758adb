"""Simulated devices by name: how many there are, which one is current, and what is made on them."""

from __future__ import annotations

import threading

import pytest
import torch
from torch import nn

from grader.worker.simulator import simulated
from simulation import device, devices, refused, values


@pytest.fixture(autouse=True)
def counters():
    with simulated(2) as counters:
        yield counters


# -- naming and counting


def test_availability():
    """Devices are there, and an accelerator is CUDA."""
    assert torch.cuda.is_available() and torch.accelerator.is_available()
    assert torch.cuda.device_count() == torch.accelerator.device_count() == 2
    assert torch.accelerator.current_accelerator() == torch.device("cuda")


def test_the_current_device_is_what_cuda_means():
    """`cuda` without an index is the device that was set."""
    assert torch.cuda.current_device() == 0
    torch.cuda.set_device(1)

    assert torch.cuda.current_device() == torch.accelerator.current_device_index() == 1
    assert devices(torch.zeros(2, device="cuda"), torch.zeros(2).cuda(), torch.zeros(2).to("cuda")) == {"cuda:1"}


CONTEXTS = {"cuda": torch.cuda.device}
if hasattr(torch.accelerator, "device_index"):  # since torch 2.8
    CONTEXTS["accelerator"] = torch.accelerator.device_index


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=list(CONTEXTS))
def test_the_current_device_of_a_block(context):
    """Inside `with torch.cuda.device(1)` it is another one, afterwards the same as before."""
    with context(1):
        assert device(torch.ones(2, device="cuda")) == "cuda:1"
        with context(0):
            assert torch.cuda.current_device() == 0
        assert torch.cuda.current_device() == 1

    assert torch.cuda.current_device() == 0


@pytest.mark.parametrize(
    "use",
    [
        lambda: torch.zeros(1, device="cuda:5"),
        lambda: torch.zeros(1).to("cuda:2"),
        lambda: torch.zeros(1).cuda(2),
        lambda: torch.tensor([1], device=5),
        lambda: nn.Linear(1, 1).cuda(7),
        lambda: torch.cuda.set_device(2),
    ],
)
def test_a_device_that_is_not_there(use):
    """Whoever names a device beyond the last one is told so."""
    refused(use, "invalid device ordinal")


@pytest.mark.parametrize("device", [2, -1, "cuda:2", torch.device("cuda", 7)])
@pytest.mark.parametrize("ask", ["get_device_properties", "get_device_name", "get_device_capability"])
def test_properties_of_a_device_that_is_not_there(ask, device):
    """Asked about a device that is not there, torch raises an AssertionError, not an error of CUDA."""
    with pytest.raises(AssertionError, match="Invalid device id"):
        getattr(torch.cuda, ask)(device)


def test_devices_by_index():
    """An integer means a CUDA device: in `torch.device`, in factories, in `.to` and in `.cuda`."""
    assert torch.device(1) == torch.device("cuda", 1) == torch.device("cuda:1")
    assert devices(torch.ones(2, device=1), torch.ones(2).to(1), torch.ones(2).cuda(1)) == {"cuda:1"}
    assert devices(nn.Linear(2, 2).to(1).weight, torch.ones(2).to(device=1)) == {"cuda:1"}


def test_devices_are_native_objects():
    """`torch.device` knows its instances and makes the ordinary kind."""
    made, found = torch.device("cuda", 1), torch.ones(1, device="cuda:1").device

    assert made == found and type(made) is type(found)
    assert isinstance(found, torch.device) and not isinstance("cuda", torch.device)
    assert (found.type, found.index) == ("cuda", 1)


def test_choosing_a_device_as_the_book_does():
    """`try_gpu` of the notes finds what is there and falls back on the CPU."""

    def try_gpu(index=0):
        return torch.device(f"cuda:{index}") if torch.cuda.device_count() >= index + 1 else torch.device("cpu")

    net = nn.Sequential(nn.LazyLinear(1)).to(device=try_gpu())
    x, y = torch.ones(2, 3, device=try_gpu()), torch.rand(2, 3, device=try_gpu(1))

    assert [str(try_gpu(index)) for index in (0, 1, 10)] == ["cuda:0", "cuda:1", "cpu"]
    assert device(x.cuda(1) + y) == "cuda:1" and devices(net(x), net[0].weight.data) == {"cuda:0"}


# -- factories

FACTORIES = {
    "zeros": lambda **where: torch.zeros(2, 3, **where),
    "full": lambda **where: torch.full((2,), 3.0, **where),
    "arange": lambda **where: torch.arange(4, **where),
    "rand": lambda **where: torch.rand(3, **where),
    "randperm": lambda **where: torch.randperm(3, **where),
    "eye": lambda **where: torch.eye(3, **where),
    "tensor": lambda **where: torch.tensor([1.0, 2.0], **where),
    "as_tensor": lambda **where: torch.as_tensor([1.0, 2.0], **where),
    "zeros_like": lambda **where: torch.zeros_like(torch.ones(2), **where),
    "rand_like": lambda **where: torch.rand_like(torch.ones(2), **where),
    "new_zeros": lambda **where: torch.ones(2).new_zeros(3, **where),
    "new_tensor": lambda **where: torch.ones(2).new_tensor([1.0], **where),
    "linear": lambda **where: nn.Linear(3, 2, **where).weight,
    "sparse": lambda **where: torch.sparse_coo_tensor([[0]], [1.0], (2,), **where),
}


@pytest.mark.parametrize("make", FACTORIES.values(), ids=list(FACTORIES))
def test_factories_make_tensors_where_they_are_told(make):
    """With `device=` a tensor is on that device, without it on the host."""
    assert device(make(device="cuda:1")) == device(make(device=1)) == "cuda:1"
    assert device(make()) == device(make(device="cpu")) == "cpu"


def test_factories_like_a_tensor_follow_it():
    """What is made like a tensor is where that tensor is, unless another place is named."""
    x = torch.rand(3, device="cuda:1")
    like = [torch.zeros_like(x), torch.randn_like(x), x.new_zeros(2), x.new_tensor([1.0]), x.new_full((2,), 3)]

    assert devices(*like) == {"cuda:1"}
    assert devices(torch.zeros_like(x, device="cpu"), x.new_ones(2, device="cpu")) == {"cpu"}


def test_data_that_is_a_tensor():
    """`as_tensor` and `asarray` return a tensor that fits, unless a copy is wanted."""
    x = torch.rand(3, device="cuda:1")
    copied = torch.asarray(x, copy=True)

    host = torch.ones(3)
    moved = torch.as_tensor(host, device="cuda")

    assert torch.as_tensor(x) is x and torch.asarray(x) is x
    assert devices(host) == {"cpu"} and devices(moved) == {"cuda:0"}
    assert device(copied) == "cuda:1" and copied.data_ptr() != x.data_ptr()


def test_the_device_of_a_block():
    """Inside `with torch.device("cuda")` everything is made there, unless another place is named."""
    with torch.device("cuda"):
        inside = torch.zeros(2), torch.tensor([1.0]), nn.Linear(2, 2).weight
        assert device(torch.zeros(1, device="cpu")) == "cpu"

    assert devices(*inside) == {"cuda:0"} and device(torch.zeros(1)) == "cpu"


def test_the_default_device():
    """After `torch.set_default_device` everything is made there, lazy parameters included."""
    torch.set_default_device("cuda:1")
    made = [torch.zeros(2), torch.tensor([1.0]), nn.LazyLinear(2)(torch.ones(2, 3))]

    assert devices(*made) == {"cuda:1"} and str(torch.get_default_device()) == "cuda:1"
    torch.set_default_device(None)
    assert device(torch.zeros(1)) == "cpu"


def test_legacy_types():
    """`torch.cuda.FloatTensor` and its kin make, name, and recognise tensors of the current device."""
    x = torch.ones(2, device="cuda:1")

    assert device(torch.cuda.FloatTensor(2, 3)) == "cuda:0" and values(torch.cuda.LongTensor([1, 2])) == [1, 2]
    assert isinstance(x, torch.cuda.FloatTensor) and not isinstance(x.cpu(), torch.cuda.FloatTensor)
    assert not isinstance(x, torch.cuda.LongTensor) and issubclass(nn.Parameter, torch.cuda.FloatTensor)
    assert x.type() == "torch.cuda.FloatTensor" and x.cpu().type() == "torch.FloatTensor"
    assert devices(torch.ones(2).type(torch.cuda.DoubleTensor), torch.ones(2).type("torch.cuda.IntTensor")) == {
        "cuda:0"
    }
    assert device(x.type(torch.FloatTensor)) == "cpu" and device(x.type(torch.float64)) == "cuda:1"
    refused(lambda: torch.set_default_tensor_type("torch.cuda.FloatTensor"), "set_default_device")


# -- random numbers


def test_seeds_repeat_draws_on_a_device():
    """The same seed gives the same numbers, by `torch.manual_seed` and by `torch.cuda.manual_seed`."""
    draws = []
    for seed in (torch.manual_seed, torch.manual_seed, torch.cuda.manual_seed, torch.cuda.manual_seed_all):
        seed(3)
        draws.append(values(torch.randn(3, device="cuda")))

    assert draws[0] == draws[1] == draws[2] == draws[3] and torch.cuda.initial_seed() == 3
    assert values(torch.randn(3, device="cuda")) != draws[0]


def test_devices_draw_numbers_of_their_own():
    """Draws on a device leave those of the host alone, and are not the same as the host's."""
    torch.manual_seed(0)
    expected = torch.rand(3)
    torch.manual_seed(0)
    on_device = torch.rand(3, device="cuda")
    nn.functional.dropout(on_device)

    assert values(torch.rand(3)) == values(expected) != values(on_device)


def test_generators_of_a_device():
    """`torch.Generator(device="cuda")` repeats its numbers, knows its device and works on no other."""
    generator = torch.Generator(device="cuda:1").manual_seed(5)
    first = torch.rand(3, device="cuda:1", generator=generator)
    generator.manual_seed(5)

    assert values(first) == values(torch.empty(3, device="cuda:1").uniform_(generator=generator))
    assert str(generator.device) == "cuda:1" and generator.initial_seed() == 5
    assert isinstance(generator, torch.Generator) and isinstance(torch.Generator(), torch.Generator)
    torch.manual_seed(3)
    assert values(torch.rand(3)) == values(torch.rand(3, generator=torch.Generator().manual_seed(3)))
    refused(lambda: torch.rand(3, generator=generator), "Expected a 'cpu' device type for generator but found 'cuda'")
    refused(lambda: torch.rand(3, device=1, generator=torch.Generator()), "Expected a 'cuda' device type for generator")


def test_states_of_generators():
    """A state that was read can be put back; `fork_rng` does so."""
    state = torch.cuda.get_rng_state(1)
    first = torch.rand(2, device="cuda:1")
    torch.cuda.set_rng_state(state, 1)
    with torch.random.fork_rng(devices=[1]):
        second = torch.rand(2, device="cuda:1")

    assert values(first) == values(second) == values(torch.rand(2, device="cuda:1"))


def test_unforeseen_seeds():
    """`torch.cuda.seed` and `seed_all` begin sequences that nobody can foresee."""
    torch.cuda.manual_seed_all(1)
    torch.cuda.seed()
    assert torch.cuda.initial_seed() != 1
    with torch.cuda.device(1):
        assert torch.cuda.initial_seed() == 1
        torch.cuda.seed_all()
        assert torch.cuda.initial_seed() != 1


def test_states_of_all_generators():
    """The states of all devices can be read and put back together."""
    states = torch.cuda.get_rng_state_all()
    draws = [values(torch.rand(2, device=place)) for place in ("cuda:0", "cuda:1")]
    torch.cuda.set_rng_state_all(states)

    assert draws == [values(torch.rand(2, device=place)) for place in ("cuda:0", "cuda:1")]


# -- the rest of torch.cuda


def test_streams_and_events():
    """Streams can be entered, events recorded and waited for, and all work is always done."""
    stream, begin, end = torch.cuda.Stream(), torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
    with torch.cuda.stream(stream):
        assert torch.cuda.current_stream() is stream
        begin.record()
        torch.ones(2, device="cuda").record_stream(stream)
        end.record()
    torch.cuda.current_stream().wait_stream(stream)
    stream.synchronize()

    assert stream.query() and end.query() and begin.elapsed_time(end) >= 0
    assert torch.cuda.current_stream("cuda:1") is torch.cuda.default_stream(1)
    assert isinstance(stream.record_event(), torch.cuda.Event)
    refused(lambda: torch.cuda.Event().elapsed_time(end), "enable_timing=True", kind=ValueError)


def test_streams_belong_to_devices():
    """A stream is on the device that it was made for, becomes current there only, and a block gives way to the last."""
    first, second = torch.cuda.Stream("cuda:1"), torch.cuda.Stream(1)
    with torch.cuda.stream(first):
        with torch.cuda.stream(second):
            assert torch.cuda.current_stream(1) is second
        assert torch.cuda.current_stream(1) is first and torch.cuda.current_stream(0) is torch.cuda.default_stream(0)
    torch.cuda.set_stream(second)

    assert (str(first.device), first.device_index) == ("cuda:1", 1) and torch.cuda.current_stream(1) is second
    assert torch.cuda.default_stream(1) is torch.cuda.default_stream(1) is not torch.cuda.default_stream(0)
    torch.cuda.set_stream(torch.cuda.default_stream(1))


def test_events_have_times():
    """Milliseconds pass between events that were recorded, by themselves or by a stream."""
    begin, end, never = (torch.cuda.Event(enable_timing=True) for _ in range(3))
    begin.record()
    assert torch.cuda.current_stream().record_event(end) is end

    assert 0 <= begin.elapsed_time(end) < 60_000 and end.elapsed_time(begin) <= 0
    refused(lambda: begin.elapsed_time(never), "must be recorded", kind=ValueError)


def test_memory_is_counted():
    """Memory is in use as long as a tensor, or a view of it, is alive, and the most of it is remembered."""
    before = torch.cuda.memory_allocated(1)
    x = torch.zeros(1024, 256, device="cuda:1")
    view = x[:2]
    del x
    assert torch.cuda.memory_allocated(1) == before + 2**20 == torch.cuda.memory_reserved(1)
    del view

    assert torch.cuda.memory_allocated(1) == before and torch.cuda.max_memory_allocated(1) >= 2**20
    torch.cuda.reset_peak_memory_stats(1)
    torch.cuda.empty_cache()
    assert torch.cuda.max_memory_allocated(1) == before and torch.cuda.memory_allocated(0) == 0
    kept = torch.zeros(10, device="cuda:1")
    free, total = torch.cuda.mem_get_info(1)
    assert torch.cuda.memory_stats(1)["allocated_bytes.all.current"] == before + 512 == before + kept.nbytes + 472
    assert total - free == before + 512 and torch.cuda.get_device_properties(0).total_memory == total


def test_work_in_place_takes_no_memory():
    """Neither work in place nor a view takes memory, not even for a moment."""
    x = torch.zeros(1000, device="cuda")
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.max_memory_allocated()
    x.add_(1).view(10, 100).T.mul_(2)

    assert torch.cuda.max_memory_allocated() == before


def test_devices_say_that_they_are_simulated():
    """The name of a device hides nothing."""
    assert torch.cuda.get_device_name(1) == torch.cuda.get_device_properties(1).name == "Simulated CUDA device 1"
    assert "Simulated" in torch.cuda.memory_summary() and torch.cuda.get_device_capability() >= (7, 0)


def test_threads_see_the_devices():
    """A thread that begins while devices are simulated works on them, and what goes wrong in it is noticed."""
    seen = []

    def work():
        x = torch.ones(2, device="cuda:1") + 1
        seen.extend([device(x), values(x), refused(lambda: x + torch.ones(2))[:20]])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert seen == ["cuda:1", [2.0, 2.0], "Expected all tensors"]
