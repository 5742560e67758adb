"""The simulator comes when it is asked for and goes without a trace."""

from __future__ import annotations

import io
import subprocess
import sys
import threading

import pytest
import torch
import torch.utils._device
from torch import nn

from grader.catalog import ROOT
from grader.worker.simulator import install, simulated
from grader.worker.simulator.patches import Patches
from simulation import device, refused

OWNERS = (
    *(torch, torch.Tensor, torch.UntypedStorage, torch._C, torch._C._nn, torch.autograd, torch.jit),
    *(torch.cuda, torch.cuda.memory, torch.cuda.random, torch.cuda.streams, torch.accelerator, torch.backends.cudnn),
    *(torch.nn.parallel, torch.nn.parallel.comm, torch.amp.autocast_mode.autocast, threading.Thread),
    *(sys.modules[f"torch.nn.parallel.{name}"] for name in ("parallel_apply", "data_parallel")),
    *(
        sys.modules[name]
        for name in ("torch.optim.optimizer", "torch.nn.utils.clip_grad", "torch.utils._foreach_utils")
    ),
)


def state():
    """Return every attribute that could have been changed, and the depth of both stacks of modes."""
    attributes = [{name: id(value) for name, value in vars(owner).items()} for owner in OWNERS]
    depths = torch._C._len_torch_function_stack(), torch._C._len_torch_dispatch_stack()
    allowed = torch._weights_only_unpickler._get_allowed_globals()["torch.device"]
    return attributes, depths, allowed, torch.utils._device.CURRENT_DEVICE


def test_nothing_is_left_behind():
    """After removal every attribute of torch is the object that it was, and no mode is active."""
    before = state()
    with simulated(2):
        file = io.BytesIO()
        torch.save(torch.ones(2, device="cuda").device, file)
        torch._weights_only_unpickler._get_allowed_globals.cache_clear()
        torch.load(io.BytesIO(file.getvalue()))
        assert state() != before

    assert state() == before


def test_attributes_look_like_native_ones():
    """Torch's compiler asks the attributes of a tensor for the class that has them; ours can tell, too."""
    with simulated(1):
        owners = {vars(torch.Tensor)[name].__objclass__ for name in ("device", "is_cuda", "is_cpu", "grad")}

    assert owners == {torch.Tensor}


def test_removal_after_an_error():
    """An exception inside takes the devices away all the same."""
    before = state()
    with pytest.raises(ZeroDivisionError), simulated(2):
        1 / 0  # noqa: B018

    assert state() == before


def test_removal_with_a_default_device():
    """A default device that is gone is given up."""
    before = state()
    with simulated(2):
        torch.set_default_device("cuda:1")
        torch.ones(2)

    assert device(torch.ones(2)) == "cpu" and state() == before


def test_torch_is_itself_again():
    """After removal there is no CUDA, and tensors that were on a device are ordinary ones."""
    with simulated(2):
        x, net = torch.ones(2, device="cuda"), nn.Linear(2, 1).to("cuda:1")
        place = x.device

    assert device(x) == "cpu" and (x + torch.ones(2)).tolist() == net(x).detach().tolist() * 0 + [2.0, 2.0]
    assert str(place) == "cuda:0" and isinstance(place, torch.device)
    if not torch.cuda.is_available():
        message = refused(lambda: torch.ones(2).to("cuda:0"), kind=(AssertionError, RuntimeError))
        assert "CUDA" in message or "NVIDIA" in message


def test_tags_of_an_earlier_installation_mean_nothing():
    """A tensor that outlives its devices is one of the host for the next ones."""
    with simulated(2):
        x = torch.ones(2, device="cuda:1")
    with simulated(1):
        assert str(x.untyped_storage().device) == "cpu"
        assert device(x) == "cpu" and device(x + torch.ones(2)) == "cpu" and device(x.cuda()) == "cuda:0"


def test_tensors_from_before():
    """What was made before the devices came is of the host and can be moved."""
    x, net = torch.ones(1, 2), nn.Linear(2, 1)
    with simulated(2):
        assert device(net.cuda()(x.cuda())) == "cuda:0"


def test_symbolic_zeros_from_before():
    """Forward-mode differentiation makes symbolic zeros, with which modes crash torch; here they are ordinary."""
    from torch.autograd import forward_ad

    zeros = torch._efficientzerotensor((2,))
    with simulated(1), forward_ad.dual_level():
        dual = forward_ad.make_dual(torch.ones(2, device="cuda"), torch.ones(2, device="cuda"))
        tangent = forward_ad.unpack_dual(dual * 3).tangent
        assert device(tangent) == "cuda:0" and (zeros * 2).tolist() == [0.0, 0.0]
        assert torch.isclose(torch.ones(2), zeros).tolist() == [False, False]


def test_another_number_inside():
    """Within an installation a block may have more devices, or fewer; what it leaves behind stays where it is."""
    with simulated(2) as outer:
        torch.cuda.set_device(1)
        torch.ones(2, device="cuda").tolist()
        count = torch.cuda.device_count
        with simulated(3) as counters:
            assert (count(), torch.cuda.current_device(), counters.syncs) == (3, 0, 0)
            x = torch.ones(1, device="cuda:2")
            assert torch.cuda.current_stream(2).device == x.device
            torch.set_default_device("cuda:2")
        assert (count(), torch.cuda.current_device(), device(torch.ones(1))) == (2, 1, "cpu")
        assert device(x + 1) == "cuda:2" and counters is outer
        refused(lambda: torch.ones(1, device="cuda:2"), "invalid device ordinal")
        with simulated(0):
            refused(lambda: x.to("cuda:0"), "No CUDA GPUs are available")
        refused(lambda: simulated(17).__enter__(), "17 devices", kind=ValueError)


def test_one_installation_at_a_time():
    """Devices cannot be installed within an installation, nor be fewer than none."""
    before = state()
    with simulated(1):
        refused(lambda: install(1), "simulated already")
    refused(lambda: install(-1), "-1 devices", kind=ValueError)

    assert state() == before


def test_removing_twice():
    """The second removal changes nothing, whoever is installed by then."""
    first = install(1)
    first.remove()
    with simulated(2):
        torch.set_default_device("cuda")
        first.remove()
        assert torch.cuda.device_count() == 2 and device(torch.ones(1)) == "cuda:0"


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8])
def test_the_number_of_devices(count):
    """There are as many devices as were asked for, the last one included."""
    with simulated(count):
        assert torch.cuda.device_count() == torch.accelerator.device_count() == count
        assert torch.cuda.is_available() == torch.accelerator.is_available() == (count > 0)
        if count:
            assert device(torch.ones(1, device=count - 1)) == f"cuda:{count - 1}"


@pytest.mark.parametrize(
    "use",
    [
        lambda: torch.ones(2, device="cuda"),
        lambda: torch.ones(2).cuda(),
        lambda: nn.Linear(2, 2).to("cuda:0"),
        lambda: torch.tensor([1.0], device="cuda:0"),
        lambda: torch.cuda.current_device(),
        lambda: torch.cuda.synchronize(),
    ],
)
def test_a_machine_without_devices(use):
    """With none, nothing can be put on one, and everything else works."""
    with simulated(0):
        torch.manual_seed(1)
        assert torch.accelerator.current_accelerator() is None and (torch.ones(2) + 1).tolist() == [2.0, 2.0]
        refused(use, "No CUDA GPUs are available")
        refused(lambda: torch.device(0), "none is available")


def test_threads_with_a_run_of_their_own():
    """A subclass of Thread that brings its own `run`, such as Timer, sees the devices too."""
    seen = []
    with simulated(2):
        timer = threading.Timer(0, lambda: seen.append(device(torch.ones(2, device="cuda:1") + 1)))
        timer.start()
        timer.join()

    assert seen == ["cuda:1"]


def test_threads_that_outlive_the_devices():
    """A thread that goes on after the removal meets torch as it is."""
    go, seen = threading.Event(), []

    def work():
        go.wait(20)
        seen.extend([device(host + x), device(x.new_zeros(2))])

    with simulated(1):
        x, host = torch.ones(2, device="cuda"), torch.ones(2)
        thread = threading.Thread(target=work)
        thread.start()
    go.set()
    thread.join()

    assert seen == ["cpu", "cpu"]


SCRIPT = """
import sys
import torch
import torch.utils._device
from grader.optimisers import make_plain
make_plain()
before = set(sys.modules)
from grader.worker.simulator import simulated
light = {name for name in set(sys.modules) - before if not name.startswith("grader.worker")}
with simulated(2):
    net = torch.nn.Linear(2, 1).to("cuda:1")
    stepper = torch.optim.Adam(net.parameters())
    loss = net(torch.ones(3, 2, device="cuda:1")).sum()
    loss.backward()
    stepper.step()
    torch.inference_mode()(net)(torch.ones(3, 2, device="cuda:1"))
heavy = {name.split(".")[0] if name[:5] != "torch" else name for name in set(sys.modules) - before}
print(sorted(light), sorted(heavy & {"sympy", "torch._dynamo", "torch._inductor", "torch._refs", "torch.fx"}))
"""


def test_nothing_heavy_is_imported():
    """The package costs nothing before it is used, and no compiler is imported by training on a device."""
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=100)

    assert (done.stdout, done.returncode) == ("[] []\n", 0), done.stderr


def test_patches_are_undone_last_first():
    """What was set twice is as it was before the first time; what was inherited is so again; nothing is made up."""

    class Base:
        inherited = 1

    class Owner(Base):
        own = 1

    patches, entries = Patches(), {"there": 1}
    for value in (2, 3):
        patches.set(Owner, "own", value)
        patches.set(Owner, "inherited", value)
        patches.entry(entries, "there", value)
        patches.entry(entries, "new", value)
    patches.replace(Owner, "missing", 2)
    assert (Owner.own, Owner.inherited, entries) == (3, 3, {"there": 3, "new": 3}) and not hasattr(Owner, "missing")
    patches.undo()

    assert (Owner.own, Owner.inherited, entries) == (1, 1, {"there": 1}) and "inherited" not in vars(Owner)
