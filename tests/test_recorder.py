"""The recorder: what a probe returned, told as it is: sharing, identity, moments, and everything that is no tensor."""

from __future__ import annotations

import collections
import copy
import enum

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from grader import buffers, wire
from grader.judge import observation
from grader.judge.observation import Container, Device, Opaque
from grader.worker import recorder
from grader.worker.probing import attempt, snapshot
from grader.worker.recorder import Recorder
from grader.worker.simulator import simulated
from observed import observed, table

Point = collections.namedtuple("Point", "x y")


def net() -> nn.Sequential:
    return nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3))


# -- plain values


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(max_size=9)
    | st.binary(max_size=9)
    | st.lists(st.integers(0, 9), max_size=3).map(torch.Size)
    | st.sampled_from([torch.float32, torch.int8, torch.complex64]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=3) | st.integers(0, 9), inner, max_size=4)
        | st.sets(st.integers(0, 99) | st.text(max_size=3), max_size=4)
    ),
    max_leaves=12,
)


def told(value):
    """Return a value with the types of all that is in it."""
    if isinstance(value, set):
        return set, {told(item) for item in value}
    if isinstance(value, dict):
        return dict, [(told(key), told(item)) for key, item in value.items()]
    return type(value), tuple(map(told, value)) if type(value) in (list, tuple) else value


@settings(max_examples=200, deadline=None, database=None)
@given(PLAIN)
def test_plain_values_are_seen_as_they_are(value):
    """Scalars and containers come back equal and of the same types, however they are nested."""
    assert told(observed(value).plain()) == told(value)


@pytest.mark.parametrize(
    ("value", "kind", "name"),
    [
        ([1], "list", "list"),
        ((1,), "tuple", "tuple"),
        ({1}, "set", "set"),
        (frozenset([1]), "set", "frozenset"),
        ({"a": 1}, "dict", "dict"),
        (collections.OrderedDict(a=1), "dict", "OrderedDict"),
        (Point(1, 2), "tuple", "Point"),
    ],
)
def test_containers_keep_their_kind_and_name(value, kind, name):
    """A container is told by what it is and by the name of its class."""
    record = observed(value).record

    assert (record.kind, record.type) == (kind, name)


def test_a_named_tuple_keeps_its_fields():
    """The fields of a namedtuple travel along."""
    assert observed(Point(1, 2)).record.fields == ("x", "y")


def test_overridden_iteration_is_not_used():
    """A container's own contents are recorded, not what its class says about them."""

    class List(list):
        def __iter__(self):
            raise AssertionError

    class Tuple(tuple):
        def __iter__(self):
            raise AssertionError

    class Dict(dict):
        def items(self):
            raise AssertionError

    class Set(set):
        def __iter__(self):
            raise AssertionError

    class Frozen(frozenset):
        def __iter__(self):
            raise AssertionError

    seen = observed([List([1]), Tuple([2]), Dict(a=3), Set([4]), Frozen([5])])

    assert seen.plain() == [[1], (2,), {"a": 3}, {4}, {5}]


class Colour(enum.IntEnum):
    RED = 1


@pytest.mark.parametrize(
    "value",
    [object(), 2**64, type("Text", (str,), {})("a"), Colour.RED, print, torch, nn.Linear, 1j, iter([1]), range(3)],
    ids=repr,
)
def test_what_has_no_record_is_opaque(value):
    """An object of another type is told by its type's name alone."""
    seen = observed(value)

    assert isinstance(seen.record, Opaque)
    assert type(value).__qualname__ in seen.record.type
    assert seen.plain() is None


def test_devices_are_told():
    """A device comes back as its type and index."""
    seen = observed([torch.device("cpu"), torch.device("cuda", 3)])

    assert seen.record.items == (Device("cpu", None), Device("cuda", 3))
    assert [str(item) for item in seen.record.items] == ["cpu", "cuda:3"]


def test_devices_are_told_while_some_are_simulated():
    """Where `torch.device` is a stand-in, what it makes still comes back as type and index."""
    with simulated(2):
        seen = observed([torch.device("cuda", 1), torch.ones(1, device="cuda:1").device])

    assert seen.record.items == (Device("cuda", 1), Device("cuda", 1))


def test_texts_are_cut_and_made_sendable():
    """A text that is too long is cut, and a lone surrogate, which no frame carries, is replaced."""
    assert observed("x" * 10**6).plain() == "x" * recorder.MAX_TEXT
    assert observed("a\ud800b").plain() == "a?b"


# -- sharing and identity


def test_one_object_stays_one_object():
    """An object that is named often is one record; equal objects are not."""
    shared, list_ = torch.ones(2), [1]
    seen = observed({"a": shared, "b": shared, "c": shared.clone(), "x": list_, "y": list_, "z": [1]})
    records = {key: seen[key].record for key in "abcxyz"}

    assert records["a"] is records["b"] and records["a"].identity != records["c"].identity
    assert records["x"] is records["y"] and records["x"].identity != records["z"].identity


def test_storage_tells_shared_memory_from_sameness():
    """A view is another object over the same storage; a clone has a storage of its own."""
    parameter = nn.Parameter(torch.ones(2, 2))
    views = [parameter, parameter.data, parameter.detach(), parameter[0], parameter.t()]
    records = observed([*views, parameter.clone()]).record.items

    assert len({record.identity for record in records}) == 6
    assert len({record.storage for record in records[:5]}) == 1
    assert records[5].storage != records[0].storage


def test_tensors_without_memory_share_none():
    """Two empty tensors have no storage that could be the same."""
    assert {record.storage for record in observed([torch.empty(0), torch.empty(0, 3)]).record.items} == {None}


def test_tokens_are_not_addresses():
    """Identity and storage are told as small numbers: no address of the worker leaves it."""
    sent = table([torch.ones(1), [torch.zeros(1)], net()])
    tokens = [
        entry[name] for entry in sent["objects"] for name in ("identity", "storage") if entry.get(name) is not None
    ]

    assert tokens and set(tokens) <= set(range(2 * len(sent["objects"])))


def test_identity_holds_for_objects_that_are_made_on_the_way():
    """Tensors that a property makes anew are kept alive, so that two of them never look like one."""

    class Module(nn.Module):
        @property
        def fresh(self):
            return torch.ones(1)

    module = Module()
    recording = Recorder()
    recording.node([module.fresh])
    for _ in range(50):
        recording.node([module.fresh])
    tensors = [entry["identity"] for entry in recording.record(None)["objects"] if entry["kind"] == "tensor"]

    assert len(set(tensors)) == len(tensors) == 51


def test_containers_may_contain_themselves():
    """A list inside itself and a dict inside itself are recorded as what they are."""
    list_: list = [1]
    list_.append(list_)
    dict_: dict = {}
    dict_["self"] = {"inner": dict_}
    seen = observed([list_, dict_])

    assert seen[0].record.items[1] is seen[0].record
    assert seen[1]["self"]["inner"].record is seen[1].record
    assert seen.plain() == [[1, None], {"self": {"inner": None}}]


# -- snapshots


def test_a_snapshot_keeps_the_moment():
    """What is written after the snapshot does not change it; the object is still recognised."""
    tensor = torch.zeros(2)
    before = snapshot({"tensor": tensor, "list": [1]})
    tensor += 1
    seen = observed({"before": before, "after": tensor})

    assert seen["before"]["tensor"].tensor().tolist() == [0, 0]
    assert seen["after"].tensor().tolist() == [1, 1]
    assert seen["before"]["tensor"].record.identity == seen["after"].record.identity
    assert seen["before"]["list"].plain() == [1]


def test_a_snapshot_can_be_returned_twice_and_beside_others():
    """Snapshots of several moments, one of them named twice, stay apart from each other."""
    tensor = torch.zeros(1)
    moments = []
    for _ in range(3):
        moments.append(snapshot([tensor, "text", None]))
        tensor += 1
    seen = observed([*moments, moments[1], tensor, snapshot(7)])

    assert [seen[i][0].tensor().item() for i in range(4)] == [0, 1, 2, 1]
    assert seen[4].tensor().item() == 3
    assert len({seen[i][0].record.identity for i in range(4)} | {seen[4].record.identity}) == 1
    assert (seen[0][1].plain(), seen[5].plain()) == ("text", 7)


def test_a_snapshot_of_a_module_keeps_its_parameters():
    """A module's snapshot holds the parameters of then, with the sharing of then."""
    layer = nn.Linear(1, 1)
    nn.init.zeros_(layer.weight)
    before = snapshot([layer, layer.weight])
    with torch.no_grad():
        layer.weight += 1
    seen = observed({"before": before, "now": layer})

    assert seen["before"][0].parameter("weight").tensor().item() == 0
    assert seen["now"].parameter("weight").tensor().item() == 1
    assert seen["before"][0].parameter("weight").record is seen["before"][1].record


# -- modules


def test_a_module_is_told_by_its_tables():
    """Parameters, buffers and children come with their names, duplicates included, and with the flags."""
    shared = nn.Linear(2, 2)
    model = nn.Sequential(shared, shared, nn.BatchNorm1d(2))
    model.register_buffer("passing", torch.ones(1), persistent=False)
    model[2].eval()
    seen = observed(model)

    assert list(seen.record.named("parameters")) == [
        *("0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias"),
    ]
    assert list(seen.record.named("buffers")) == [
        *("passing", "2.running_mean", "2.running_var", "2.num_batches_tracked"),
    ]
    assert seen.parameter("0.weight").record is seen.parameter("1.weight").record
    assert seen.record.persistent == {"passing": False}
    assert (seen.record.type, seen.record.training, seen.record.modules["2"].training) == ("Sequential", True, False)


def test_a_module_is_not_asked():
    """Methods and attributes that a subclass overrides have no say in what is recorded."""

    class Liar(nn.Linear):
        def named_parameters(self, *args, **kwargs):
            return iter([])

        def __iter__(self):
            raise AssertionError

        def __eq__(self, other):
            raise AssertionError

        __hash__ = None

        def __repr__(self):
            raise AssertionError

        def __getattribute__(self, name):
            if name in ("_parameters", "training") and self.armed:
                raise AssertionError
            return super().__getattribute__(name)

        armed = False

    liar = Liar(2, 3)
    Liar.armed = True

    assert list(observed(liar).record.named("parameters")) == ["weight", "bias"]


def test_a_module_without_tables_is_recorded():
    """A module whose `__init__` never ran has no parameters, and that is what is seen."""

    class Forgetful(nn.Module):
        def __init__(self):
            pass

    seen = observed(Forgetful())

    assert seen.record.named("parameters") == {}
    assert seen.record.training is True


def test_a_module_inside_itself_is_recorded():
    """A module that is its own child is entered once."""
    model = nn.Linear(1, 1)
    model.again = model
    seen = observed(model)

    assert seen.record.modules["again"] is seen.record
    assert list(seen.record.named("parameters")) == ["weight", "bias"]


def test_names_of_any_form_are_sendable():
    """Names that are no plain text do not keep a module from being seen."""
    model = nn.Module()
    model._parameters["\ud800"] = nn.Parameter(torch.ones(1))
    model._buffers[5] = torch.ones(1)

    assert list(observed(model).record.parameters) == ["?"]
    assert list(observed(model).record.buffers) == ["5"]


# -- tensors


def test_a_tensor_is_told_whole():
    """Values, shape, dtype, device and what autograd knows travel with a tensor."""
    x = nn.Parameter(torch.tensor([1.0, 2.0]))
    y = (x * x).sum()
    y.backward()
    seen = observed({"x": x, "y": y, "grad": x.grad})
    record = seen["x"].record

    assert (record.form, record.type, record.shape, record.dtype) == ("values", "Parameter", (2,), "float32")
    assert (record.device, record.requires_grad, record.is_leaf, record.is_parameter) == ("cpu", True, True, True)
    assert seen["x"].grad.tensor().tolist() == [2, 4]
    assert seen["x"].grad.record is seen["grad"].record
    assert (seen["y"].record.is_leaf, seen["y"].record.is_parameter, seen["y"].grad.record) == (False, False, None)


@pytest.mark.filterwarnings("error")
def test_asking_for_no_gradient_warns_nobody():
    """A tensor that is no leaf is not asked for its gradient, which would print a warning."""
    x = torch.ones(2, requires_grad=True)
    assert observed(x * 2).grad.record is None


def seen_tensor(tensor: torch.Tensor) -> tuple[str, tuple[int, ...], str]:
    record = observed(tensor).record
    assert record.values is None
    return record.form, record.shape, record.dtype


@pytest.mark.filterwarnings("ignore")
def test_tensors_without_values_say_why():
    """What has no values that could be sent is told by shape, dtype and the reason."""
    lazy = nn.LazyLinear(3)
    sparse = torch.eye(2).to_sparse()
    quantised = torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)
    nested = torch.nested.nested_tensor([torch.ones(1), torch.ones(2)])

    assert seen_tensor(lazy.weight) == ("uninitialised", (), "float32")
    assert seen_tensor(torch.empty(2, 3, device="meta")) == ("meta", (2, 3), "float32")
    assert seen_tensor(sparse) == ("unsupported", (2, 2), "float32")
    assert seen_tensor(sparse.to_sparse_csr()) == ("unsupported", (2, 2), "float32")
    assert seen_tensor(quantised) == ("unsupported", (2,), "qint8")
    assert seen_tensor(nested) == ("unsupported", (), "float32")
    assert seen_tensor(torch.ones((1,) * 64).unsqueeze(0)) == ("unsupported", (1,) * 65, "float32")


def test_a_tensor_is_measured_before_it_is_copied():
    """A terabyte that takes four bytes, or none, is too large, and nobody tries to copy it."""
    assert seen_tensor(torch.zeros(1).expand(10**12)) == ("too_large", (10**12,), "float32")
    assert seen_tensor(torch.empty(0, 10**9)) == ("too_large", (0, 10**9), "float32")


def test_the_values_of_one_observation_share_a_budget():
    """Tensors and bytes are kept as long as a frame has room for them; the rest is told without values."""
    large = torch.zeros(recorder.VALUE_BUDGET // 2, dtype=torch.uint8)
    forms = [item.form for item in observed([large, large.clone(), large.clone()]).record.items]
    texts = [type(item) for item in observed([bytes(large.numel() - n) for n in range(3)]).record.items]
    many = observed([torch.ones(1) for _ in range(buffers.MAX_BUFFERS + 2)]).record.items

    assert forms == ["values", "values", "too_large"]
    assert texts == [bytes, bytes, Opaque]
    assert [item.form for item in many].count("too_large") == 2


@pytest.mark.parametrize("dtype", list(buffers.DTYPES.values()), ids=str)
def test_every_dtype_is_seen(dtype):
    """Each dtype that a frame carries arrives with its values."""
    tensor = torch.tensor([[0, 1], [1, 0]]).to(dtype)
    record = observed(tensor.t()).record

    assert torch.equal(record.values, tensor.t()) and record.values.dtype is dtype
    assert record.dtype == str(dtype).removeprefix("torch.")


@pytest.mark.parametrize("tensor", [torch.tensor(2.5), torch.empty(0, 3), torch.tensor([1 + 2j]).conj()])
def test_odd_tensors_are_seen(tensor):
    """A number without dimensions, nothing at all, and a lazy conjugate are values like any others."""
    assert torch.equal(observed(tensor).tensor(), tensor.resolve_conj())


# -- exceptions and limits


def test_an_attempt_is_a_value():
    """What a probe caught comes back with its type, its bases and its message."""
    seen = observed(attempt(torch.ones, "two"))

    assert (seen.record.type, "Exception" in seen.record.bases) == ("TypeError", True)
    assert "ones()" in seen.record.message


def test_more_objects_than_can_be_recorded_are_one():
    """When the table is full, one record stands for the rest, and the frame can still be sent."""
    many = [[number] for number in range(recorder.MAX_OBJECTS + 500)]
    sent = Recorder().record(many)
    record = observation.decode(wire.decode(wire.encode(sent)))

    assert len(sent["objects"]) == recorder.MAX_OBJECTS + 1
    assert (record.items[0].items, type(record.items[-1])) == ((0,), Opaque)
    assert record.items[-1] is record.items[-2]


def test_recording_changes_nothing():
    """A module that was recorded is as it was before."""
    model = net()
    before = copy.deepcopy(model.state_dict())
    seen = observed(model)
    seen.parameter("0.weight").tensor().fill_(7)

    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert isinstance(observed([model]).record, Container)
