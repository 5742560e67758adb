"""Two nets side by side."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 10

NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, so it can hold no nets.")
ADDED = Misconception("parallel_is_residual", "The two outputs were added: they should stand side by side.")
STACKED = Misconception("stack_is_cat", "The result has a dimension more: outputs were stacked, not joined.")
SERIES = Misconception("parallel_is_series", "net2 got the output of net1: both should see X.")
SWAPPED = Misconception("order_is_free", "The part of net2 comes first.")
ROWS = Misconception("the_batch_is_joined", "The rows were doubled: without `dim`, the last dimension is joined.")
ALWAYS_ONE = Misconception("data_is_always_a_matrix", "Dimension 1 was joined: the last one is 1 for matrices only.")
TUPLE = Misconception("the_caller_will_join", "Two outputs came back, one tensor was expected.")
ONE_NET = Misconception("one_of_two_will_do", "Only one of the two nets was used.")
DIM_IGNORED = Misconception("the_default_is_a_constant", "`dim` was given, and the last dimension was joined.")
FROM_FRONT = Misconception("dimensions_count_from_the_front", "A negative `dim` was not counted from the back.")
DIM_OF_OTHERS = Misconception("one_dim_for_all", "One Parallel has used the `dim` of another.")
OF_OUTPUTS = Misconception(
    "dim_belongs_to_the_input", "`dim` is a dimension of the outputs, which may have fewer than X."
)
SHAPES = Misconception("outputs_are_alike", "Some pairs of outputs were not joined as they are.")
ANY_X = Misconception("the_input_is_one_tensor", "X did not reach the nets as it was given.")
HOOKS = Misconception("forward_is_a_call", "A net was run without its hooks: it was not called as net(X).")
OWN_CALL = Misconception("call_is_the_method_to_write", "`net(X)` goes past the hooks of the Parallel itself.")
CALLS = Misconception("calls_leave_no_trace", "A net was called more than once, or when the Parallel was made.")
CONVERTED = Misconception("outputs_are_float", "The outputs of the nets were converted: the result has another dtype.")
LAZY = Misconception("sizes_are_known_at_once", "Nets that find their sizes at the first call do not work.")
COPIED = Misconception("containers_own_copies", "The Parallel has copies of the nets, not the nets themselves.")
LIST = Misconception("a_plain_list_registers", "The parameters of the nets are not among those of the Parallel.")
FALSY = Misconception(
    "truth_tells_what_is_there", "A net of length 0 did not run: in an `if` it counts as False, and yet it is there."
)
ONCE = Misconception("a_repeated_net_runs_once", "A net that was put in twice does not show twice in the output.")
RUNS_ONCE = Misconception(
    "one_run_serves_twice", "A net that was put in twice ran once: what draws or counts gives two outputs in two runs."
)
TWO_SETS = Misconception("each_place_has_its_weights", "A net that was put in twice has two sets of parameters.")
MADE_OVER = Misconception(
    "a_new_net_starts_anew", "Making the Parallel has changed a net: its numbers, their dtype or its gradients."
)
MORE = Misconception("a_fork_learns_too", "There are parameters that belong to neither net.")
NESTED = Misconception("a_fork_is_the_outermost", "Inside another module a Parallel does not give what it gives alone.")
STALE = Misconception("outputs_may_be_remembered", "The output does not come from the nets as they are now.")
RECORDED = Misconception("grad_mode_is_mine", "Under `torch.no_grad()` autograd has recorded the call.")
CUT = Misconception("detach_is_harmless", "The output is right, and a gradient is missing or another one.")
THAWED = Misconception("parts_of_a_net_are_trained", "A net that was put in frozen is trained.")
LOST = Misconception(
    "only_parameters_are_state", "Not all that the nets hold is in the state, in a copy, or converted."
)
SETS_MODE = Misconception("the_mode_is_mine", "A net is not in the mode in which it was put.")
UNREACHED = Misconception("the_mode_stays_outside", "`train()` or `eval()` has not reached both nets.")
BORROWED = Misconception("the_result_is_lent", "The result shares memory with X, or with the result of another call.")
TAKEN = Misconception("a_call_may_leave_traces", "A call has changed X, the grad mode or the random state.")

OTHER_ARGUMENTS = Misconception(
    "names_of_arguments_are_free", "An argument has another name than the task gives it: a call by name fails."
)
BY_NAME = Misconception(
    "arguments_have_one_name", "X was handed to a net by name: what its argument is called, only the net knows."
)

RAISED = {
    r"__init__\(\) got an unexpected keyword argument": OTHER_ARGUMENTS,
    r"unexpected keyword argument": BY_NAME,
    r"before Module\.__init__\(\) call": NO_INIT,
    r"mat1 and mat2 shapes": SERIES,
    r"must match the size of tensor": ADDED,
    r"stack expects each tensor": STACKED,
}


def layer(draw, n, k, dtype=torch.float32):
    return {"weight": draw.normal(k, n, dtype=dtype), "bias": draw.normal(k, dtype=dtype)}


def apply(part, x):
    return linear(x, part["weight"].to(x.dtype), part["bias"].to(x.dtype))


def joined(parts, x, dim=-1):
    return torch.cat([apply(part, x) for part in parts], dim)


def slips(parts, x):
    """What other ways to use two layers of one size give."""
    one, two = (apply(part, x) for part in parts)
    joins = [
        (ADDED, one + two),
        (ADDED, x + one + two),
        (SERIES, apply(parts[1], one)),
        (SERIES, torch.cat([one, apply(parts[1], one)], -1)),
        (SWAPPED, torch.cat([two, one], -1)),
        (TUPLE, (one, two)),
        (TUPLE, [one, two]),
        (ONE_NET, torch.cat([one, one], -1)),
        (ONE_NET, torch.cat([two, two], -1)),
        (ONE_NET, one),
        (ROWS, torch.cat([one, two])),
    ]
    return joins + [(STACKED, torch.stack([one, two], dim)) for dim in (0, 1, -1)]


@check(points=1.5, kind="value")
def test_joins_both_outputs(observe, draw):
    """The output is that of net1 and that of net2 for the same X, side by side in one tensor, net1 first."""
    n, b = draw.sizes(2)
    parts, x = [layer(draw, n, n) for _ in range(2)], draw.normal(b, n)
    seen = observe("call", parts=parts, inputs={"output": x})
    expect(seen["output"], "Parallel(net1, net2)(X)").close(joined(parts, x), mistaken=slips(parts, x))
    n, k, m, b = draw.sizes(4)
    parts, x = [layer(draw, n, k), layer(draw, n, m)], draw.normal(b, n)
    seen = observe("call", parts=parts, inputs={"output": x})
    called = f"Parallel(nn.Linear({n}, {k}), nn.Linear({n}, {m}))(X)"
    expect(seen["output"], called).close(joined(parts, x), otherwise=SHAPES if seen["output"].raised else None)
    parts = ["Tanh", "ReLU"]
    seen = observe("call", parts=parts, inputs={"output": x})
    expect(seen["output"], "Parallel(nn.Tanh(), nn.ReLU())(X)").close(torch.cat([x.tanh(), x.relu()], -1))


@check(points=1, kind="shape")
def test_joins_the_last_dimension(observe, draw):
    """Without `dim` the last dimension grows, whatever the shape of X: one dimension or more, sizes of 1 or 0."""
    n, b, *widths = draw.sizes(4)
    for k, m in (widths, (1, widths[0]), (1, 1), (widths[0], 0)):
        parts = [layer(draw, n, k), layer(draw, n, m)]
        inputs = {"a matrix": draw.normal(b, n), "three dimensions": draw.normal(2, 3, n)}
        inputs |= {"four dimensions": draw.normal(3, 1, 2, n), "three, one row each": draw.normal(4, 1, n)}
        inputs |= {"a row alone": draw.normal(n), "a batch of one": draw.normal(1, n), "no rows": draw.normal(0, n)}
        view = draw.normal(2, 3, n)
        seen = observe("call", parts=parts, inputs=inputs, view=view)
        for name, x in (inputs | {"a transposed view": view}).items():
            one, two = (apply(part, x) for part in parts)
            mistaken = [(ALWAYS_ONE, torch.cat([one, two], 1))] if x.dim() > 2 and k == m else []
            reason = SHAPES if (k, m) != tuple(widths) or name != "a matrix" else None
            if x.dim() > 2 and "except in dimension 1" in (seen[name].raised or ""):
                reason = ALWAYS_ONE
            expect(seen[name], f"Parallel(net1, net2)(X), for {name}").close(
                torch.cat([one, two], -1), mistaken=mistaken, otherwise=reason
            )


@check(points=1.5, kind="value")
def test_joins_along_dim(observe, draw):
    """`dim` is any dimension of the outputs, counted from the front or from the back."""
    a, b, n = shape = draw.sizes(3, low=2, high=6)
    dims = [*draw.shuffled([1, 2, -1, -2, -3]), 0]
    same = [layer(draw, n, n) for _ in range(2)]
    for lead in ((a, b), (1, b), (a, 1), (0, b)):
        x = draw.normal(*lead, n)
        seen = observe("call_along", cases=[[same, dim] for dim in dims], x=x)
        reason = why_elsewhere([seen[i][0] for i in range(6)], dims, [joined(same, x, dim) for dim in dims])
        for i, dim in enumerate(dims):
            expect_joined(seen[i], joined(same, x, dim), dim, reason if lead == (a, b) else SHAPES)
    x = draw.normal(*shape)
    seen = observe("call_along", cases=[[["Flatten", "Flatten"], dim] for dim in (0, 1, -1, -2)], x=x)
    for i, dim in enumerate((0, 1, -1, -2)):
        expect_joined(seen[i], torch.cat([x.flatten(1), x.flatten(1)], dim), dim, OF_OUTPUTS)
    cases = [[[along(draw, shape, dim) for _ in range(2)], dim] for dim in dims]
    seen = observe("call_along", cases=cases, x=x)
    for i, (parts, dim) in enumerate(cases):
        expect_joined(seen[i], torch.cat([apply_along(part, x) for part in parts], dim), dim, SHAPES)


def expect_joined(calls, expected, dim, reason):
    for i, arguments in enumerate(("net1, net2, {}", "net2=net2, net1=net1, dim={}", "net1, net2, {}")):
        expect(calls[i], f"Parallel({arguments.format(dim)})(X)").close(expected, otherwise=reason)


def why_elsewhere(seen, dims, expected):
    """What those have in common that were joined along another dimension."""
    wrong = [i for i, right in enumerate(expected) if not seen[i].is_close(right)]
    if all(dims[i] < 0 for i in wrong):
        return FROM_FRONT
    if all(seen[i].is_close(expected[dims.index(-1)]) for i in wrong):
        return DIM_IGNORED
    return DIM_OF_OTHERS if all(seen[i].is_close(expected[-1]) for i in wrong) else None


def along(draw, shape, dim):
    return {"weight": draw.normal(draw.integer(1, 9), shape[dim]), "dim": dim}


def apply_along(part, x):
    return linear(x.movedim(part["dim"], -1), part["weight"]).movedim(-1, part["dim"])


@check(points=1, kind="value")
def test_nets_are_called(observe, draw):
    """Each net is called once for each call, as net(X), with X as it was given; lazy nets work."""
    n, k, m, b = draw.sizes(4)
    parts, x, y = [layer(draw, n, k), layer(draw, n, m)], draw.normal(b, n), draw.normal(b, k)
    shift = draw.number(1.0, 2.0)
    hooked = torch.cat([apply(parts[0], x + shift), 2 * apply(parts[1], x)], -1)
    seen = observe("as_modules", parts=parts, x=x, shift=shift)
    expect(seen["hooked"], "net(X), where both nets have hooks").close(hooked, otherwise=HOOKS)
    expect(seen["hook of its own"], "net(X), with a hook of its own").close(-hooked, otherwise=OWN_CALL)
    for i in range(3):
        count = torch.cat([x + i + 1, x + i + 1], -1)
        expect(seen["counted"][i], f"call {i + 1}, where the nets count their calls").close(count, otherwise=CALLS)
    weights = [part["weight"] for part in parts]
    seen = observe("lazy", sizes=[k, m], weights=weights, x=x)
    expect(seen["shape"], "net(X), with lazy nets").shaped(b, k + m, otherwise=LAZY)
    lazily = torch.cat([linear(x, weight) for weight in weights], -1)
    expect(seen["output"], "net(X), with lazy nets").close(lazily, otherwise=LAZY)
    numbers = draw.integers(b, low=0, high=k - 1)
    seen = observe("other_inputs", parts=parts, x=x, y=y, numbers=numbers)
    rows = weights[0][numbers]
    expect(seen["numbers"], "Parallel(embedding, embedding)(X), with whole numbers in X").close(
        torch.cat([rows, rows], -1), otherwise=ANY_X
    )
    expect(seen["whole"], "Parallel(nn.Identity(), nn.Identity())(X), with whole numbers in X").equal(
        torch.cat([numbers, numbers]), otherwise=CONVERTED
    )
    expect(seen["hollow"], "net(X), where the nets have length 0 and double X").close(
        torch.cat([2 * x, 2 * x], -1), otherwise=FALSY
    )
    made = apply(parts[0], x)
    expect(seen["tuple"], "net((X, Y))").close(torch.cat([y, made], -1), otherwise=ANY_X)
    expect(seen["dict"], 'net({"X": X, "Y": Y})').close(torch.cat([made, y], -1), otherwise=ANY_X)


@check(points=0.5, kind="identity")
def test_one_net_twice(observe, draw):
    """A net that is put in twice runs twice, with one set of parameters, and its gradient is the sum."""
    n, k, b = draw.sizes(3)
    part, x, new, upstream = layer(draw, n, k), draw.normal(b, n), draw.normal(k, n), draw.normal(b, 2 * k)
    seen = observe("twice", part=part, x=x, new=new, upstream=upstream)
    expect(seen["output"], "Parallel(layer, layer)(X)").close(joined([part, part], x), otherwise=ONCE)
    expect(seen["parameters"], "sizes of the parameters of Parallel(layer, layer)").satisfies(
        lambda sizes: isinstance(sizes, list) and sorted(map(str, sizes)) == sorted(map(str, [n * k, k])),
        "those of the layer, once",
        otherwise=TWO_SETS,
    )
    expected = (upstream[:, :k] + upstream[:, k:]).T @ x
    reason = CUT if seen["grad"].tensor() is None else TWO_SETS
    expect(seen["grad"], "layer.weight.grad").close(expected, otherwise=reason)
    expect(seen["written"], "Parallel(layer, layer)(X), after a write to the layer").close(
        joined([part | {"weight": new}] * 2, x), otherwise=COPIED
    )
    expect(seen["calls"], "calls of a net that counts them, in Parallel(net, net)(X)").equal(
        torch.tensor(2.0), mistaken={RUNS_ONCE: torch.tensor(1.0)}, otherwise=TWO_SETS
    )


@check(points=1.5, kind="identity")
def test_parameters_are_those_of_the_nets(observe, draw):
    """`parameters()` are those of the nets, the very objects: a write on either side arrives on the other."""
    n, k, m, b = draw.sizes(4)
    parts, news = ([layer(draw, n, size) for size in (k, m)] for _ in range(2))
    x = draw.normal(b, n)
    seen = observe("parameters", parts=parts, news=news, x=x)
    found = seen["values"].plain()
    expect(seen["output"], "net(X)").close(joined(parts, x), otherwise=MADE_OVER)
    reason = LIST if not isinstance(found, list) or len(found) < 4 else MORE
    expect(seen["values"], "list(net.parameters())").satisfies(
        lambda value: isinstance(value, list) and len(value) == 4, "four tensors", otherwise=reason
    )
    doubled = [{name: 2 * value for name, value in part.items()} for part in parts]
    for i in (0, 1):
        expect(seen["doubled"][i], f"net{i + 1}(X), after the parameters of the Parallel were doubled").close(
            apply(doubled[i], x), mistaken={COPIED: apply(parts[i], x)}
        )
    expect(seen["doubled"][2], "net(X), after its parameters were doubled").close(joined(doubled, x), otherwise=STALE)
    expect(seen["written"], "net(X), in evaluation mode, after a write to net1 and net2").close(
        joined(news, x), mistaken={STALE: joined(doubled, x)}, otherwise=COPIED
    )
    values, mark = layer(draw, n, k, torch.float64), draw.normal(k, n, dtype=torch.float64)
    seen = observe("takes", values=values, mark=mark)
    expect(seen["layer"], "the parameters of a net, after it was put in").equal(values, otherwise=MADE_OVER)
    expect(seen["grad"], "a gradient of a net, after it was put in").equal(mark, otherwise=MADE_OVER)


@check(points=1, kind="gradient")
def test_gradients(observe, draw):
    """Both nets get their gradients and X the sum of both, in both modes; what is frozen gets none."""
    n, k, m, b = draw.sizes(4)
    for training, frozen in ((True, False), (False, False), (True, True)):
        parts, x, upstream = [layer(draw, n, k), layer(draw, n, m)], draw.normal(b, n), draw.normal(b, k + m)
        seen = observe("backward", parts=parts, x=x, upstream=upstream, training=training, frozen=frozen)
        expect(seen["ended"], "net(X).backward(upstream)").equal(None, otherwise=CUT)
        shares = upstream.split([k, m], -1)
        for i, share in enumerate(shares):
            expected = {"weight": share.T @ x, "bias": share.sum(0)}
            if frozen and i == 1:
                expected = {name: 0 * value for name, value in expected.items()}
            expect(seen["layers"][i], f"the gradients of net{i + 1}").close(
                expected, otherwise=THAWED if frozen else CUT
            )
        both = sum(share @ part["weight"] for share, part in zip(shares, parts, strict=True))
        expect(seen["X"], "X.grad").close(both, otherwise=CUT)


@check(points=0.5, kind="robustness")
def test_nests(observe, draw):
    """A Parallel can be a part of another one, or of a chain."""
    n, b = draw.sizes(2)
    parts, x = [layer(draw, n, draw.integer(2, 6)) for _ in range(3)], draw.normal(b, n)
    seen = observe("nested", parts=parts, x=x)
    expect(seen["left"], "Parallel(Parallel(a, b), c)(X)").close(joined(parts, x), otherwise=NESTED)
    expect(seen["right"], "Parallel(a, Parallel(b, c))(X)").close(joined(parts, x), otherwise=NESTED)
    row = torch.cat([x, apply(parts[0], x)], -1).tanh()
    expect(seen["sequential"], "nn.Sequential(Parallel(nn.Identity(), a), nn.Tanh())(X)").close(row, otherwise=NESTED)
    expect(seen["count"], "the number of parameters").equal(6, otherwise=LIST)


@check(points=0.5, kind="state")
def test_state(observe, draw):
    """State, deep copies and conversions take in all that both nets hold, buffers too."""
    n, k, m, b = draw.sizes(4)
    parts, others = ([layer(draw, n, size) for size in (k, m)] for _ in range(2))
    x, wide = draw.normal(b, n), draw.normal(b, n, dtype=torch.float64)
    seen = observe("state", parts=parts, others=others, x=x, wide=wide)
    expect(seen["loaded"], "the output, after loading the state of another").close(joined(parts, x), otherwise=LOST)
    expect(seen["twin"], "the output of a deep copy").close(joined(parts, x), otherwise=LOST)
    silent = torch.cat([part["bias"].expand(b, -1) for part in parts], -1)
    expect(seen["net"], "net(X), after a write to the nets").close(silent, otherwise=COPIED)
    expect(seen["double"], "net.double()(X)").close(joined(parts, wide), otherwise=LOST)
    expect(seen["buffers"], "the sums of the buffers in the state").equal([0.0, 0.0, 0.0, float(n)], otherwise=LOST)


@check(points=0.5, kind="state")
def test_modes(observe, draw):
    """`train()` and `eval()` reach both nets, and nothing else switches their mode."""
    n, b = draw.sizes(2)
    x = draw.normal(b, n)
    both, neither = torch.cat([x, x], -1), torch.zeros(b, 2 * n)
    seen = observe("modes", x=x)
    expect(seen["made"], "a Parallel of two Dropout(1.0), new").close(neither, otherwise=SETS_MODE)
    for way, expected in (("eval", both), ("train", neither), ("quiet", both)):
        expect(seen[way], f"a Parallel of two Dropout(1.0), in mode {way}").close(expected, otherwise=UNREACHED)
    for way in ("mixed", "mixed again"):
        expect(seen[way], "a Parallel of two Dropout(1.0), the first in evaluation mode").close(
            torch.cat([x, 0 * x], -1), otherwise=SETS_MODE
        )


@check(points=0.5, kind="robustness")
def test_leaves_things_alone(observe, draw):
    """The result belongs to the caller; X, the grad mode and the random state are left alone."""
    n, b, seed = *draw.sizes(2), draw.integer(1, 2**31)
    x, drawn = draw.normal(b, n), draw.normal(b, 2 * n)
    seen = observe("result", x=x, drawn=drawn)
    expect(seen["first"], "the first result, after a second call").close(torch.cat([x, x], -1), otherwise=BORROWED)
    expect(seen["second"], "the second result").close(torch.cat([2 * x, 2 * x], -1), otherwise=BORROWED)
    expect(seen["X"], "X, after a write to the results").equal(x, otherwise=BORROWED)
    seen = observe("surroundings", parts=[layer(draw, n, n), "ReLU"], x=x, seed=seed)
    expect(seen["X"], "X, after net(X)").equal(x, otherwise=TAKEN)
    expect(seen["grad"], "X.grad, of an X that asked for none").equal(0 * x, otherwise=TAKEN)
    numbers = torch.rand(4, generator=torch.Generator().manual_seed(seed))
    expect(seen["random"], "torch.manual_seed(s); Parallel(net1, net2)(X); torch.rand(4)").close(
        numbers, otherwise=TAKEN
    )
    three = torch.ones(3)
    expect(seen["anchor"], "a gradient computed after net(X)").close(2 * three, otherwise=TAKEN)
    expect(seen["quiet"], "a gradient, asked of no_grad, after net(X)").equal(0 * three, otherwise=TAKEN)
    expect(seen["leaked"], "a gradient, from an output that was computed under no_grad").equal(
        torch.zeros(n, n), otherwise=RECORDED
    )
