"""The wire: whatever is sent comes back, and bytes that nobody sent do no harm."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from frames import framed, spoilt, with_true_lengths
from grader import buffers, wire
from grader.wire import WireError

KINDS = (torch.Size, torch.dtype, torch.Tensor)


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same to the bit and to the type."""
    if type(one) is not type(other):
        return False
    if isinstance(one, torch.Tensor):
        return (one.dtype, one.shape) == (other.dtype, other.shape) and raw(one) == raw(other)
    if type(one) in (list, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is dict:
        return same(list(one.items()), list(other.items()))
    return repr(one) == repr(other)  # nan is nan, and -0.0 is not 0.0


def raw(tensor: torch.Tensor) -> bytes:
    return bytes(tensor.resolve_conj().resolve_neg().clone(memory_format=torch.contiguous_format).untyped_storage())


@st.composite
def tensors(draw: Callable[..., Any]) -> torch.Tensor:
    """Draw a tensor of any dtype with any bits in it."""
    dtype = draw(st.sampled_from(list(buffers.DTYPES.values())))
    shape = draw(st.lists(st.integers(0, 3), max_size=4))
    size = torch.Size(shape).numel() * dtype.itemsize
    content = draw(st.binary(min_size=size, max_size=size))
    if dtype is torch.bool:
        content = bytes(byte & 1 for byte in content)
    return torch.frombuffer(bytearray(content), dtype=dtype).reshape(shape) if size else torch.empty(shape, dtype=dtype)


INTEGERS = st.integers(-(2**63), 2**63 - 1)
KEYS = st.one_of(st.none(), st.booleans(), INTEGERS, st.floats(), st.text(max_size=5), st.binary(max_size=5))
LEAVES = st.one_of(
    KEYS,
    tensors(),
    st.lists(st.integers(0, 99), max_size=5).map(torch.Size),
    st.sampled_from(list(buffers.DTYPES.values())),
)


def trees(leaves: st.SearchStrategy[Any], keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        lists = st.lists(inner, max_size=4)
        return st.one_of(lists, lists.map(tuple), st.dictionaries(keys, inner, max_size=4))

    return st.recursive(leaves, containers, max_leaves=12)


@settings(max_examples=300, deadline=None, database=None)
@given(trees(LEAVES, KEYS))
def test_what_is_sent_comes_back(value):
    """Every plain value survives the journey to the bit, with its types and the order of its keys."""
    assert same(wire.decode(wire.encode(value)), value)


STRANGE = st.one_of(
    st.integers(),
    st.just(object()),
    st.frozensets(st.integers(), max_size=2),
    st.just(torch.nn.Linear),
    st.builds(lambda: torch.ones(2).to_sparse()),
    st.builds(lambda: torch.empty(2, device="meta")),
    st.builds(lambda: torch.empty(0, 10**9)),
    st.builds(lambda: torch.zeros(1).expand(10**12)),
    st.builds(lambda: torch.nested.nested_tensor([torch.ones(1), torch.ones(2)])),
    st.just(torch.qint8),
    st.just("\ud800"),
)
HASHABLE = st.one_of(KEYS, st.tuples(st.integers(0, 3)), st.just(torch.float32), st.just("\ud800"))


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=300, deadline=None, database=None)
@given(trees(LEAVES | STRANGE, HASHABLE))
def test_what_cannot_come_back_is_not_sent(value):
    """A value is refused by the sender or arrives: the receiver never has to refuse what `encode` wrote."""
    try:
        frame = wire.encode(value)
    except WireError:
        return
    assert same(wire.decode(frame), value)


OUT_OF_RANGE = {
    "65 bits": lambda: 2**63,
    "65 bits below zero": lambda: -(2**63) - 1,
    "a type": lambda: int,
    "a set": lambda: {1, 2},
    "a complex number": lambda: complex(1, 2),
    "a lone surrogate": lambda: "\udfff",
    "a lone surrogate as key": lambda: {"\udfff": 1},
    "a tuple as key": lambda: {(1, 2): 3},
    "a dtype as key": lambda: {torch.float32: 1},
    "a sparse tensor": lambda: torch.ones(2).to_sparse(),
    "a quantised tensor": lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
    "a meta tensor": lambda: torch.empty(2, device="meta"),
    "a nested tensor": lambda: torch.nested.nested_tensor([torch.ones(1), torch.ones(2)]),
    "a terabyte in four bytes": lambda: torch.zeros(1).expand(10**12),
    "a terabyte in no bytes": lambda: torch.empty(0, 10**9),
    "65 dimensions": lambda: torch.ones((1,) * 64).unsqueeze(0),
    "too many values": lambda: torch.zeros(buffers.MAX_PAYLOAD + 1, dtype=torch.uint8),
    "too many bytes": lambda: bytes(buffers.MAX_PAYLOAD + 1),
    "too many bytes together": lambda: [bytes(buffers.MAX_PAYLOAD // 2 + 1)] * 2,
    "too many buffers": lambda: [torch.ones(())] * (buffers.MAX_BUFFERS + 1),
    "too long a head": lambda: "x" * (wire.MAX_HEAD + 1),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("make", OUT_OF_RANGE.values(), ids=list(OUT_OF_RANGE))
def test_what_is_out_of_range_is_refused(make):
    """Values that have no frame within the limits raise `WireError` and nothing else."""
    value = make()

    with pytest.raises(WireError):
        wire.encode(value)


@pytest.mark.parametrize("wrap", [lambda inner: [inner], lambda inner: (inner,), lambda inner: {"a": inner}])
def test_depth_is_limited_on_both_sides(wrap):
    """A tree as deep as the limit travels; one level more is refused when sent and when received."""
    deep: Any = 1
    for _ in range(wire.MAX_DEPTH):
        deep = wrap(deep)
    assert same(wire.decode(wire.encode(deep)), deep)

    with pytest.raises(WireError, match="deep"):
        wire.encode(wrap(deep))
    head = json.dumps([json.loads(head_of(wire.encode(deep)))["value"]])
    with pytest.raises(WireError, match="deep"):
        wire.decode(framed(f'{{"value":{head},"buffers":[]}}'))


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (torch.arange(6).reshape(2, 3).T, torch.tensor([[0, 3], [1, 4], [2, 5]])),
        (torch.arange(6)[::2], torch.tensor([0, 2, 4])),
        (torch.ones(1).expand(3), torch.ones(3)),
        (torch.tensor([1 + 2j]).conj(), torch.tensor([1 - 2j])),
        (torch.tensor([1 + 2j]).conj().imag, torch.tensor([-2.0])),
        (torch.ones(2, requires_grad=True) * 3, torch.full((2,), 3.0)),
        (torch.nn.Parameter(torch.ones(2)), torch.ones(2)),
    ],
)
def test_only_values_travel(sent, expected):
    """Views, lazy conjugates, graphs and subclasses arrive as plain, contiguous tensors of the same values."""
    received = wire.decode(wire.encode(sent))

    assert same(received, expected)
    assert type(received) is torch.Tensor and received.is_contiguous() and not received.requires_grad


def test_received_tensors_own_their_memory():
    """Writing into a received tensor changes neither the frame nor what is decoded from it again."""
    frame = bytearray(wire.encode([torch.zeros(3), torch.zeros(3, dtype=torch.bool)]))
    before = bytes(frame)

    for tensor in wire.decode(frame):
        tensor.fill_(1)

    assert frame == before
    assert same(wire.decode(frame), [torch.zeros(3), torch.zeros(3, dtype=torch.bool)])


# -- frames that nobody sent


def head_of(frame: bytes) -> bytes:
    _, length, _ = wire.PREFIX.unpack(frame[: wire.PREFIX.size])
    return frame[wire.PREFIX.size : wire.PREFIX.size + length]


def valued(tree: str, entries: str = "[]", payload: bytes = b"") -> bytes:
    return framed(f'{{"value":{tree},"buffers":{entries}}}', payload)


HOSTILE = {
    "nothing": b"",
    "half a prefix": wire.MAGIC,
    "another magic": b"PK\x03\x04" + bytes(12),
    "a head of 4 GiB": wire.PREFIX.pack(wire.MAGIC, 2**32 - 1, 0),
    "a payload of 16 EiB": wire.PREFIX.pack(wire.MAGIC, 2, 2**64 - 1) + b"{}",
    "a cut head": valued("1")[:-1],
    "a trailing byte": valued("1") + b"\0",
    "two frames": valued("1") + valued("1"),
    "no JSON": framed("pickle"),
    "JSON in UTF-16": framed('{"value":1,"buffers":[]}'.encode("utf-16")),
    "no object": framed("[1]"),
    "a field too few": framed('{"value":1}'),
    "a field too many": framed('{"value":1,"buffers":[],"more":1}'),
    "buffers that are no list": framed('{"value":1,"buffers":{}}'),
    "a key twice": valued('{"a":1,"a":2}'),
    "a constant": valued("NaN"),
    "a float beyond all": valued("1e999"),
    "an integer of 65 bits": valued(str(2**64)),
    "an integer of a million digits": valued("9" * 10**6),
    "brackets for ever": framed("[" * 10**6),
    "objects for ever": framed('{"a":' * 10**6),
    "a lone surrogate": valued('"\\ud800"'),
    "a lone surrogate as key": valued('{"\\ud800":1}'),
    "an unknown tag": valued('{"$object":[]}'),
    "a tag among others": valued('{"$tuple":[],"a":1}'),
    "two tags": valued('{"$tuple":[],"$size":[]}'),
    "a tuple of text": valued('{"$tuple":"ab"}'),
    "another float": valued('{"$float":"1.5"}'),
    "a float of lists": valued('{"$float":[]}'),
    "a finite float as nan": valued('{"$float":"-nan"}'),
    "a dtype by its address": valued('{"$dtype":"nn"}'),
    "a dtype of lists": valued('{"$dtype":[]}'),
    "a negative size": valued('{"$size":[-1]}'),
    "a size of floats": valued('{"$size":[1.5]}'),
    "a size beyond all": valued('{"$size":[9223372036854775808]}'),
    "a map of triples": valued('{"$map":[[1,2,3]]}'),
    "a map of texts": valued('{"$map":["ab"]}'),
    "a map with a list as key": valued('{"$map":[[[],1]]}'),
    "a map with a key twice": valued('{"$map":[[1,1],[true,2]]}'),
    "a buffer that is not there": valued('{"$tensor":0}'),
    "a buffer from behind": valued('{"$tensor":-1}', '[["uint8",[1],1]]', b"1"),
    "a buffer by truth": valued('{"$tensor":false}', '[["uint8",[1],1]]', b"1"),
    "a buffer used twice": valued('[{"$tensor":0},{"$tensor":0}]', '[["uint8",[1],1]]', b"1"),
    "a buffer used never": valued("1", '[["uint8",[1],1]]', b"1"),
    "bytes as a tensor": valued('{"$tensor":0}', '[["bytes",[1],1]]', b"1"),
    "a tensor as bytes": valued('{"$bytes":0}', '[["uint8",[1],1]]', b"1"),
    "bytes of two dimensions": valued('{"$bytes":0}', '[["bytes",[1,1],1]]', b"1"),
    "an unknown buffer": valued('{"$tensor":0}', '[["object",[1],1]]', b"1"),
    "a bool that is neither": valued('{"$tensor":0}', '[["bool",[2],2]]', b"\x01\x02"),
    "more values than bytes": valued('{"$tensor":0}', '[["float32",[2],4]]', bytes(4)),
    "more bytes than values": valued('{"$tensor":0}', '[["float32",[1],8]]', bytes(8)),
    "a terabyte in no bytes": valued('{"$tensor":0}', '[["float64",[1099511627776],8796093022208]]'),
    "dimensions that overflow": valued('{"$tensor":0}', f'[["uint8",{[2**20] * 64},0]]'),
    "a negative length": valued('{"$tensor":0}', '[["uint8",[1],-1]]', b""),
    "a negative dimension": valued('{"$tensor":0}', '[["uint8",[-1],-1]]', b""),
    "negative dimensions that multiply": valued('{"$tensor":0}', '[["uint8",[-1,-1],1]]', b"1"),
    "strides that overflow": valued('{"$tensor":0}', f'[["uint8",[0,{2**26},{2**26},{2**26}],0]]'),
    "too many dimensions": valued('{"$tensor":0}', f'[["uint8",{[1] * 65},1]]', b"1"),
    "too many buffers": valued("1", json.dumps([["uint8", [0], 0]] * (buffers.MAX_BUFFERS + 1))),
    "a dimension by truth": valued('{"$tensor":0}', '[["uint8",[true],1]]', b"1"),
    "a length that is a float": valued('{"$tensor":0}', '[["uint8",[1],1.0]]', b"1"),
    "trailing payload": valued('{"$tensor":0}', '[["uint8",[1],1]]', b"12"),
}


@pytest.mark.parametrize("frame", HOSTILE.values(), ids=list(HOSTILE))
def test_a_frame_that_nobody_sends_is_refused(frame):
    """A frame that `encode` would not have written raises `WireError`, at no cost in memory."""
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            wire.decode(frame)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 100_000 + 50 * len(frame)


def samples() -> list[bytes]:
    """Return frames that hold everything that can be sent, small enough to be spoiled all over."""
    values = [
        {"status": "returned", "value": {"root": {"object": 0}, "objects": [{"kind": "list", "items": [1, None]}]}},
        [1, -1, 2.5, float("nan"), "text", "é", b"bytes", None, True, (), (1, (2,)), torch.Size([2, 0])],
        {"plain": 1, "$odd": 2, 3: [4], None: {}, 1.5: torch.float32, b"k": torch.Size([])},
        [torch.arange(6, dtype=torch.float32).reshape(2, 3), torch.tensor([True, False]), torch.empty(0, 3)],
        {"x": torch.tensor([1 + 2j]), "y": [torch.ones((), dtype=torch.bfloat16), b""]},
    ]
    return [wire.encode(value) for value in values]


def checked(frame: bytes) -> int:
    """Decode a frame: 1 for a value, which must be clean, 0 for `WireError`; anything else is raised."""
    try:
        value = wire.decode(frame)
    except WireError:
        return 0
    assert same(wire.decode(wire.encode(value)), value)
    return 1


@pytest.mark.parametrize("number", range(len(samples())))
def test_spoilt_frames_are_read_cleanly_or_refused(number):
    """Ten thousand spoilt copies of each frame: a clean value or `WireError`, and never anything else."""
    frame, chance = samples()[number], random.Random(number)
    payload = wire.PREFIX.unpack(frame[: wire.PREFIX.size])[2]
    read = 0
    for position in range(10_000):
        wrong = spoilt(frame, chance)
        read += checked(with_true_lengths(wrong, payload) if position % 4 else wrong)

    assert 0 < read < 10_000  # some harmless, most not


def test_spoilt_frames_take_no_memory():
    """What is allocated for a spoilt frame stays in proportion to its bytes, whatever it promises."""
    chance = random.Random(0)
    frames = [with_true_lengths(spoilt(frame, chance), chance.randrange(20)) for frame in samples() * 400]
    worst = 0.0
    tracemalloc.start()
    try:
        for frame in frames:
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            try:
                wire.decode(frame)
            except WireError:
                pass
            worst = max(worst, (tracemalloc.get_traced_memory()[1] - before) / len(frame))
    finally:
        tracemalloc.stop()

    assert worst < 200  # a frame of some hundred bytes: tens of kilobytes at most


GARBAGE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from([2**63, 2**26, 1.5, "uint8", "bytes", "nan", "$map", "a"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["$tensor", "$bytes", "$map", "$tuple", "$size", "$dtype", "a"]), inner, max_size=2
        )
    ),
    max_leaves=10,
)
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from([*buffers.DTYPES, "bytes"]) | GARBAGE,
        st.lists(st.integers(-1, 3) | GARBAGE, max_size=3) | GARBAGE,
        st.integers(-1, 30) | GARBAGE,
    ).map(list)
    | GARBAGE,
    max_size=3,
)


@settings(max_examples=400, deadline=None, database=None)
@given(GARBAGE, ENTRIES, st.binary(max_size=30))
def test_heads_of_garbage_are_read_cleanly_or_refused(value, entries, payload):
    """Well-formed JSON that means nothing gives a clean value or `WireError`."""
    checked(framed(json.dumps({"value": value, "buffers": entries}), payload))


@settings(max_examples=200, deadline=None, database=None)
@given(st.binary(max_size=2 * wire.PREFIX.size) | st.binary(max_size=12).map(lambda rest: wire.MAGIC + rest))
def test_a_prefix_is_bounded_or_refused(prefix):
    """What a prefix makes the judge wait for is never more than a whole frame may have."""
    try:
        length = wire.body_length(prefix)
    except WireError:
        return
    assert 0 <= length <= wire.MAX_HEAD + buffers.MAX_PAYLOAD
    assert len(prefix) == wire.PREFIX.size
