"""Writing to a Parameter."""

import torch

from grader.judge import Misconception, check, expect

POINTS = 15

HIDDEN = Misconception(
    "data_is_the_way_to_write",
    "A graph recorded before the write gave a gradient from the new values, without a word: autograd did not notice.",
)
REBOUND = Misconception(
    "assignment_writes", "Nothing changed: something else has the new values, the Parameter was not written to."
)
WATCHED = Misconception(
    "autograd_does_not_mind", "Autograd was watching when a leaf that requires grad was written to."
)
FIRST_STEP = Misconception(
    "indexing_gives_a_view", "Nothing changed there: such an index picks a copy, and the copy was written to."
)
INDICES = Misconception("an_index_is_a_number", "Not every index that torch accepts is understood.")
OUTSIDE = Misconception("an_index_always_fits", "An index outside of the Parameter was accepted.")
MATRICES = Misconception("parameters_are_matrices", "Parameters of some shape cannot be written to.")
CONTIGUOUS = Misconception(
    "every_parameter_is_contiguous", "A Parameter whose memory is in another order cannot be written to."
)
BROADCASTS = Misconception(
    "copy_checks_shapes", "Values of another shape were accepted: they were broadcast to the Parameter's."
)
RESHAPES = Misconception(
    "same_count_is_same_shape", "Values of another shape were accepted: as many of them, in another order."
)
SAME_SHAPE = Misconception(
    "a_delta_has_the_parameters_shape", "A `delta` of another shape was refused, or not broadcast to the Parameter's."
)
GROWS = Misconception("a_sum_may_grow", "A `delta` was accepted though the sum has another shape than the Parameter.")
OTHER_ERROR = Misconception("any_error_will_do", "It did raise, but neither ValueError nor RuntimeError.")
TOO_LATE = Misconception("raising_undoes_the_write", "It raised, but by then the Parameter had changed.")
NEW_MEMORY = Misconception(
    "new_memory_is_a_write",
    "The Parameter got another piece of memory: what looked into the old one does not see the new values.",
)
SHARES = Misconception(
    "handing_over_is_copying", "The Parameter follows a later change of the argument: they share memory."
)
DTYPE = Misconception(
    "values_bring_their_dtype", "Values of another dtype do not become values of the dtype that the Parameter has."
)
FLOAT32 = Misconception("everything_is_float32", "A float64 Parameter does not get its values with all digits.")
ARITHMETIC = Misconception("adding_the_difference_is_writing", "The new value depends on what stood there before.")
ALIAS = Misconception(
    "arguments_are_never_the_parameter", "The argument was the Parameter itself, and was overwritten too early."
)
FROZE = Misconception("freezing_is_harmless", "A Parameter that was trained before is frozen after the write.")
THAWED = Misconception("every_parameter_is_trained", "A frozen Parameter requires grad after the write.")
CLEARED = Misconception("a_write_starts_afresh", "The gradient that was there is gone, or another one.")
HISTORY = Misconception("a_write_is_recorded", "A gradient flowed into the argument: the write became history.")
ASKING = Misconception("arguments_ask_for_nothing", "An argument that requires grad is refused.")
READ_ONLY = Misconception("frozen_means_read_only", "A frozen Parameter was not written to.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode was not what it had been.")
CHANGED = Misconception("arguments_are_mine", "An argument was changed by the call.")
ONCE = Misconception("a_call_happens_once", "A second call with the same arguments did nothing.")
RETURNS = Misconception("a_write_returns_something", "Something was returned; the task asks for a write, and for None.")

RAISED = {r"leaf Variable that requires grad": WATCHED, r"view size is not compatible": CONTIGUOUS}

ALL = slice(None)
FLAGS = (True, False)
EXTREMES = (float("nan"), float("inf"), 1e9, -1e9, 0.0)


def sent(index):
    """An index in a form in which it can be sent to the worker."""
    if isinstance(index, tuple):
        return tuple(sent(part) for part in index)
    if isinstance(index, slice):
        return {"slice": (index.start, index.stop, index.step)}
    return "..." if index is ... else index


def written(values, index, value):
    result = values.clone()
    result[index] = value
    return result


def all_writes(draw, values):
    """Calls of the three functions on a matrix: the code, what is sent, and the new values."""
    delta, row, new = draw.normal(*values.shape), draw.normal(values.shape[1]), draw.normal(*values.shape)
    number, mask = draw.number(1, 3), values >= values.median()
    return [
        ("add_(param, delta)", ("add_", delta), values + delta),
        (f"add_(param, {number})", ("add_", number), values + number),
        ("set_entry_(param, 1, value)", ("set_entry_", 1, row), written(values, 1, row)),
        (f"set_entry_(param, mask, {number})", ("set_entry_", mask, number), written(values, mask, number)),
        ("replace_(param, values)", ("replace_", new), new),
    ]


def expect_write(observe, called, write, values, expected, otherwise=None, **how):
    """Do one write and compare the Parameter with what it should be."""
    seen = observe("call", values=values, write=write, **how)
    expect(seen["ended"], called).returned(otherwise=otherwise)
    unchanged = {} if torch.equal(values, expected) else {otherwise or REBOUND: values}
    expect(seen["param"], f"param, after {called}").close(expected, mistaken=unchanged, otherwise=otherwise)


@check(points=2, kind="value")
def test_add_adds_to_every_entry(observe, draw):
    """`add_` adds a number or a tensor that broadcasts to a Parameter of any shape, at every call."""
    m, n, k = draw.sizes(3, low=3)
    values, number = draw.normal(m, n), draw.number(1, 3)
    expect_write(observe, f"add_(param, {number})", ("add_", number), values, values + number)
    expect_write(observe, "add_(param, 2)", ("add_", 2), values, values + 2)
    for shape in ((m, n), (n,), (1, n), (m, 1), (1, 1), (1,), ()):
        delta = draw.normal(*shape)
        called, reason = f"add_(param, delta), delta of shape {shape}", None if shape == (m, n) else SAME_SHAPE
        expect_write(observe, called, ("add_", delta), values, values + delta, reason)
    for shape in ((), (1,), (n,), (1, 1), (k, m, n), (2, 1, 3, n), (0, n)):
        values, delta = draw.normal(*shape), draw.normal(*shape)
        called = f"add_(param, delta), param of shape {shape}"
        expect_write(observe, called, ("add_", delta), values, values + delta, MATRICES)
    values, wide = draw.normal(m, n), draw.normal(m, n, dtype=torch.float64)
    narrow, whole = draw.normal(n), draw.integers(n, low=1, high=9)
    expect_write(observe, "add_(param, delta), param turned", ("add_", narrow), values, values + narrow, turned=True)
    expect_write(
        observe, "add_(param, delta), delta in float64", ("add_", wide), values, (values + wide).float(), DTYPE
    )
    for delta in (narrow, number, 1 + wide / 3):
        called = "add_(param, delta), param in float64"
        expect_write(observe, called, ("add_", delta), wide, wide + delta, FLOAT32)
    expect_write(observe, "add_(param, delta), delta in int64", ("add_", whole), values, values + whole, DTYPE)
    for alias in ("param", "param.detach()"):
        expect_write(observe, f"add_(param, {alias})", ("add_", alias), values, 2 * values, ALIAS)
    seen = observe("call_twice", values=values, writes=[("add_", narrow)])
    expect(seen["param"], "param, after add_(param, delta) twice").close(
        values + 2 * narrow, mistaken={ONCE: values + narrow}
    )


@check(points=1.5, kind="value")
def test_set_entry_writes_entries_rows_and_columns(observe, draw):
    """`set_entry_` writes to the entry, row, column or block that numbers and slices pick, and to nothing else."""
    m, n = draw.sizes(2, low=4)
    i, j = draw.integer(0, m - 1), draw.integer(0, n - 1)
    indices = [i, -1, (i, j), (i, -1), (ALL, j), (i, ALL), slice(1, None), (slice(None, None, 2), slice(1, 3))]
    indices += [ALL, ..., (..., j), None, (None, i), (slice(-2, None), j)]
    expect_entries(observe, draw, draw.normal(m, n), indices)
    expect_entries(observe, draw, draw.normal(3, m, n), [2, (1, i), (1, i, j), (ALL, i, j), (..., slice(None, 2))])
    expect_entries(observe, draw, draw.normal(n), [j, -2, slice(1, 3)], MATRICES)
    expect_entries(observe, draw, draw.normal(), [..., (), None], MATRICES)
    expect_entries(observe, draw, draw.normal(m, n, dtype=torch.float64), [i, (i, j)], FLOAT32)
    expect_entries(observe, draw, draw.normal(m, n), [i, (i, j), (ALL, j)], turned=True)
    start, three = torch.tensor(EXTREMES), draw.normal(3)
    seen = observe("call", values=start, write=("set_entry_", sent(slice(0, 3)), three))
    expected = torch.cat([three, start[3:]])
    expect(seen["param"], f"param = {EXTREMES}, after set_entry_").equal(expected, otherwise=ARITHMETIC)


@check(points=1.5, kind="value")
def test_set_entry_takes_every_index(observe, draw):
    """`set_entry_` writes also where lists, masks and tensors of indices pick, alone or in a tuple."""
    m, n = draw.sizes(2, low=4)
    mask = draw.normal(m, n) > 0
    mask[0, 0], mask[0, 1] = True, False
    rows, columns = mask[:, 0], mask[0]
    some = torch.tensor(draw.shuffled(range(m))[:3])
    indices = [([0, 2], 1), [0, 2], ([0, 2], [3, 1]), (1, [3, 0]), (ALL, [0, -1]), [1], [], some, torch.tensor(2)]
    indices += [mask, ~mask, rows, (ALL, columns), (rows, 1), mask & ~mask]
    indices += [(some, torch.tensor([1, 0, 2])), (some[:, None], torch.tensor([0, 2])), (some, slice(1, None))]
    expect_entries(observe, draw, draw.normal(m, n), indices, FIRST_STEP)
    expect_entries(observe, draw, draw.normal(2, m, n), [(1, [0, 2]), (..., [0, 2]), ([0, 1], some[:2], 1)], FIRST_STEP)
    expect_entries(observe, draw, draw.normal(m), [[0, 2], rows], FIRST_STEP)
    expect_entries(observe, draw, draw.normal(m, n, dtype=torch.float64), [([0, 2], 1), mask], FIRST_STEP)
    expect_entries(observe, draw, draw.normal(m, n), [([0, 2], 1), mask], FIRST_STEP, turned=True)


def expect_entries(observe, draw, values, indices, otherwise=None, **how):
    """Write a number, a tensor of every entry and one that broadcasts to each index."""
    for index in indices:
        shape = values[index].shape
        entries = [draw.number(5, 6), draw.normal(*shape, dtype=values.dtype)]
        entries += [draw.normal(*shape[1:], dtype=values.dtype)] if shape else [7]
        for value in entries:
            kind = f"a tensor of shape {tuple(value.shape)}" if isinstance(value, torch.Tensor) else value
            called = f"set_entry_(param, {shown(index)}, {kind})"
            seen = observe("call", values=values, write=("set_entry_", sent(index), value), **how)
            expect(seen["ended"], called).returned(otherwise=INDICES)
            expected = written(values, index, value)
            missed = {} if torch.equal(values, expected) else {otherwise or REBOUND: values}
            expect(seen["param"], f"param, after {called}").close(expected, mistaken=missed, otherwise=INDICES)


def shown(index):
    if isinstance(index, tuple):
        return f"({', '.join(shown(part) for part in index)})"
    if isinstance(index, torch.Tensor):
        return "mask" if index.dtype == torch.bool else "tensor"
    return "..." if index is ... else str(index)


@check(points=2, kind="value")
def test_replace_copies_all_values(observe, draw):
    """`replace_` copies the values into a Parameter of any shape, which keeps its dtype and shares nothing."""
    m, n, k = draw.sizes(3)
    for shape in ((m, n), (), (1,), (n,), (1, 1), (k, m, n), (0, n)):
        values, new = draw.normal(*shape), draw.normal(*shape)
        reason = None if shape == (m, n) else MATRICES
        called = f"replace_(param, values), of shape {shape}"
        expect_write(observe, called, ("replace_", new), values, new, reason)
    values, new, wide = draw.normal(m, n), draw.normal(m, n), draw.normal(m, n, dtype=torch.float64)
    expect_write(observe, "replace_(param, values), param turned", ("replace_", new), values, new, turned=True)
    expect_write(observe, "replace_(param, values), in float64", ("replace_", wide), values, wide.float(), DTYPE)
    for other in (new, 1 + wide / 3):
        called = "replace_(param, values), param in float64"
        expect_write(observe, called, ("replace_", other), wide, other.double(), FLOAT32)
    for alias in ("param", "param.detach()"):
        expect_write(observe, f"replace_(param, {alias})", ("replace_", alias), values, values, ALIAS)
    start, five = torch.tensor(EXTREMES), draw.normal(5)
    seen = observe("call", values=start, write=("replace_", five))
    expect(seen["param"], f"param = {EXTREMES}, after replace_").equal(five, otherwise=ARITHMETIC)
    seen = observe("call_twice", values=values, writes=[("replace_", new), ("replace_", wide)])
    expect(seen["param"], "param, after replace_(param, values) and another one, twice").close(
        wide.float(), mistaken={ONCE: new}
    )
    for name, total in (("replace_", new), ("add_", values + new)):
        seen = observe("change_the_argument", values=values, write=(name, new))
        expect(seen["ended"], f"{name}(param, values)").returned()
        expect(seen["param"], f"param, after {name}(param, values); values += 1").close(
            total, mistaken={SHARES: total + 1}
        )


@check(points=2, kind="shape")
def test_what_does_not_fit_raises(observe, draw):
    """What does not fit raises, `replace_` ValueError or RuntimeError, and the Parameter is as it was."""
    m, n, k = draw.sizes(3, low=3)
    shapes = [((m, n), shape) for shape in ((n,), (1, n), (m, 1), (), (1,), (k, n), (1, m, n))]
    shapes += [((n,), (1, n)), ((1, n), (n,)), ((), (1,)), ((1,), ()), ((0, n), (1, n)), ((0, n), (0, m))]
    shapes += [((m, n), (n, m)), ((m, n), (m * n,)), ((m, n), (m, n, 1)), ((0, n), (n, 0)), ((0, n), (0,))]
    for shape, other in shapes:
        count = torch.Size(shape).numel() == torch.Size(other).numel()
        refused(
            observe,
            draw.normal(*shape),
            f"replace_(param, values), of shapes {shape} and {other}",
            ("replace_", draw.normal(*other)),
            RESHAPES if count else BROADCASTS,
            "ValueError",
            "RuntimeError",
        )
    sums = [((m, n), other) for other in ((m,), (n, m), (k, n), (k, m, n))]
    sums += [((n,), (m, n)), ((1, n), (m, n)), ((1,), (n,)), ((), (n,)), ((m, 1), (m, n))]
    sums += [((m, n), (1, 1, 1)), ((1,), (1, 1)), ((), (1,))]
    for shape, other in sums:
        called = f"add_(param, delta), of shapes {shape} and {other}"
        refused(observe, draw.normal(*shape), called, ("add_", draw.normal(*other)), GROWS)
    for index, value in ((m, 1.0), ((0, n), 1.0), ((0, 0, 0), 1.0)):
        called = f"set_entry_(param, {shown(index)}, {value})"
        refused(observe, draw.normal(m, n), called, ("set_entry_", index, value), OUTSIDE)
    for index, other in ((0, (n + 1,)), ((ALL, 1), (m + 1,)), ([0, 2], (3, n)), ((0, 0), (2,)), (0, (2, n))):
        called = f"set_entry_(param, {shown(index)}, value), value of shape {other}"
        refused(observe, draw.normal(m, n), called, ("set_entry_", sent(index), draw.normal(*other)), BROADCASTS)


def refused(observe, values, called, write, otherwise, *types):
    """Expect that one write raises and changes nothing."""
    seen = observe("call", values=values, write=write)
    reason = OTHER_ERROR if types and seen["ended"].raised else otherwise
    expect(seen["ended"], called).raises(*types, otherwise=reason)
    expect(seen["param"], f"param, after {called}").equal(values, otherwise=TOO_LATE)


@check(points=2, kind="identity")
def test_everyone_sees_the_write(observe, draw):
    """The Parameter stays the same over the same memory, and a leaf: whoever knows it sees the write."""
    m, n, k = draw.sizes(3, low=2)
    weight, bias, x, upstream = draw.normal(m, n), draw.normal(m), draw.normal(k, n), draw.normal(k, m)
    for called, write, new in all_writes(draw, weight):
        seen = observe("shared", weight=weight, bias=bias, write=write, x=x, upstream=upstream, lr=0.5)
        expect(seen["ended"], called).returned()
        fresh, stale = x @ new.T + bias, x @ weight.T + bias
        expect(seen["layer"], f"layer(X), after {called}").close(fresh, mistaken={REBOUND: stale})
        expect(seen["tied"], f"the output of a layer that shares the weight, after {called}").close(
            fresh, otherwise=NEW_MEMORY
        )
        expect(seen["state"], f'state["weight"], taken before {called}').close(new, otherwise=NEW_MEMORY)
        expect(seen["view"], f"a view of the weight, taken before {called}").close(
            new.reshape(-1), otherwise=NEW_MEMORY
        )
        trained = x @ (new - 0.5 * upstream.T @ x).T + bias
        reason = FROZE if seen["trained"].is_close(fresh) else None
        for name in ("trained", "copied"):
            expect(seen[name], f"layer(X), {name} after {called}").close(trained, otherwise=reason)


@check(points=1.5, kind="gradient")
def test_flags_and_gradients_stay(observe, draw):
    """Frozen stays frozen, trainable stays trainable, a gradient is kept, and none flows into the argument."""
    m, n = draw.sizes(2, low=2)
    values, left, x = draw.normal(m, n), draw.normal(m, n), draw.normal(m, n)
    flags = [(trainable, recorded, asks) for trainable in FLAGS for recorded in FLAGS for asks in FLAGS]
    for trainable, recorded, asks in draw.shuffled(flags):
        for called, write, new in all_writes(draw, values):
            how = {"trainable": trainable, "recorded": recorded, "asks": asks}
            seen = observe("learn", values=values, write=write, left=left, x=x, **how)
            expect(seen["ended"], called).returned(otherwise=ASKING if asks else None)
            expect(seen["param"], f"param, after {called}").close(new, otherwise=None if trainable else READ_ONLY)
            expect(seen["left"], f"param.grad, after {called}").equal(left, otherwise=CLEARED)
            expect(seen["gradient"], f"param.grad, after {called} and a backward pass").close(
                left + x if trainable else left, otherwise=FROZE if trainable else THAWED
            )
            if isinstance(write[-1], torch.Tensor):
                expect(seen["argument"], f"the gradient of the argument, after {called}").equal(
                    torch.zeros_like(write[-1]), otherwise=HISTORY
                )


@check(points=2, kind="gradient")
def test_a_stale_graph_raises(observe, draw):
    """A graph that needs the old values raises after a write, and only then; other graphs go on."""
    m, n = draw.sizes(2, low=2)
    x, cases = draw.normal(m, n), []
    for number in range(5):
        values = draw.normal(m, n)
        cases += [(values, *all_writes(draw, values)[number]), (draw.normal(m, n), "no write", None, None)]
    cases = draw.shuffled(cases)
    all_values, writes = [case[0] for case in cases], [case[2] for case in cases]
    all_seen = observe("graphs", all_values=all_values, writes=writes, x=x)
    for number, (values, called, write, new) in enumerate(cases):
        seen, new = all_seen[number], values if new is None else new
        old = expect(seen["old"], f"w.grad of (w * w).sum(), recorded before {called}")
        if write is None:
            old.close(2 * values)
        else:
            expect(seen["ended"], called).returned()
            old.raises("RuntimeError", otherwise=HIDDEN if seen["old"].is_close(2 * new) else REBOUND)
        expect(seen["other"], f"w.grad of (w * x).sum(), recorded before {called}").close(x)
        expect(seen["new"], f"w.grad of (w * w).sum(), recorded after {called}").close(2 * new)


@check(points=0.5, kind="robustness")
def test_leaves_things_alone(observe, draw):
    """Arguments and grad mode are as they were, also when something was raised; None is returned."""
    m, n = draw.sizes(2, low=3)
    values, mask = draw.normal(m, n), draw.normal(m, n) > 0
    good = [write for _, write, _ in all_writes(draw, values)]
    good += [("set_entry_", [0, 2], draw.normal(n)), ("set_entry_", mask, 1.0), ("add_", draw.normal(n))]
    bad = [("add_", draw.normal(n, m)), ("set_entry_", [m], 1.0), ("replace_", draw.normal(n, m))]
    for recorded in draw.shuffled([True, False]):
        for write in good + bad:
            called = f"{write[0]}(param, ...)"
            seen = observe("surroundings", values=values, write=write, recorded=recorded)
            if any(write is one for one in good):
                expect(seen["ended"], called).returned().equal(None, otherwise=RETURNS)
            expect(seen["arguments"], f"the arguments, after {called}").equal(list(write[1:]), otherwise=CHANGED)
            expected = torch.full((3,), 2.0 if recorded else 0.0)
            expect(seen["anchor"], f"the gradient of a sum of squares, made after {called}").equal(
                expected, otherwise=GRAD_MODE
            )
