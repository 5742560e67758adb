"""Observations: a worker's table is read exactly, or it is garbled; what was read can be walked without a fault."""

from __future__ import annotations

import copy
import random
import tracemalloc
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

import frames
from grader import wire
from grader.judge import observation, seen
from grader.judge.observation import Garbled, Missing, Module
from grader.judge.reply import Reply, from_worker
from grader.judge.seen import Ledger, Seen, unwrapped
from grader.judge.show import show
from grader.worker import failures
from grader.worker.probing import attempt
from observed import observed, table

ENTRIES: dict[str, dict[str, Any]] = {
    "tensor": {
        "kind": "tensor",
        "form": "values",
        "type": "Parameter",
        "values": torch.ones(2, 3),
        "shape": [2, 3],
        "dtype": "float32",
        "device": "cpu",
        "requires_grad": True,
        "is_leaf": True,
        "is_parameter": True,
        "grad": None,
        "identity": 0,
        "storage": 1,
    },
    "module": {
        "kind": "module",
        "type": "Linear",
        "training": True,
        "identity": 0,
        "parameters": [["weight", None]],
        "buffers": [["running", None, True]],
        "modules": [["inner", None]],
    },
    "list": {"kind": "list", "type": "list", "identity": 0, "items": [1, None, "a"]},
    "tuple": {"kind": "tuple", "type": "Point", "identity": 0, "items": [1, 2], "fields": ["x", "y"]},
    "set": {"kind": "set", "type": "set", "identity": 0, "items": [1.5]},
    "dict": {"kind": "dict", "type": "dict", "identity": 0, "pairs": [["a", 1], ["b", True]]},
    "size": {"kind": "size", "items": [1, 0]},
    "dtype": {"kind": "dtype", "name": "float32"},
    "device": {"kind": "device", "type": "cuda", "index": 1},
    "bytes": {"kind": "bytes", "content": b"abc"},
    "raised": {"kind": "raised", "type": "ValueError", "bases": ["ValueError"], "message": "no", "lines": [3]},
    "opaque": {"kind": "opaque", "type": "builtins.object"},
}
FIELDS = [(kind, name) for kind, entry in ENTRIES.items() for name in entry if name != "kind"]
OF_ITSELF = {"object": 0}
GARBAGE = [
    None, True, 7, -1, 1.5, "x", "x" * 30_000, b"x", [], [[]], [1], ["x"], [None], [True], [-1], [b"x"], [[1]],
    [["x"]], [["x", 1, 2, 3]], [[1, 2]], [[1, 2, 3]], [["x", 1, 2]], [("x", 1)], (), (1,), {}, {"object": 7},
    {"object": -1}, {"object": True}, {"object": 0, "more": 1}, [{"object": 7}], [["x", {"object": 7}]],
    [["x", b"x"]], [["x", {"object": 7}, True]], torch.ones(2), torch.ones(2, 2), torch.ones(()), [torch.ones(2)],
    [torch.ones(3)], torch.Size([1]), torch.float32, float("nan"),
]  # fmt: skip

# What else than the sample's own value may stand in a field, for the judge cannot know better.
ALSO_RIGHT: dict[str, Any] = {
    "items": lambda value: type(value) is list and all(is_node(item) for item in value),
    "pairs": lambda value: is_table(value, 2),
    "parameters": lambda value: is_table(value, 2, named=True),
    "modules": lambda value: is_table(value, 2, named=True),
    "buffers": lambda value: is_table(value, 3, named=True) and all(type(row[2]) is bool for row in value),
    "grad": lambda value: is_node(value),
    "fields": lambda value: is_list(value, str),
    "bases": lambda value: is_list(value, str),
    "lines": lambda value: is_list(value, int),
    "identity": lambda value: type(value) is int,
    "storage": lambda value: value is None or type(value) is int,
    "index": lambda value: value is None or type(value) is int,
    "message": lambda value: value == "x",
    "type": lambda value: value == "x",
    "device": lambda value: value == "x",
    "name": lambda value: value == "x",
    "content": lambda value: value == b"x",
    "training": lambda value: value is True,
    "requires_grad": lambda value: value is True,
    "is_leaf": lambda value: value is True,
    "is_parameter": lambda value: value is True,
}


def is_node(value: Any) -> bool:
    return value is None or type(value) in (bool, int, float, str) or value == OF_ITSELF


def is_list(value: Any, kind: type) -> bool:
    return type(value) is list and all(type(item) is kind for item in value)


def is_table(value: Any, width: int, named: bool = False) -> bool:
    return is_list(value, list) and all(
        len(row) == width and (not named or type(row[0]) is str) and all(map(is_node, row)) for row in value
    )


def tabled(*entries: Any, root: Any = OF_ITSELF) -> dict[str, Any]:
    return {"root": root, "objects": list(entries)}


@pytest.mark.parametrize("kind", ENTRIES)
def test_what_the_recorder_writes_is_read(kind):
    """Every kind of record can be read; so each refusal below is the spoilt field's."""
    assert not isinstance(observation.decode(tabled(ENTRIES[kind])), Missing)


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_garbage_in_a_field_is_garbled(kind, name):
    """A value of another form in any field gives `Garbled`, and nothing else."""
    for garbage in GARBAGE:
        right = ALSO_RIGHT.get(name, lambda value: False)(garbage)
        if kind == "size" and name == "items":
            right = is_list(garbage, int) and -1 not in garbage
        spoilt = tabled(ENTRIES[kind] | {name: garbage})
        if right:
            walked(observation.decode(spoilt))
            continue
        with pytest.raises(Garbled):
            observation.decode(spoilt)


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_an_absent_field_is_garbled(kind, name):
    """Without any one of its fields a record is refused; only `fields` belong to some tuples and not to others."""
    entry = {key: value for key, value in ENTRIES[kind].items() if key != name}
    if name == "fields":
        observation.decode(tabled(entry))
        return
    with pytest.raises(Garbled):
        observation.decode(tabled(entry))


@pytest.mark.parametrize("garbage", [garbage for garbage in GARBAGE if not isinstance(garbage, torch.Tensor)], ids=repr)
def test_garbage_around_records_is_garbled(garbage):
    """A table, its list of objects, an object and its kind must have their form too."""
    for spoilt in (
        garbage,
        {"objects": garbage, "root": OF_ITSELF},
        tabled(garbage),
        tabled(ENTRIES["list"] | {"kind": garbage}),
    ):
        with pytest.raises(Garbled):
            observation.decode(spoilt)
    if not is_node(garbage):
        with pytest.raises(Garbled):
            observation.decode(tabled(ENTRIES["list"], root=garbage))


@pytest.mark.parametrize(
    "change",
    [
        {"shape": [3, 2]},
        {"shape": [6]},
        {"dtype": "float64"},
        {"dtype": "torch.float32"},
        {"values": None},
        {"form": "meta"},
        {"form": "anything", "values": None},
        {"values": torch.ones(2, 3, dtype=torch.float64)},
    ],
)
def test_a_tensor_cannot_contradict_itself(change):
    """Values decide: a shape, a dtype or a form that says otherwise is garbled."""
    with pytest.raises(Garbled):
        observation.decode(tabled(ENTRIES["tensor"] | change))


def test_texts_have_the_recorders_length():
    """The judge's limits are the recorder's, so no honest text is refused and none fills a report."""
    assert (observation.MAX_MESSAGE, observation.MAX_TYPE) == (failures.MAX_MESSAGE, 200)

    def raise_at_length() -> None:
        raise type("X" * 5000, (ValueError,), {})("y" * 50_000)

    record = observed(attempt(raise_at_length)).record
    assert (len(record.type), len(record.message)) == (200, 4000)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda bomb: {"objects": bomb, "root": None},
        lambda bomb: bomb,
        lambda bomb: tabled(bomb),
        lambda bomb: tabled(ENTRIES["dict"] | {"pairs": [bomb]}),
        lambda bomb: tabled(ENTRIES["dict"] | {"pairs": bomb}),
        lambda bomb: tabled(ENTRIES["tuple"] | {"fields": bomb}),
        lambda bomb: tabled(ENTRIES["list"] | {"items": bomb}),
        lambda bomb: tabled(ENTRIES["size"] | {"items": bomb}),
        lambda bomb: tabled(ENTRIES["module"] | {"buffers": [bomb]}),
        lambda bomb: tabled(ENTRIES["module"] | {"parameters": [bomb]}),
        lambda bomb: tabled(ENTRIES["raised"] | {"bases": bomb}),
        lambda bomb: tabled(ENTRIES["tensor"] | {"shape": bomb}),
    ],
)
def test_a_tensor_in_place_of_a_list_is_not_unpacked(spoil):
    """A million bytes in place of a list do not become a million objects."""
    table = spoil(torch.zeros(10**6, dtype=torch.uint8))
    tracemalloc.start()
    try:
        with pytest.raises(Garbled):
            observation.decode(table)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 100_000


def test_a_dtypes_name_makes_nothing_happen(monkeypatch):
    """The name of a dtype is looked up, but no part of torch is imported for it."""

    def refuse(name: str) -> Any:
        raise AssertionError(name)

    monkeypatch.setattr(torch, "__getattr__", refuse)

    for name in ("_dynamo", "nn", "load", "no_such_name"):
        assert show(observation.decode(tabled(ENTRIES["dtype"] | {"name": name}))).endswith("torch.dtype")
    assert observation.decode(tabled(ENTRIES["dtype"] | {"name": "int8"})) is torch.int8


# -- hostile tables as a whole


def walked(record: Any) -> None:
    """Do with a record whatever a check can do; nothing may raise."""
    found = Seen(record)
    steps = [found, found["a"], found[0], found[-1], found[True], found[None], found.grad, found["a"]["b"][0].grad]
    for step in (*steps, found.parameter("weight"), found.buffer("0.weight"), found[0].parameter("")):
        step.plain()
        step.tensor()
        assert len(show(step.record)) < 2000
    if isinstance(record, Module):
        assert isinstance(record.named("parameters") | record.named("buffers"), dict)


SAMPLE_OBJECTS = [
    {"a": torch.ones(2), "b": [nn.Linear(1, 2), (1, {2}), b"x", torch.Size([3])], 3: torch.float32},
    [nn.Sequential(nn.Linear(1, 1), nn.BatchNorm1d(1)), torch.device("cpu"), object(), attempt(torch.ones, "x")],
]


def nodes(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths to everything inside a table."""
    inside = tree.items() if type(tree) is dict else enumerate(tree) if type(tree) is list else ()
    return [path, *(found for key, inner in inside for found in nodes(inner, (*path, key)))]


def at(tree: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        tree = None if isinstance(tree, torch.Tensor) else tree[key]
    return tree


@pytest.mark.parametrize("number", range(len(SAMPLE_OBJECTS)))
def test_spoilt_tables_are_walked_or_garbled(number):
    """Whatever stands wherever in a table: it is garbled, or every walk through it comes to its end."""
    whole, chance = table(SAMPLE_OBJECTS[number]), random.Random(number)
    paths = nodes(whole)[1:]
    count = len(whole["objects"])
    read = 0
    for _ in range(3000):
        spoilt = copy.copy(whole) | {"objects": copy.deepcopy(whole["objects"])}
        for _ in range(chance.randint(1, 3)):
            *parents, last = chance.choice(paths)
            news = [*GARBAGE, {"object": chance.randrange(count)}, at(whole, chance.choice(paths))]
            try:
                place = at(spoilt, tuple(parents))
            except (TypeError, KeyError, IndexError):
                continue  # an earlier change took this place away
            if type(place) is dict or (type(place) is list and type(last) is int and last < len(place)):
                place[last] = copy.deepcopy(chance.choice(news))
        try:
            record = observation.decode(spoilt)
        except Garbled:
            continue
        walked(record)
        read += 1

    assert 0 < read < 3000


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text(max_size=3) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["object", "kind", "items", "type", "a"]), inner, max_size=3)
    ),
    max_leaves=10,
)
REFERENCE = st.fixed_dictionaries({"object": st.integers(0, 4)})
NODE = REFERENCE | JUNK
NAMED = st.lists(st.tuples(st.text(max_size=2), NODE).map(list), max_size=3)
HEAD = {"type": st.text(max_size=3), "identity": st.integers(0, 3)}
OBJECT = st.one_of(
    st.fixed_dictionaries(
        HEAD | {"kind": st.sampled_from(["list", "tuple", "set"]), "items": st.lists(NODE, max_size=4)}
    ),
    st.fixed_dictionaries(
        HEAD | {"kind": st.just("dict"), "pairs": st.lists(st.tuples(NODE, NODE).map(list), max_size=4)}
    ),
    st.fixed_dictionaries(
        HEAD
        | {
            "kind": st.just("module"),
            "training": st.booleans(),
            "parameters": NAMED,
            "modules": NAMED,
            "buffers": st.lists(st.tuples(st.text(max_size=2), NODE, st.booleans()).map(list), max_size=2),
        }
    ),
    st.sampled_from(list(ENTRIES.values())),
)


@settings(max_examples=400, deadline=None, database=None)
@given(st.lists(OBJECT | JUNK, max_size=5), NODE)
def test_invented_tables_are_walked_or_garbled(objects, root):
    """A table that no recorder ever wrote, cycles and all, is garbled or can be walked to its end."""
    try:
        record = observation.decode({"objects": objects, "root": root})
    except Garbled:
        return
    walked(record)


def chain(length: int, kind: str = "list") -> Any:
    """Return a list of a list of a list, longer than any stack is deep."""
    objects = [ENTRIES["list"] | {"identity": n, "items": [{"object": n + 1}]} for n in range(length)]
    return observation.decode(tabled(*objects, ENTRIES["bytes"]))


def test_depth_has_an_end():
    """A chain of ten thousand lists is walked without a stack overflow, and what lies too deep is lost."""
    record = chain(10_000)
    walked(record)

    assert unwrapped(record)[1] is False
    assert unwrapped(chain(seen.MAX_DEPTH))[1] is True


def doubled(levels: int) -> Any:
    """Return a list that holds the next one twice, and so on: each level doubles the paths."""
    objects = [ENTRIES["list"] | {"identity": n, "items": [{"object": n + 1}] * 2} for n in range(levels)]
    return observation.decode(tabled(*objects, ENTRIES["bytes"]))


def test_sharing_survives():
    """What is one object in an observation is one object as plain Python."""
    plain, whole = unwrapped(doubled(10))

    assert whole and plain[0] is plain[1] and plain[0][1] is plain[1][0]


def test_more_paths_than_anybody_could_walk_are_lost():
    """A structure with two to the ninetieth paths costs nothing to unwrap, and nothing is left to compare for ever."""
    record = doubled(90)
    walked(record)

    assert unwrapped(record) == (None, False)
    assert show(record).startswith("[[[[")


def modules(length: int, names: tuple[str, ...], **fields: Any) -> Module:
    """Return a module in which each level holds the next one under several names."""
    objects = [
        ENTRIES["module"] | {"identity": n, "modules": [[name, {"object": n + 1}] for name in names]} | fields
        for n in range(length)
    ]
    last = ENTRIES["module"] | {"identity": length, "modules": []}
    record = observation.decode(tabled(*objects, last))
    assert isinstance(record, Module)
    return record


@pytest.mark.parametrize("fields", [{}, {"parameters": [], "buffers": []}], ids=["with names", "without"])
def test_a_module_with_endless_paths_is_walked_to_an_end(fields):
    """Modules with more paths than atoms, whether or not they have parameters, cost a moment and little memory."""
    for record in (modules(100, ("a", "b"), **fields), modules(5000, ("m" * 500,), **fields)):
        tracemalloc.start()
        record.named("parameters")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert peak < 100 << 20


def test_an_honest_model_is_walked_whole():
    """The room for names is far more than a real model takes."""
    model = nn.ModuleList(nn.Sequential(*(nn.Linear(1, 1) for _ in range(20))) for _ in range(50))

    assert len(observed(model).record.named("parameters")) == 2000


def syntax_error() -> dict[str, Any]:
    with pytest.raises(SyntaxError) as caught:
        compile("x = (", "e01.py", "exec")
    return failures.describe(caught.value, "e01.py")


REPLIES = [{"status": "loaded"}, {"status": "returned", "value": table(SAMPLE_OBJECTS[0])}, syntax_error()]


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply["status"])
def test_spoilt_replies_are_replies_or_refused(reply):
    """All the way from a frame's bytes to a reply, nothing but `WireError` and `Garbled` is ever raised."""
    frame, chance = wire.encode(reply), random.Random(1)
    payload = wire.PREFIX.unpack(frame[: wire.PREFIX.size])[2]
    read = 0
    for _ in range(3000):
        wrong = frames.with_true_lengths(frames.spoilt(frame, chance), payload)
        try:
            read += isinstance(from_worker(wire.decode(wrong)), Reply)
        except (wire.WireError, Garbled):
            pass

    assert 0 < read < 3000


@pytest.mark.parametrize("reply", [garbage for garbage in GARBAGE if type(garbage) is not dict], ids=repr)
def test_a_reply_of_another_form_is_garbled(reply):
    """What is no reply, or has a status that no worker has, is garbled."""
    for wrong in (reply, {"status": reply}, {"status": "returned", "value": reply}):
        with pytest.raises(Garbled):
            from_worker(wrong)


# -- walking


def test_what_is_absent_is_missing():
    """Each step into nothing gives a `Missing` that says what is not there."""
    found = observed({"list": [1, 2], "net": nn.Linear(1, 1), 1: "one"})

    assert found["list"][1].plain() == 2 and found["list"][-2].plain() == 1
    assert "only 2 items" in found["list"][2].record.reason
    assert "only 2 items" in found["list"][-3].record.reason
    assert "'lisst'" in found["lisst"].record.reason
    assert "'bias2'" in found["net"].parameter("bias2").record.reason
    assert "['weight', 'bias']" in found["net"].parameter("bias2").record.reason
    assert "not a module" in found["list"].parameter("weight").record.reason
    assert "not a tensor" in found["list"].grad.record.reason
    assert found["nothing"]["more"][0].grad.record.reason == "nothing['more'][0] is not a tensor"


def test_keys_are_found_by_type_and_value():
    """For a check, 1, True and 1.0 are different keys, and a text has no first item."""
    found = observed({1: "one", "text": "abc"})

    assert found[1].plain() == "one"
    assert isinstance(found[True].record, Missing)
    assert isinstance(found[1.0].record, Missing)
    assert isinstance(found["text"][0].record, Missing)
    assert isinstance(observed([1])[False].record, Missing)


def test_paths_are_told_as_a_learner_would_write_them():
    """The way to a part reads like code."""
    found = observed({"nets": [nn.Linear(1, 1)], "x": torch.ones(1)})

    assert found["nets"][0].parameter("weight").path == "nets[0].weight"
    assert found["x"].grad.path == "x.grad"


def test_one_ledger_counts_for_all_parts():
    """What lies below an observation is counted with it."""
    ledger = Ledger()
    found = Seen(observed([[1]]).record, ledger=ledger)

    assert found[0][0].ledger is ledger is found.grad.ledger is found.parameter("a").ledger


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (nn.Linear(1, 1), None),
        (object(), None),
        (torch.device("mps", 0), None),
        (torch.empty(1, device="meta"), None),
        ([object(), 1], [None, 1]),
        ({(1, 2): 3, "a": 4}, {"a": 4}),
        ({(1, 2)}, set()),
    ],
    ids=repr,
)
def test_what_was_lost_is_known(value, plain):
    """Without a plain form there is None, or a gap, and it is known that something was lost."""
    assert unwrapped(observed(value).record) == (plain, False)
