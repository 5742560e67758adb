"""Tensors of simulated devices in files and copies."""

from __future__ import annotations

import copy
import io
import pickle

import pytest
import torch
from torch import nn

from grader.worker.simulator import simulated
from simulation import device, devices, mlp, refused, values


@pytest.fixture(autouse=True)
def counters():
    with simulated(2) as counters:
        yield counters


def saved(value):
    file = io.BytesIO()
    torch.save(value, file)
    return file.getvalue()


def loaded(content, **how):
    return torch.load(io.BytesIO(content), **how)


def test_a_state_comes_back_to_its_device():
    """A file remembers devices, and `torch.load` restores them."""
    state = loaded(saved(mlp().to("cuda:1").state_dict()))

    assert devices(*state.values()) == {"cuda:1"}
    torch.testing.assert_close(state["0.weight"].cpu(), mlp()[0].weight.detach())


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("cpu", "cpu"),
        ("cuda:0", "cuda:0"),
        (torch.device("cuda", 0), "cuda:0"),
        ({"cuda:1": "cuda:0"}, "cuda:0"),
        (lambda storage, location: storage, "cpu"),
        (lambda storage, location: storage.cuda(0), "cuda:0"),
    ],
)
def test_files_are_mapped_to_other_devices(where, place):
    """`map_location` says where tensors are read to, in any of its forms."""
    x = loaded(saved({"x": torch.arange(3.0, device="cuda:1")}), map_location=where)["x"]

    assert device(x) == place and values(x) == [0.0, 1.0, 2.0]


def test_files_of_the_host_are_mapped_too():
    """What was saved on the host can be read to a device."""
    assert device(loaded(saved(torch.ones(2)), map_location="cuda:1")) == "cuda:1"


def test_files_of_another_machine():
    """Where a device is missing its tensors cannot be restored, and can be mapped to the host."""
    with simulated(8):
        content = saved(torch.ones(2, device="cuda:5"))
    refused(lambda: loaded(content), "device 5 but torch.cuda.device_count() is 2")

    assert device(loaded(content, map_location="cpu")) == "cpu"


def test_whole_modules_come_back():
    """A pickled module computes on the device where it was."""
    net = loaded(saved(mlp().to("cuda:1")), weights_only=False)

    assert device(net(torch.ones(1, 4, device="cuda:1"))) == "cuda:1"


def test_a_state_is_loaded_into_a_module_of_the_host():
    """`load_state_dict` copies values and leaves the module where it is."""
    net, other = mlp().to("cuda:1"), nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 2))
    other.load_state_dict(net.state_dict())

    assert device(net.state_dict()["0.weight"]) == "cuda:1" and device(other[0].weight) == "cpu"
    assert torch.equal(other[0].weight, net[0].weight.cpu())


def test_copies_stay_on_the_device():
    """`clone`, `copy` and `deepcopy` keep the place, and deep ones have memory of their own."""
    net, x = mlp().to("cuda:1"), torch.ones(2, device="cuda:0")
    twin = copy.deepcopy(net)

    assert devices(*twin.parameters(), twin(torch.ones(1, 4, device="cuda:1"))) == {"cuda:1"}
    assert twin[0].weight.data_ptr() != net[0].weight.data_ptr()
    assert devices(x.clone(), copy.copy(x), copy.deepcopy(x)) == {"cuda:0"}


def test_pickled_tensors_and_devices():
    """`pickle` restores tensors to their device, and devices as what they are."""
    x, place = pickle.loads(pickle.dumps((torch.arange(3.0, device="cuda:1"), torch.device("cuda", 1))))

    assert device(x) == "cuda:1" and values(x) == [0.0, 1.0, 2.0]
    assert place == x.device == copy.deepcopy(place) == loaded(saved(place))


def test_storages_know_their_device():
    """A storage is where its tensor is, and can be moved itself."""
    storage = torch.ones(3, device="cuda:1").untyped_storage()

    assert (str(storage.device), storage.is_cuda, storage.to(device="cuda:1") is storage) == ("cuda:1", True, True)
    assert [str(one.device) for one in (storage.clone(), storage.cpu(), storage.cuda(0))] == ["cuda:1", "cpu", "cuda:0"]
    assert bytes(storage.cpu()) == bytes(torch.ones(3).untyped_storage())
