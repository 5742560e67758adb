"""Many blocks from one recipe, and many copies of one block."""

from itertools import combinations, pairwise, product

import torch
from torch.nn import functional as F

from grader.judge import Misconception, check, expect

POINTS = 10

REPETITION = Misconception(
    "repetition_copies", "All blocks are one object: there is one set of weights, and it is used n times."
)
COPIES_FRESH = Misconception(
    "copies_are_fresh", "Blocks begin with the same numbers: they are copies, not blocks of their own making."
)
CALLS = Misconception(
    "a_call_more_or_less", "`make_block` was called another number of times than n, or again at a later time."
)
LATE = Misconception(
    "blocks_may_be_made_later", "Blocks are made when the net is called, where an optimiser has never seen them."
)
LIST_IS_NET = Misconception(
    "a_list_is_a_net", "What `repeat_block` returned is no nn.Module: it cannot be used as one."
)
LIST_HIDES = Misconception(
    "plain_list_registers", "The net runs its blocks, but does not know them: training, saving or `eval()` miss them."
)
BACKWARDS = Misconception("order_does_not_matter", "The blocks run in another order than that of their making.")
ALL_GET_X = Misconception("every_block_gets_x", "The blocks are no chain: what one returned did not reach the next.")
RESIDUAL = Misconception("more_than_the_chain", "The input of a block was added to its output.")
MEMO = Misconception("a_repeat_is_skipped", "A block that stands in several places runs only once.")
NEVER_EMPTY = Misconception("there_is_always_a_block", "n = 0 is not handled as no block at all.")
UNPACKED = Misconception("a_tuple_is_a_list_of_arguments", "A tuple did not reach the next block as one value.")
NONE_KEEPS = Misconception("only_tensors_travel", "A block returned None, and the next one got something else.")
FALSY = Misconception(
    "truth_tells_what_is_there", "A block of length 0 did not run: in an `if` it counts as False, and yet it is there."
)
PROTECTED = Misconception("the_input_must_be_protected", "The net works on a copy of X, or hands on a copy.")
SHAPES = Misconception("shape_is_fixed", "Only inputs of some shapes go through.")
PROTECTS = Misconception(
    "blocks_must_be_prepared", "The blocks are not as `make_block` made them: modes or flags changed."
)
TAKING_COPIES = Misconception("taking_in_means_copying", "The net does not run the blocks that were made, but others.")
HOOKS = Misconception(
    "forward_is_the_call", "Hooks do not run: `forward` was called past them, or `__call__` written anew."
)
CLOSURE = Misconception("a_closure_is_copied_along", "A deep copy of the net runs blocks of the original.")
REMEMBERED = Misconception("results_can_be_kept", "A second call gives an old result.")
SHARED_NETS = Misconception("defaults_are_fresh", "Two nets share blocks: something is kept between calls.")
EVAL = Misconception("a_mode_changes_the_chain", "In evaluation mode, or under no_grad, the chain is another one.")
CUT = Misconception("detach_is_harmless", "Gradients do not flow back through the whole chain.")
NO_EVAL_GRAD = Misconception("evaluation_needs_no_gradients", "In evaluation mode no gradients flow.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The caller's grad mode does not hold, or is another one afterwards.")
SEEDED = Misconception("seeding_is_harmless", "A seed was set: random numbers that come later repeat themselves.")
DRAWS = Misconception("random_numbers_are_free", "Random numbers were drawn that nobody asked for.")
DTYPE = Misconception("dtype_is_mine", "The default dtype is another one afterwards.")
INPUT = Misconception("the_input_is_mine", "X is not as it was before the call.")

EACH_OTHER = Misconception(
    "deepcopy_separates", "The clones are one object under several names: a write to one shows in the others."
)
ORIGINAL = Misconception(
    "a_shallow_copy_is_a_copy", "Clones share tensors with the block: a write to one side shows on the other."
)
ORIGINAL_COUNTS = Misconception("the_original_counts", "The block itself is one of its clones.")
BUFFERS = Misconception("only_parameters_are_state", "Buffers are shared, or have lost their values.")
ATTRIBUTES = Misconception(
    "only_tensors_are_state", "What the block keeps in plain attributes is shared with its clones, or lost."
)
ANEW = Misconception("a_clone_starts_anew", "The clones have other numbers than the block.")
TIE_LOST = Misconception("values_are_all", "What is one weight in two places of the block is two weights in a clone.")
MODE = Misconception(
    "a_copy_is_in_training_mode", "The clones, or the block, are in another mode than the block was in."
)
FLAGS = Misconception("a_copy_is_trainable", "Frozen parameters are not frozen any more, or others are.")
GRADIENTS = Misconception(
    "gradients_belong_to_nobody", "A gradient of one module changed when another one was used, or was taken away."
)
NOT_A_LIST = Misconception("any_container_is_a_list", "The clones come in something else than a list.")
KINDS = Misconception("every_block_is_a_container", "The block is taken for a container: other kinds of modules fail.")
REBUILT = Misconception(
    "a_class_makes_a_copy", "The class of the block was called anew, without what it was called with."
)
NAMES = Misconception("names_in_state_dict_are_free", "The state of a clone has other names than that of the block.")
INFERENCE = Misconception(
    "inference_mode_is_no_grad", "The clones are made of tensors that no gradient can be taken of."
)
NOT_CALLED = Misconception("a_factory_is_a_block", "`make_block` itself was put into the net, not what it returns.")
COUNT = Misconception("the_block_is_counted", "There are more or fewer clones than n.")
ONE_DTYPE = Misconception("a_module_has_one_dtype", "The tensors of a clone were converted to one dtype.")
FROZEN_SHARED = Misconception(
    "frozen_needs_no_copy", "Frozen parameters are shared: they are not trained, but written to they can be."
)
OLD_CLONES = Misconception("a_block_never_changes", "A later call gives clones of what the block was before.")
FLOAT32 = Misconception("everything_is_float32", "Numbers of float64 come out with the digits of float32.")

RAISED = {
    r"'(list|tuple|generator|function)' object (is not callable|has no)|no method named `forward`": LIST_IS_NET,
    r"has no attribute '(eval|train|parameters)'|missing the required \"forward\"": LIST_IS_NET,
    r"make_block\(\) was called too often": CALLS,
    r"is not a Module subclass": NOT_CALLED,
    r"has no parameter or buffer named": NAMES,
    r"missing \d+ required positional argument": REBUILT,
    r"[Ii]nference ?(tensor|mode)": INFERENCE,
    r"'\w+' object is not (iterable|subscriptable)|object of type '\w+' has no len": KINDS,
    r"in loading state_dict for (Sequential|Linear|BatchNorm1d|Conv1d)": REBUILT,
    r"load_state_dict|in loading state_dict": LIST_HIDES,
}


def part(draw, inputs, outputs=None, dtype=torch.float32):
    """Weight and bias of a layer that keeps numbers near one."""
    outputs = inputs if outputs is None else outputs
    return draw.normal(outputs, inputs, dtype=dtype) / inputs**0.5, draw.normal(outputs, dtype=dtype)


def parts(draw, count, size, dtype=torch.float32):
    return [part(draw, size, dtype=dtype) for _ in range(count)]


def run(layers, x):
    """What a chain of these layers computes."""
    for weight, bias in layers:
        x = F.linear(x, weight, bias)
    return x


@check(points=1, kind="identity")
def test_the_factory_is_called_n_times(observe, draw):
    """`make_block()` is called n times, before `repeat_block` returns, and never again."""
    size = draw.integer(3, 8)
    for n in (6, 3, 1, 0):
        layers, x = parts(draw, 6 * n + 3, size), draw.normal(4, size)
        seen = observe("count_calls", parts=layers, n=n, x=x)
        once = REPETITION if seen["numbers"].plain() == size * size + size else COPIES_FRESH
        few = {LATE: run(layers[:1], x), once: run(layers[1:2], x)} if n > 1 else {}
        expect(seen["after making"], f"the block that make_block() returns after repeat_block(make_block, {n})").close(
            run(layers[n : n + 1], x), mistaken=few, otherwise=CALLS if n else NEVER_EMPTY
        )
        expect(seen["after calls"], "the block that make_block() returns after net(X)").close(
            run(layers[n + 1 : n + 2], x), otherwise=LATE
        )


@check(points=1, kind="value")
def test_blocks_run_in_the_order_made(observe, draw):
    """Each block gets what the one before it returned, in the order of making, for every shape of X."""
    size, b, t = draw.sizes(3, low=3)
    for n in (1, 2, draw.integer(3, 5), draw.integer(11, 13)):
        layers, x = parts(draw, n, size), draw.normal(b, size)
        expected, each = run(layers, x), [run([layer], x) for layer in layers]
        more = x
        for layer in layers:
            more = more + run([layer], more)
        readings = [
            (BACKWARDS, run(layers[::-1], x)),
            (BACKWARDS, run(sorted_as_text(layers), x)),
            (ALL_GET_X, sum(each)),
            (ALL_GET_X, each[-1]),
            (RESIDUAL, more),
            (REPETITION, run(layers[:1] * n, x)),
        ]
        seen = observe("run", parts=layers, x=x)
        expect(seen["first"], f"repeat_block(make_block, {n})(X)").close(expected, mistaken=readings)
        expect(seen["X"], "X, after a call").equal(x, otherwise=INPUT)
        expect(seen["second"], "net(X), the second time").close(expected, otherwise=REMEMBERED)
        expect(seen["evaluation"], "net.eval()(X), under torch.no_grad()").close(expected, otherwise=EVAL)
    widths = draw.sizes(4)
    layers = [part(draw, *pair) for pair in pairwise(widths)]
    inputs = [draw.normal(*shape, widths[0]) for shape in ((b,), (), (1,), (0,), (t, b))]
    seen = observe("run_shapes", parts=layers, inputs=inputs)
    for i, x in enumerate([*inputs, inputs[-1]]):  # the last one is sent through as a view, too
        expect(seen[i], f"net(X), X of shape {tuple(x.shape)}").close(run(layers, x), otherwise=SHAPES)
    whole = draw.integers(b, size, low=-9, high=9).float()
    seen = observe("hand_on", x=whole)
    given = {"tuple": [(whole, 2 * whole)], "None": [None], "triple": [3 * whole], "double, in place": [2 * whole]}
    reasons = {"tuple": UNPACKED, "None": NONE_KEEPS, "triple": FALSY}
    for kind, value in given.items():
        expect(seen[kind], f"what a block got after one that returns a {kind}").equal(
            value, otherwise=reasons.get(kind)
        )
    expect(seen["X"], "X, after a block that doubles it in place").equal(2 * whole, otherwise=PROTECTED)


def sorted_as_text(layers):
    return [layers[i] for i in sorted(range(len(layers)), key=str)]


@check(points=0.5, kind="robustness")
def test_no_blocks(observe, draw):
    """With n = 0 the net hands on what it gets."""
    for shape in (draw.sizes(2), draw.sizes(3)):
        x = draw.normal(*shape)
        drawn, word = draw.normal(*shape), draw.word()
        seen = observe("without_blocks", parts=parts(draw, 4, shape[-1]), x=x, drawn=drawn, word=word)
        expect(seen["output"], "repeat_block(make_block, 0)(X)").close(x, otherwise=NEVER_EMPTY)
        expect(seen["after"], "the result, after a write to X").close(drawn, mistaken={PROTECTED: x})
        expect(seen["pair"], "repeat_block(make_block, 0)((word, X))").equal((word, drawn), otherwise=NEVER_EMPTY)


@check(points=1, kind="state")
def test_the_net_knows_its_blocks(observe, draw):
    """`eval()`, `deepcopy` and `load_state_dict` reach the blocks, with all their parameters."""
    size, b = draw.sizes(2, low=3)
    n, x = draw.integer(3, 5), draw.normal(b, size)
    layers, others = parts(draw, n, size), parts(draw, n, size)
    seen = observe("reach", parts=layers, x=x)
    expect(seen["output"], "net.eval()(X), with Dropout(1.0) in the blocks").close(run(layers, x), otherwise=LIST_HIDES)
    seen = observe("load_and_copy", parts=layers, others=others, x=x)
    expect(seen["twin"], "twin(X), a deep copy with a loaded state").close(
        run(others, x), otherwise=LIST_HIDES, mistaken={CLOSURE: run(layers, x)}
    )


@check(points=0.5, kind="identity")
def test_blocks_are_independent(observe, draw):
    """Blocks, those of another net too, start with numbers of their own, and a net runs its own blocks."""
    size, b = draw.sizes(2, low=3)
    n, x = draw.integer(3, 5), draw.normal(b, size)
    seen = observe("starts", n=n, size=size, x=x, seed=draw.integer(1, 2**31))
    nets = [[tuple(seen["blocks"][net][i][j].tensor() for j in (0, 1)) for i in range(n)] for net in (0, 1)]
    tensors = [value for layers in nets for layer in layers for value in layer]
    known = all(value is not None and value.shape[-1:] == (size,) and value.dtype == x.dtype for value in tensors)
    shared = [run(nets[0] + nets[1], x), run(nets[1], x)] if known else []
    for net in (0, 1):
        mistaken = [(SHARED_NETS, value) for value in shared[: 2 - net]]
        expect(seen["outputs"][net], f"net {net + 1} of X").close(
            run(nets[net], x) if known else x, mistaken=mistaken, otherwise=COPIES_FRESH
        )
    expect(seen["blocks"], "the weights and biases of all blocks").holds(
        known and not any(torch.equal(one, two) for one, two in combinations(tensors, 2)),
        "different from one another",
        otherwise=SEEDED,
        message="Two blocks start with the same numbers",
    )


@check(points=1, kind="identity")
def test_runs_the_very_blocks_made(observe, draw):
    """The net runs the modules that `make_block` returned, as they are and by calling them."""
    size, b = draw.sizes(2, low=3)
    n, x, new = draw.integer(3, 5), draw.normal(b, size), draw.normal(size, size)
    layers, shift = parts(draw, n, size), draw.number(1.0, 2.0)
    seen = observe("same_blocks", parts=layers, new=new, x=x)
    written = [(new, layers[0][1]), *layers[1:]]
    expect(seen["output"], "net(X), after a write to the first block").close(run(written, x), otherwise=TAKING_COPIES)
    seen = observe("hooked", parts=layers, x=x, shift=shift)
    expected = x
    for layer in layers:
        expected = 2 * run([layer], expected + shift)
    expect(seen["output"], "net(X), with hooks on the blocks and on the net").close(expected - shift, otherwise=HOOKS)
    upstream, rate = draw.normal(b, size), draw.number(0.1, 0.3)
    for training in (True, False):
        modes = [not training] * (n - 1) + [training]
        given = {"parts": layers, "modes": modes, "x": x, "upstream": upstream, "rate": rate}
        seen = observe("as_they_are", **given)
        expected = x
        for layer, mode in zip(layers, modes, strict=True):
            expected = 0 * x if mode else run([layer], expected)
        expect(seen["output"], "net(X), blocks in different modes").close(expected, otherwise=PROTECTS)
        stepped = run(after_a_step(layers, x, upstream, rate, frozen=(0,)), x)
        expect(seen["stepped"], "net(X) after a step, the first block frozen").close(stepped, otherwise=PROTECTS)
    seen = observe("one_block", part=layers[0], n=n, x=x)
    expect(seen["output"], "net(X), with one and the same block n times").close(
        run(layers[:1] * n, x), mistaken={MEMO: run(layers[:1], x)}, otherwise=TAKING_COPIES
    )


def after_a_step(layers, x, upstream, rate, frozen=()):
    """The layers after one step of SGD."""
    leaves = [tuple(value.clone().requires_grad_() for value in layer) for layer in layers]
    (run(leaves, x) * upstream).sum().backward()
    return [
        tuple(leaf.detach() - (0 if i in frozen else rate) * leaf.grad for leaf in layer)
        for i, layer in enumerate(leaves)
    ]


@check(points=0.5, kind="gradient")
def test_gradients_of_the_chain(observe, draw):
    """Gradients reach X and all blocks, in both modes, and nothing is recorded under `no_grad`."""
    size, b = draw.sizes(2, low=3)
    n, x, upstream = draw.integer(3, 4), draw.normal(b, size), draw.normal(b, size)
    layers = parts(draw, n, size)
    leaves = [value.clone().requires_grad_() for value in [x, *(value for layer in layers for value in layer)]]
    (run(list(zip(leaves[1::2], leaves[2::2], strict=True)), leaves[0]) * upstream).sum().backward()
    for training in (True, False):
        reason = CUT if training else NO_EVAL_GRAD
        seen = observe("backward", parts=layers, x=x, upstream=upstream, training=training)
        for i, leaf in enumerate(leaves):
            what = f"the gradient of {f'block {(i - 1) // 2}' if i else 'X'}"
            expect(seen["gradients"][i], what).close(leaf.grad, otherwise=reason)
            expect(seen["leaked"][i], f"{what}, after a call under no_grad").close(leaf.grad, otherwise=GRAD_MODE)


@check(points=0.5, kind="robustness")
def test_leaves_the_world_alone(observe, draw):
    """Neither function touches the random state, the grad mode or the default dtype."""
    size = draw.integer(3, 8)
    seeds = [draw.integer(1, 2**31) for _ in range(2)]
    seen = observe("surroundings", parts=parts(draw, 3, size), x=draw.normal(4, size), seeds=seeds)
    first = seen["random"][0].tensor()
    reason = SEEDED if first is not None and seen["random"][1].is_close(first) else DRAWS
    for i, seed in enumerate(seeds):
        expected = torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32)
        expect(seen["random"][i], "torch.rand(4), seeded before").close(expected, otherwise=reason)
    twos = torch.full((3,), 2.0, dtype=torch.float32)
    expect(seen["loss"], "the gradient of a sum of squares, made afterwards").close(twos, otherwise=GRAD_MODE)
    expect(seen["quiet"], "the gradient of a sum made under no_grad").equal(0 * twos, otherwise=GRAD_MODE)
    expect(seen["made"], "torch.ones(2)").equal(torch.ones(2, dtype=torch.float32), otherwise=DTYPE)


def block_state(draw, n, h, dtype=torch.float32):
    """The values of a block: Linear(n, h), BatchNorm1d(h), (Tanh, Linear(h, n))."""
    shapes = {"0.weight": (h, n), "0.bias": (h,), "1.weight": (h,), "1.bias": (h,), "1.running_mean": (h,)}
    state = draw.state(shapes | {"2.1.weight": (n, h), "2.1.bias": (n,)}, dtype=dtype)
    return state | {"1.running_var": draw.uniform(h, low=0.5, high=2.0, dtype=dtype)}


def compute(state, x, training=False):
    """What the block computes, and its state afterwards."""
    mean, var = state["1.running_mean"].clone(), state["1.running_var"].clone()
    hidden = F.linear(x, state["0.weight"], state["0.bias"])
    hidden = F.batch_norm(hidden, mean, var, state["1.weight"], state["1.bias"], training, 0.1).tanh()
    after = state | {"1.running_mean": mean, "1.running_var": var}
    return F.linear(hidden, state["2.1.weight"], state["2.1.bias"]), after


FROZEN = ("0.weight", "0.bias")


def with_buffers_of(state, other):
    return state | {name: value for name, value in other.items() if "running" in name}


@check(points=1, kind="value")
def test_clones_compute_what_the_block_computes(observe, draw):
    """There are n clones in a list, and each computes what the block computes, whatever module it is."""
    n, h, b = draw.sizes(3, low=3)
    for dtype, training in product((torch.float32, torch.float64), (True, False)):
        state, x = block_state(draw, n, h, dtype), draw.normal(b, n, dtype=dtype)
        count = draw.integer(2, 5) if training else 1
        expected, after = compute(state, x, training)
        lost = state | {"1.running_mean": 0 * state["1.running_mean"]}
        readings = [(MODE, compute(state, x, not training)[0]), (BUFFERS, compute(lost, x)[0])]
        moved = [state]
        for _ in range(count + 1):
            moved.append(compute(moved[-1], x, training)[1])
        shared = [(EACH_OTHER, compute(moved[-2], x)[0]), (ORIGINAL, compute(moved[-1], x)[0])]
        seen = observe("clone_and_run", state=state, n=count, dtype=dtype, training=training, x=x)
        expect(seen["length"], f"len(clone_block(block, {count}))").equal(count, otherwise=COUNT)
        expect(seen["block"], "block(X), after clone_block").close(expected, mistaken=readings)
        for i in range(count):
            expect(seen["clones"][i], f"clone {i} of X").close(
                expected, mistaken=readings, otherwise=ANEW if dtype == torch.float32 else FLOAT32
            )
            expect(seen["evaluation"][i], f"clone {i} of X, in evaluation mode").close(
                compute(after, x)[0], mistaken=shared, otherwise=BUFFERS
            )
    weight, x = draw.normal(h, n), draw.normal(b, n)
    row = F.linear(x, weight)
    expected = {"nn.Linear": row, "nn.Tanh": x.tanh(), "nn.Sequential()": x, "nn.Conv1d": row.T}
    seen = observe("clone_kinds", weight=weight, x=x)
    for kind, value in expected.items():
        for i in range(2):
            expect(seen[kind][i], f"a clone of an {kind}, of X").close(value, otherwise=KINDS)
    seen = observe("clone_none", state=block_state(draw, n, h))
    expect(seen, "clone_block(block, 0)").equal([], otherwise=None if isinstance(seen.plain(), list) else NOT_A_LIST)


@check(points=1, kind="identity")
def test_clones_share_nothing(observe, draw):
    """What is written to one of block and clones, or learned by it, is in none of the others."""
    n, h, b = draw.sizes(3, low=3)
    for count in (draw.integer(2, 4), 1):
        state, x, moved = block_state(draw, n, h), draw.normal(b, n), draw.normal(b, n)
        states = [block_state(draw, n, h) for _ in range(count + 1)]  # the last one is the block's
        seen = observe("clone_and_write", state=state, states=states, moved=moved, x=x)
        expected = [compute(values, x)[0] for values in states]
        moved_states = [compute(values, moved, True)[1] if i % 2 == 0 else values for i, values in enumerate(states)]
        last, block = states[-2], states[-1]
        for moment, right in (("written", states), ("moved", moved_states), ("at last", moved_states)):
            for i, values in enumerate(right):
                name = f"clone {i}" if i < count else "the block"
                expect(seen[moment][i], f"{name} of X, each written to, {moment}").close(
                    compute(values, x)[0],
                    mistaken=[
                        (EACH_OTHER, compute(last, x)[0] if i < count - 1 else None),
                        (ORIGINAL_COUNTS if alone(seen["written"], expected, i) else ORIGINAL, compute(block, x)[0]),
                        (FROZEN_SHARED, compute(values | {name: block[name] for name in FROZEN}, x)[0]),
                        (BUFFERS, compute(with_buffers_of(values, block), x)[0]),
                        (BUFFERS, compute(with_buffers_of(values, last), x)[0]),
                    ],
                    otherwise=BUFFERS if moment == "moved" else None,
                )
        for i in (0, 1):
            expect(seen["later"][i], "a clone of the block as it is by now, of X").close(
                compute(moved_states[-1], x)[0], otherwise=OLD_CLONES
            )


def alone(seen, expected, position):
    """Whether this is the only module that is not what it should be."""
    return all(seen[i].is_close(value) for i, value in enumerate(expected) if i != position)


@check(points=0.5, kind="identity")
def test_attributes_are_copied(observe, draw):
    """Tensors and lists that the block keeps as plain attributes are copied: each clone has its own."""
    n, h = draw.sizes(2)
    start, values = draw.normal(3), [draw.normal(3) for _ in range(4)]
    seen = observe("clone_attributes", weight=draw.normal(h, n), start=start, values=values)
    expect(seen["attributes"], "clone.scale, a tensor, and clone.notes, a list, after a write to each").close(
        [{"scale": start + value, "notes": [value]} for value in values], otherwise=ATTRIBUTES
    )
    expect(seen["wide"], "a buffer in float64 beside a weight in float32").equal(
        [start.double()] * len(values), otherwise=ONE_DTYPE
    )


@check(points=0.5, kind="identity")
def test_a_tie_is_kept_inside_each_clone(observe, draw):
    """One weight in two places of the block is one weight in two places of each clone."""
    n, b = draw.sizes(2, low=3)
    layers, x = parts(draw, 2, n), draw.normal(b, n)
    new = [part(draw, n)[0] for _ in range(3)]
    seen = observe("clone_tied", parts=layers, new=new, x=x)
    for way, biases in (("the layer", (0, 0)), ("the weight", (0, 1))):
        first, last = (layers[i][1] for i in biases)
        for i, weight in enumerate(new):
            hidden = F.linear(x, weight, first).tanh()
            called = f"a clone of a block with {way} in two places, of X, after a write to the clone"
            expect(seen[way][i], called).close(
                F.linear(hidden, weight, last), mistaken={TIE_LOST: F.linear(hidden, layers[0][0], last)}
            )


@check(points=0.5, kind="state")
def test_modes_and_frozen_parameters_are_kept(observe, draw):
    """Each submodule of a clone is in the mode of the block's, and what is frozen stays frozen, in the block too."""
    n, b = draw.sizes(2, low=3)
    layers, x, upstream, rate = parts(draw, 2, n), draw.normal(b, n), draw.normal(b, n), draw.number(0.1, 0.3)
    passed, dropped = run(layers, x), layers[1][1].expand(b, n)
    leaves = [value.clone().requires_grad_() for layer in layers for value in layer]
    (run([leaves[:2], leaves[2:]], x) * upstream).sum().backward()
    for outer, inner in product((True, False), repeat=2):
        some = draw.shuffled([True, False, True, False])
        for frozen in (some, [True] * 4, [False] * 4):
            given = {"modes": [outer, inner], "frozen": frozen, "upstream": upstream, "rate": rate}
            seen = observe("clone_flags", parts=layers, x=x, **given)
            after = [
                leaf.detach() - (0 if still else rate) * leaf.grad for leaf, still in zip(leaves, frozen, strict=True)
            ]
            for name in ("clone 0", "clone 1", "block"):
                for mode, on in (("inner", inner), ("outer", outer)):
                    expect(seen[name][f"{mode} mode"], f"{name} of X, with Dropout(1.0) in it").close(
                        dropped if on else passed, mistaken={MODE: passed if on else dropped}
                    )
                expect(seen[name]["stepped"], f"{name} of X, after a step").close(
                    run([after[:2], after[2:]], x), otherwise=FLAGS
                )


@check(points=0.5, kind="gradient")
def test_gradients_are_not_shared(observe, draw):
    """A backward pass through one of block and clones leaves the gradients of the others as they are."""
    n, h, b = draw.sizes(3)
    layer, waiting = part(draw, n, h), draw.normal(h, n)
    x, upstream = draw.normal(b, n), draw.normal(b, h)
    seen = observe("clone_gradients", part=layer, waiting=waiting, x=x, upstream=upstream)
    added = upstream.T @ x
    # A clone may begin with a copy of the gradient or without any.
    start = {name: waiting if seen["start"][name].is_close(waiting) else 0 * waiting for name in ("one", "two")}
    expected = start | {"block": waiting}
    for moment, name in (("after one", "one"), ("after block", "block")):
        expected = expected | {name: expected[name] + added}
        expect(seen[moment], f"the gradients after a backward pass of the {name}").close(expected, otherwise=GRADIENTS)
