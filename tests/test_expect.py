"""Comparisons: each rung of the ladder says what is wrong and what it looks like, and only what is right counts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from grader.judge import CheckFailed, Misconception, expect
from grader.judge.expect import Expectation
from grader.judge.observation import Raised, Tensor
from grader.judge.seen import TOLERANCES, Ledger, Seen, Trust
from grader.worker.probing import attempt
from observed import observed

IDEA = Misconception("idea", "An idea.")
OTHER = Misconception("other", "Another idea.")
X = torch.tensor([[1.0, 2.0], [3.0, 4.0]])


def refused(compare: Callable[..., Any], *arguments: Any, **options: Any) -> CheckFailed:
    """Return the failure of a comparison that must fail, and must not count."""
    ledger = compare.__self__._seen.ledger
    with pytest.raises(CheckFailed) as caught:
        compare(*arguments, **options)
    assert ledger.comparisons == 0
    assert caught.value.status == "failed"
    return caught.value


def on(value: Any, called: str | None = "f(x)") -> Expectation:
    return expect(observed(value), called)


def counted(compare: Callable[..., Any], *arguments: Any, **options: Any) -> bool:
    """Make a comparison that must hold, and tell whether it counts."""
    ledger = compare.__self__._seen.ledger
    assert compare(*arguments, **options) is compare.__self__
    return ledger.comparisons > 0


class Broken:
    """What a probe returned, one for each rung of the ladder above the values, all compared with `X`."""

    MISSING = observed({})["output"]
    RAISED = observed({"output": attempt(torch.ones, "two")})["output"]


LADDER = {
    "missing": (Broken.MISSING, "`f(x)` is missing: nothing stands under 'output'", "nothing (nothing stands under"),
    "raised": (Broken.RAISED, "`f(x)` raised TypeError: ones()", "TypeError: ones()"),
    "None": (observed(None), "`f(x)` is None, not a tensor", "None"),
    "a list": (observed([1.0, 2.0]), "`f(x)` is a list, not a tensor", "[1, 2]"),
    "a module": (observed(nn.Linear(1, 1)), "`f(x)` is a Linear, not a tensor", "a Linear with parameters ["),
    "an object": (observed(object()), "`f(x)` is a builtins.object, not a tensor", "an object of type builtins.object"),
    "a number": (observed(2.5), "`f(x)` is a float, not a tensor", "2.5"),
    "shape": (observed(X[0]), "`f(x)` has shape (2,), expected (2, 2)", "float32 tensor of shape (2,)"),
    "an own dimension": (observed(X[None]), "`f(x)` has shape (1, 2, 2), expected (2, 2)", "of shape (1, 2, 2)"),
    "uninitialised": (observed(nn.LazyLinear(2).weight), "`f(x)` has shape ()", "that is not initialised yet"),
    "meta": (observed(X.to("meta")), "on the meta device, which holds no values", "on the meta device"),
    "too large": (observed(torch.ones(1).expand(10**12)), "`f(x)` has shape (1000000000000,)", "too large to look at"),
    "sparse": (observed(X.to_sparse()), "of a kind that cannot be looked at", "of a kind that cannot"),
    "dtype": (observed(X.double()), "`f(x)` has dtype float64, expected float32", "float64 tensor of shape (2, 2)"),
    "an integer": (observed(X.long()), "`f(x)` has dtype int64, expected float32", "int64 tensor of shape (2, 2)"),
    "NaN": (observed(X.clone().index_put_((torch.tensor(1), torch.tensor(0)), torch.tensor(math.nan))),
            "`f(x)` is nan at [1, 0]", "nan"),
    "infinity": (observed(X / torch.tensor([1.0, 0.0])), "`f(x)` is inf at [0, 1]", "inf"),
    "values": (observed(X + torch.tensor([0.0, 0.5])),
               "`f(x)` is wrong in 2 of 4 entries; the worst, at [0, 1], is 2.5, expected 2", "2.5"),
}  # fmt: skip


@pytest.mark.parametrize(("seen", "message", "actual"), LADDER.values(), ids=list(LADDER))
@pytest.mark.parametrize("method", ["close", "equal"])
def test_the_first_broken_rung_is_reported(method, seen, message, actual):
    """Both comparisons of tensors name what is wrong, what was expected and what came, and the suite's idea."""
    failure = refused(getattr(expect(seen, "f(x)"), method), X, otherwise=IDEA)

    assert message in failure.message
    assert actual in failure.actual
    assert failure.expected.startswith("float32 tensor of shape (2, 2)\n")
    assert failure.misconception is IDEA


def test_an_exception_brings_the_learners_lines():
    """Where an attempt raised instead of returning, the lines travel with the failure."""
    seen = Seen(Raised("ValueError", ("ValueError",), "no", (3, 7)))

    assert refused(expect(seen).close, X).lines == (3, 7)
    assert refused(expect(seen).raises, "TypeError").lines == (3, 7)


def test_without_code_the_path_is_named():
    """Without the learner's code, a message names the way to the value."""
    seen = observed({"output": [X[0]]})["output"][0]

    assert refused(expect(seen).close, X).message.startswith("output[0] has shape")


# -- close and equal


@pytest.mark.parametrize("dtype", list(TOLERANCES), ids=str)
def test_tolerance_is_for_rounding_only(dtype):
    """Rounding in the last places passes `close`, a thousandth part more than the table does not; `equal` sees both."""
    rtol, atol = TOLERANCES[dtype]
    right = torch.tensor([1.0, -2.0, 0.0, 1000.0], dtype=torch.float64).to(dtype)
    near = right + (0.25 * (atol + rtol * right.abs())).to(dtype)
    far = right + (4 * (atol + rtol * right.abs())).to(dtype)

    assert not torch.equal(near, right)
    assert counted(on(near).close, right)
    refused(on(near).equal, right)
    refused(on(far).close, right)


def test_the_tables_tolerance_is_narrow():
    """A sum in another order passes; a formula that is off by a thousandth does not."""
    x = torch.linspace(-1, 1, 4001)

    assert counted(on(x.flip(0).cumsum(0)[-1] + 7).close, x.sum() + 7)
    for dtype in (torch.float32, torch.float64, torch.complex64, torch.complex128):
        refused(on(torch.ones(2, dtype=dtype) * 1.001).close, torch.ones(2, dtype=dtype))
        refused(on(torch.full((2,), 0.001, dtype=dtype)).close, torch.zeros(2, dtype=dtype))


def test_integers_and_bools_are_compared_exactly():
    """Dtypes that are not in the table have no tolerance."""
    assert counted(on(torch.tensor([1, 2])).close, torch.tensor([1, 2]))
    assert counted(on(torch.tensor([True])).close, torch.tensor([True]))
    failure = refused(on(torch.tensor([2**60, 1])).close, torch.tensor([2**60 + 1, 1]))

    assert "wrong in 1 of 2 entries; the worst, at [0], is 1152921504606846976, expected 11529215" in failure.message
    assert (
        "[1], is True, expected False"
        in refused(on(torch.tensor([True, True])).equal, torch.tensor([True, False])).message
    )


def test_a_tolerance_of_its_own_replaces_the_tables():
    """A check may be wider or narrower than the table."""
    assert counted(on(X + 0.4).close, X, tolerance=(0.0, 0.5))
    refused(on(X + 1e-7).close, X + 0.4, tolerance=(0.0, 0.0))


SHAPES = st.lists(st.integers(0, 3), max_size=3).map(tuple)


@settings(max_examples=200, deadline=None, database=None)
@given(SHAPES, SHAPES, st.sampled_from([*TOLERANCES, torch.int64, torch.bool]))
def test_broadcasting_never_passes(actual, expected, dtype):
    """Tensors of equal values are equal only when their shapes are."""
    one, other = torch.ones(actual, dtype=dtype), torch.ones(expected, dtype=dtype)
    for method in ("close", "equal"):
        if actual == expected:
            assert counted(getattr(on(one), method), other)
        else:
            assert "has shape" in refused(getattr(on(one), method), other, otherwise=IDEA).message


@pytest.mark.parametrize("dtype", [torch.float64, torch.float16, torch.int64, torch.complex64, torch.bool], ids=str)
def test_equal_values_of_another_dtype_do_not_pass(dtype):
    """A value in another dtype is another value, whichever way."""
    one, other = torch.ones(2, dtype=dtype), torch.ones(2)
    for left, right in ((one, other), (other, one)):
        assert "has dtype" in refused(on(left).close, right).message
        assert "has dtype" in refused(on(left).equal, right).message


def test_an_infinity_that_is_expected_is_no_fault():
    """Where infinity is right, only the others are wrong, and they are named."""
    expected = torch.tensor([math.inf, 1.0])

    assert counted(on(expected).close, expected)
    message = refused(on(torch.tensor([math.inf, 3.0])).close, expected).message
    assert message == "`f(x)` is wrong in 1 of 2 entries; the worst, at [1], is 3, expected 1"
    assert "at [0], is 5, expected inf" in refused(on(torch.tensor([5.0, 1.0])).close, expected).message


@pytest.mark.parametrize(
    ("actual", "expected", "message"),
    [
        (torch.tensor(2.0), torch.tensor(3.0), "`f(x)` is 2, expected 3"),
        (torch.tensor([1.0]), torch.tensor([1.0000001]), "at [0], is 1.0, expected 1.000000119"),
        (torch.tensor([1 + 1j]), torch.tensor([1 - 1j]), "at [0], is (1+1j), expected (1-1j)"),
        (torch.tensor([1.0, 9.0]), torch.tensor([2.0, 3.0]), "at [1], is 9, expected 3"),
        (torch.full((2, 3), math.nan), torch.full((2, 3), math.nan), "wrong in 6 of 6 entries"),
    ],
)
def test_the_worst_entry_is_told(actual, expected, message):
    """A wrong value is named with its place, and with as many digits as it takes to see the difference."""
    assert message in refused(on(actual).equal, expected).message


EQUAL = [None, True, 0, -1, 2.5, "text", b"bytes", [1, "a", None], (1, (2,)), {1, "a"}, {"a": [1], 2: None}]
EQUAL += [torch.Size([2]), torch.float32, [], {}, set(), (), [torch.ones(2)], {"w": torch.zeros(1)}]


@pytest.mark.parametrize("value", EQUAL, ids=repr)
def test_plain_python_equals_itself_only(value):
    """Plain values are compared by type and value, and every other value of this list is another one."""
    assert counted(on(value).equal, value)
    for other in EQUAL:
        if other is not value:
            assert refused(on(other).equal, value, otherwise=IDEA).misconception is IDEA


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (True, 1), (1, True), (1, 1.0), (0, None), ("", None), ([1], (1,)), ([1], [True]), ({1: "a"}, {True: "a"}),
        ({1: "a"}, {1.0: "a"}), ({1}, {True}), ({"a": 1}, {"a": True}), (torch.Size([2]), (2,)),
        ((2,), torch.Size([2])),
        ([torch.ones(2)], [[1.0, 1.0]]), ([1, 2], [1]), ("a", b"a"),
        (nn.Linear(1, 1), None), (object(), None), (torch.device("cpu"), None), ([object()], [None]),
        (torch.device("cuda:0"), torch.device("cuda")), ("cpu", torch.device("cpu")),
        ({"a": object()}, {"a": None}), ({(1,): 2}, {}), ({(1,)}, set()), (torch.empty(1, device="meta"), None),
        (0.1 + 0.2, 0.3), ([math.nan], [None]),
    ],
    ids=repr,
)  # fmt: skip
def test_what_only_looks_equal_does_not_pass(actual, expected):
    """Python's generosity with types, and what has no plain form, do not make things equal."""
    failure = refused(on(actual).equal, expected)

    assert failure.message == "`f(x)` is not what it should be" and failure.expected and failure.actual


PARTS = {"weight": torch.ones(2), "steps": [torch.zeros(1), torch.full((1,), 3.0)]}


@pytest.mark.parametrize("way", ["close", "equal"])
def test_the_entry_that_differs_is_named(way):
    """In a dict or list of tensors the first entry that is wrong, missing or too many is told by its place."""

    def compared(actual):
        with pytest.raises(CheckFailed) as caught:
            getattr(expect(observed({"state": actual})["state"], "net.state"), way)(PARTS)
        return caught.value.message

    assert counted(getattr(on(PARTS), way), PARTS)
    assert compared({"weight": torch.ones(2), "steps": [torch.zeros(1), torch.zeros(1)]}).startswith(
        "`net.state['steps'][1]` is wrong"
    )
    assert compared({"steps": []}) == "`net.state['weight']` is missing: nothing stands under 'weight'"
    assert "[0]` is missing: there are only 0 items" in compared(PARTS | {"steps": []})
    assert compared(PARTS | {"more": 1}) == "`net.state` has 3 entries, expected 2"
    assert compared(PARTS | {"steps": (1, 2)}) == "`net.state['steps']` is a tuple, not a list"
    assert compared(torch.ones(2)).startswith("`net.state` is a Tensor, not a dict")


def test_one_misconception_may_give_several_values():
    """Pairs say what each misconception would have given; the one that was seen is named, for any comparison."""
    mistaken = [(IDEA, X + 1), (OTHER, X + 2), (IDEA, X + 3)]

    for added, idea in ((1, IDEA), (2, OTHER), (3, IDEA), (4, None)):
        for failure in (
            refused(on(X + added).close, X, mistaken=mistaken),
            refused(on(X + added).satisfies, lambda _: False, "something else", mistaken=mistaken),
        ):
            assert failure.misconception is idea


@pytest.mark.parametrize("broken", [Broken.MISSING, Broken.RAISED, observed(object()), observed(X.to("meta"))])
def test_a_question_about_what_is_not_there_is_answered(broken):
    """Whether a value is close, or what was raised, can be asked of everything."""
    assert not broken.is_close(X) and not broken.is_close("text")
    assert (broken.raised is not None) == (broken is Broken.RAISED)
    assert broken.raised_a("TypeError") == (broken is Broken.RAISED)
    assert not broken.raised_a("ValueError")


def test_what_is_close():
    """Tensors are close within the tolerance, in containers too; shape, dtype and all else must be the same."""
    assert observed(X * (1 + 1e-6)).is_close(X) and observed([X * (1 + 1e-6)]).is_close([X])
    assert not observed(X * 1.01).is_close(X) and observed(X * 1.01).is_close(X, tolerance=(0.1, 0.0))
    assert not observed(X.double()).is_close(X) and not observed(X[None]).is_close(X)
    assert observed(2).is_close(2) and not observed(2).is_close(2.0) and not observed([X]).is_close(X)


def test_one_entry_of_each_item_is_a_list():
    """The same entry of many cases is compared at once; what one case lacks, or another kind of thing, fails."""

    def modes(*cases):
        return expect(observed(list(cases)).each("mode"), "modes")

    assert counted(modes({"mode": True}, {"mode": False}).equal, [True, False])
    refused(modes({"mode": True}, {"mode": False}).equal, [True, True])
    refused(modes({"mode": True}, {}).equal, [True, None])
    assert "is missing" in refused(expect(observed({"mode": True}).each("mode"), "modes").equal, [True]).message


def test_what_is_believed_is_not_compared():
    """A liar's identities and lone flags are believed and nothing else of it, unless everything is."""

    def believed(trust, value):
        return expect(Seen(observed(value).record, ledger=Ledger(trust)), "f(x)")

    liar = Trust(claims=True)
    assert counted(believed(liar, False).equal, True)
    assert counted(believed(liar, [1]).same_object_as, observed([1]))
    for value, right in (([False], [True]), (X, X + 1), (1, 2), ("a", "b"), (None, 1), (X, None)):
        refused(believed(liar, value).equal, right)
        assert counted(believed(Trust(everything=True), value).equal, right)


def test_what_was_worked_out_holds_or_not():
    """A condition over several values decides, and names its misconception, once there is a value at all."""
    assert counted(on(None).holds, True, "a rule")
    failure = refused(on(X).holds, False, "a rule", otherwise=IDEA)

    assert (failure.message, failure.expected, failure.misconception) == ("`f(x)` should be a rule", "a rule", IDEA)
    assert "is missing" in refused(expect(Broken.MISSING).holds, True, "a rule").message


def test_texts_are_shown_as_python_writes_them():
    """Both sides of a comparison of texts are quoted alike."""
    failure = refused(on("0").equal, "1")

    assert (failure.expected, failure.actual) == ("'1'", "'0'")
    assert refused(expect(Broken.MISSING).equal, "1").expected == "'1'"


def test_a_list_inside_itself_equals_nothing():
    """A container that contains itself is not the list of None that it looks like."""
    knot: list = []
    knot.append(knot)

    refused(on(knot).equal, [None])


@pytest.mark.parametrize("seen", [Broken.MISSING, Broken.RAISED])
def test_what_is_absent_or_raised_equals_nothing(seen):
    """A missing value and an exception are named as such, whatever is expected."""
    for expected in (None, [], "text"):
        assert any(word in refused(expect(seen).equal, expected).message for word in ("missing", "raised"))


# -- misconceptions


def test_the_mistake_that_was_made_is_named():
    """Of several ideas that predict a value, the one that was really seen is named, else the general one."""
    mistaken = {OTHER: X * 2, IDEA: X * 3}

    assert refused(on(X * 3).close, X, mistaken=mistaken, otherwise=OTHER).misconception is IDEA
    assert refused(on(X * 3 + 1e-6).close, X, mistaken=mistaken).misconception is IDEA
    assert refused(on(X * 4).close, X, mistaken=mistaken, otherwise=OTHER).misconception is OTHER
    assert refused(on(X * 4).close, X, mistaken=mistaken).misconception is None


def test_a_mistake_may_have_another_shape_or_be_no_tensor():
    """A predicted value is recognised on every rung, and never by broadcasting."""
    assert refused(on(X.sum()).close, X, mistaken={IDEA: X.sum()}).misconception is IDEA
    assert refused(on(None).close, X, mistaken={IDEA: None}).misconception is IDEA
    assert refused(on([1, 2]).equal, [2, 1], mistaken={OTHER: [1], IDEA: [1, 2]}).misconception is IDEA
    assert refused(on(torch.ones(2, 2)).close, X, mistaken={IDEA: torch.ones(1)}).misconception is None
    assert refused(on(torch.ones(2)).close, X, mistaken={IDEA: torch.ones(2).double()}).misconception is None
    assert refused(on(object()).close, X, mistaken={IDEA: None}).misconception is None
    assert refused(on(1).equal, 2, mistaken={IDEA: True}).misconception is None


def test_a_mistake_may_be_full_of_nan():
    """An idea that predicts NaN is recognised, though NaN equals nothing."""
    wrong = torch.tensor([math.nan, 1.0])

    assert refused(on(wrong).close, torch.ones(2), mistaken={IDEA: wrong}).misconception is IDEA


def test_a_right_value_passes_whatever_ideas_predict_it():
    """Ideas explain failures; they cause none."""
    assert counted(on(X).close, X, mistaken={IDEA: X}, otherwise=OTHER)


# -- the other comparisons


def test_a_shape_can_be_all_that_counts():
    """`shaped` looks at the shape alone, and names both."""
    assert counted(on(X).shaped, 2, 2)
    assert counted(on(torch.ones(())).shaped)
    failure = refused(on(X).shaped, 2, 3, otherwise=IDEA)

    assert (failure.message, failure.misconception) == ("`f(x)` has shape (2, 2), expected (2, 3)", IDEA)
    assert (failure.expected, failure.actual) == ("shape (2, 3)", "shape (2, 2)")


@pytest.mark.parametrize("value", [None, [1, 2], nn.LazyLinear(2).weight, attempt(torch.ones, "x")])
def test_what_has_no_shape_has_none(value):
    """A parameter that is not initialised has no shape, not the empty one, and neither has what is no tensor."""
    refused(on(value).shaped)


@pytest.mark.parametrize("value", [None, 0, X, object()], ids=repr)
def test_a_return_can_be_expected(value):
    """`returned` passes for whatever came back, None included, and not for an exception or nothing at all."""
    assert counted(on(value).returned)
    for seen in (Broken.MISSING, Broken.RAISED):
        assert refused(expect(seen).returned, otherwise=IDEA).misconception is IDEA


def test_an_exception_can_be_expected():
    """`raises` passes for the named types, their subclasses, or any exception."""
    error = attempt(nn.Linear, 1, 1).__class__  # a value that was returned
    raised = attempt(torch.ones, "two")

    assert counted(on(raised).raises)
    assert counted(on(raised).raises, "TypeError")
    assert counted(on(raised).raises, "KeyError", "Exception")
    failure = refused(on(raised).raises, "KeyError", "IndexError", otherwise=IDEA)
    assert failure.message == "`f(x)` raised TypeError, expected KeyError or IndexError"
    assert (failure.expected, failure.misconception) == ("KeyError or IndexError", IDEA)
    assert failure.actual.startswith("TypeError: ones()")
    assert refused(on(None).raises).message == "`f(x)` raised nothing, expected an exception"
    assert refused(on(error).raises, "TypeError").message == "`f(x)` raised nothing, expected TypeError"
    assert "is missing" in refused(expect(Broken.MISSING).raises).message


def test_identity_is_compared_within_an_observation():
    """The same object and another object are told apart by their tokens."""
    shared, module, list_ = torch.ones(1), nn.Linear(1, 1), [1]
    seen = observed([shared, shared, shared.clone(), module, module, list_, list_, [1]])

    for one, other, same in [(0, 1, True), (0, 2, False), (3, 4, True), (5, 6, True), (5, 7, False), (0, 3, False)]:
        right, wrong = ("same_object_as", "another_object_than") if same else ("another_object_than", "same_object_as")
        ledger = seen.ledger
        ledger.comparisons = 0
        assert counted(getattr(expect(seen[one]), right), seen[other])
        ledger.comparisons = 0
        assert refused(getattr(expect(seen[one]), wrong), seen[other], otherwise=IDEA).misconception is IDEA


@pytest.mark.parametrize("value", [None, 1, "text", object(), attempt(torch.ones, "x")], ids=repr)
@pytest.mark.parametrize("method", ["same_object_as", "another_object_than"])
def test_what_has_no_identity_is_neither(method, value):
    """A plain number, an exception or nothing at all is neither the same object nor another one."""
    seen = observed([value, value, torch.ones(1)])

    for one, other in (
        (seen[0], seen[1]),
        (seen[0], seen[2]),
        (seen[2], seen[0]),
        (seen[2], seen[9]),
        (seen[9], seen[2]),
    ):
        refused(getattr(expect(one), method), other)


def test_a_rule_of_its_own():
    """`satisfies` asks a rule about the plain value; only True passes."""
    assert counted(on([3, 1]).satisfies, lambda value: sorted(value) == [1, 3], "a permutation")
    failure = refused(on(4).satisfies, lambda value: value % 2, "odd", otherwise=IDEA)
    assert (failure.message, failure.expected, failure.actual) == ("`f(x)` should be odd", "odd", "4")
    assert failure.misconception is IDEA
    refused(on(5).satisfies, lambda value: value % 2, "odd")  # 1 is not True
    refused(on(object()).satisfies, lambda value: value is not None, "something")
    named = refused(on(4).satisfies, lambda value: False, "odd", message="4 is even.", actual="even")
    assert (named.message, named.actual) == ("4 is even.", "even")


@pytest.mark.parametrize("seen", [Broken.MISSING, Broken.RAISED])
def test_a_rule_is_not_asked_about_nothing(seen):
    """What is missing or raised breaks every rule, before it is asked."""
    refused(expect(seen).satisfies, lambda value: True, "anything")


def test_comparisons_count_one_by_one():
    """Each comparison that holds counts in the ledger of its observation, through all its parts and chains."""
    seen = observed({"x": X, "n": 1})
    expect(seen["x"]).shaped(2, 2).close(X).equal(X)
    expect(seen["n"]).equal(1).satisfies(lambda n: n == 1, "one")

    assert seen.ledger.comparisons == 5


def test_messages_stay_short():
    """No text of a submission, however long, makes a message or a side of the comparison longer than a page."""
    long = "x" * 15_000
    seen = observed({"dict": {long: 1}, "text": long, "net": nn.ModuleDict({"y" * 9000: nn.Linear(1, 1)})})
    failures = [
        refused(expect(seen["net"]).close, X),
        refused(expect(seen["net"].parameter("weight")).close, X),
        refused(expect(seen["dict"]).equal, {}),
        refused(expect(seen["text"]).equal, "y" * 15_000),
        refused(expect(seen["text"], long).satisfies, lambda text: False, "short", message=long),
    ]
    for failure in failures:
        assert max(len(failure.message), len(failure.expected), len(failure.actual)) < 1600


# -- devices


def moved(value: Any, device: str) -> Seen:
    """Return what a check sees of a value whose tensors are on a device."""
    found = observed(value)
    tensors = [found.record] if isinstance(found.record, Tensor) else found.record.named("parameters").values()
    for tensor in tensors:
        object.__setattr__(tensor, "device", device)
    return found


@pytest.mark.parametrize("value", [X, nn.Sequential(nn.Linear(1, 1))], ids=["tensor", "module"])
def test_on_wants_the_device_of_everything(value):
    """A tensor must be there, and so must each parameter of a module; one that is elsewhere is named."""
    expect(moved(value, "cuda:1")).on("cuda:1")
    failure = refused(expect(moved(value, "cuda:0"), "to(x)").on, "cuda:1", otherwise=IDEA)

    assert failure.message in (
        "`to(x)` is on cuda:0, expected cuda:1",
        "`0.weight` of `to(x)` is on cuda:0, expected cuda:1",
    )
    assert (failure.expected, failure.actual, failure.misconception) == ("cuda:1", "cuda:0", IDEA)


def test_on_wants_the_buffers_as_well():
    """A buffer that stayed behind fails the module."""
    failure = refused(expect(moved(nn.BatchNorm1d(2), "cuda:0")).on, "cuda:0")

    assert failure.message == "`running_mean` of the result is on cpu, expected cuda:0"


@pytest.mark.parametrize("value", [None, [X], "cuda:0", torch.device("cuda:0")], ids=repr)
def test_on_is_for_tensors_and_modules(value):
    """Nothing else is on a device."""
    assert "not a tensor or module" in refused(expect(observed(value)).on, "cuda:0").message


def test_where_something_is_can_be_believed():
    """A device is a claim: who believes claims believes it."""
    found = observed(X)
    expect(Seen(found.record, ledger=Ledger(Trust(claims=True)))).on("cuda:3")


def test_devices_are_compared_with_their_index():
    """`torch.device` is a value of its own, in containers too."""
    both = [torch.device("cuda:1"), torch.device("cpu")]
    expect(observed([torch.device("cuda", 1), torch.device("cpu")])).equal(both)
    failure = refused(expect(observed(torch.device("cuda"))).equal, torch.device("cuda:0"))

    assert (failure.expected, failure.actual) == ("torch.device('cuda:0')", "torch.device('cuda')")
