"""One weight, two places."""

from itertools import chain

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect
from grader.judge.descent import adam

POINTS = 15

SAME_MEMORY = Misconception(
    "same_memory_is_a_tie",
    "Two Parameters look at one memory: they have two gradients and two states in Adam, and `.double()` or `.to()` "
    "unties them.",
)
WRAPPED = Misconception(
    "wrapping_keeps_identity",
    "b has got a new Parameter around the numbers of a, and not the Parameter of a.",
)
EQUAL = Misconception(
    "equal_values_are_a_tie", "Equal numbers are taken for a tie: a write to one is not seen in the other."
)
BORROWED = Misconception(
    "borrowing_is_a_tie",
    "b computes with the weight of a now and then, but it does not have it as its Parameter.",
)
DIRECTION = Misconception(
    "direction_is_free",
    "a has not kept the Parameter and the numbers that it had; it is b that should change.",
)
WHOLE_LAYER = Misconception("the_whole_layer_is_tied", "b computes with the bias of a: biases stay separate.")
NO_BIAS = Misconception("a_tied_layer_has_no_bias", "b has lost its bias: a tie is about the weight only.")
RESETS = Misconception(
    "tying_resets_the_weight",
    "Tying has touched the gradient or the `requires_grad` that the weight of a had.",
)
UNCHECKED = Misconception("assignment_checks_shapes", "Weights of different shapes were tied, and nothing was raised.")
PARTLY = Misconception(
    "part_of_the_shape_is_enough",
    "Some shapes that differ are refused and some are not: a part was compared.",
)
LATE = Misconception("an_error_may_come_late", "The error came, but b had already lost its weight.")
OTHER_ERROR = Misconception("any_exception_will_do", "Shapes that differ are answered with another exception.")
SILENT = Misconception("silence_is_an_answer", "Shapes that differ are passed over in silence: nobody learns of it.")
ONE_PER_SHAPE = Misconception("one_tie_per_shape", "b has the weight of another pair, which was tied earlier.")
MODES = Misconception("tying_copies_the_mode", "Tying has switched a layer into another mode: it is about the weight.")
HANDS_BACK = Misconception(
    "a_function_hands_something_back", "`tie_weights` handed something back: it changes b, and returns None."
)
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call autograd is not as it was before.")
COPY = Misconception("a_copy_shares", "There are more numbers to learn: the second hidden layer has its own.")
WEIGHT_ONLY = Misconception(
    "a_shared_layer_shares_its_weight_only",
    "The hidden layers share a weight, but not weight and bias alike.",
)
LIST = Misconception("a_plain_list_registers", "The net does not know the shared layer: it is used, but never learned.")
RUNS_ONCE = Misconception("the_shared_layer_runs_once", "The shared layer has run once, where it should run twice.")
STEPS = Misconception("steps_of_the_net", "The steps of the net are others than Linear, ReLU, shared, ReLU, ...")
END_RELU = Misconception("every_layer_ends_in_relu", "No output is negative: a ReLU follows the last layer.")
TWO_DIMENSIONS = Misconception("a_batch_is_two_dimensional", "Inputs of one or three dimensions are not kept in shape.")
ONE_USE = Misconception("one_gradient_per_use", "Only one use of the shared layer hands on gradients.")
ALL_NETS = Misconception("shared_by_all_nets", "Two nets that were made one after the other share Parameters.")
OLD_STEPS = Misconception(
    "a_copy_runs_itself", "A deep copy does not run with its own numbers: it still uses layers of the net it is from."
)
CONSTANT = Misconception("a_constant_start_will_do", "A weight starts with the same numbers in every net.")
SEEDED = Misconception(
    "seeding_is_harmless", "Making a net sets a seed: nets start alike, and the caller's draws repeat."
)
LISTED = Misconception(
    "named_parameters_lists_all_names",
    "Names are missing: a listing that gives each object once, or other objects in its place, does not show ties.",
)
LAYERS_ONLY = Misconception("only_whole_layers_are_shared", "Only layers that stand twice are found, no single ties.")
FLAT = Misconception("nets_are_flat", "Parameters are found on one level of the net only.")
LOCAL = Misconception("names_are_local", "These are not the full names, by which `state_dict()` knows Parameters.")
WEIGHTS = Misconception("only_weights_are_tied", "Only names that end in `weight` are found.")
FROZEN = Misconception("frozen_does_not_count", "Frozen Parameters are left out.")
TWO_ENDS = Misconception("a_tie_has_two_ends", "Three names of one Parameter are not one group of three.")
ONE_GROUP = Misconception("one_group_for_all", "Different Parameters are thrown into one group.")
SINGLES_TOO = Misconception("one_name_is_a_tie", "A Parameter with one name only is no tie.")
FRESH = Misconception("defaults_are_fresh", "There are names here of a net that was looked at earlier.")
NONE = Misconception("no_bias_is_a_shared_bias", "Two layers without a bias are said to share one.")
BUFFER = Misconception("a_buffer_is_a_parameter", "A buffer with two names is reported; only Parameters are asked for.")

TWO_PLACES = Misconception(
    "a_weight_can_be_in_two_places",
    "The layers stand on two devices, and b has not got the Parameter of a: one Parameter is in one place, that of a.",
)
ELSEWHERE = Misconception(
    "a_result_lies_where_it_is_handy", "The net and X are on one device, and the output is on another."
)
STAYS = Misconception(
    "what_the_net_meets_follows_it", "The net was moved or cast, and in its call met a tensor that had stayed behind."
)
CHOOSES = Misconception(
    "the_best_device_is_the_right_one", "The net went to a GPU by itself: where it is, and where X is, the caller says."
)

RAISED = {
    r"on the same device|have the same dtype": STAYS,
    r"Unexpected key\(s\) in state_dict|object has no attribute 'weight'": BORROWED,
    r"does not require grad and does not have a grad_fn": GRAD_MODE,
    r"Boolean value of Tensor|must match the size of tensor": EQUAL,
}


def pair(draw, m, n, dtype=torch.float32):
    return draw.normal(m, n, dtype=dtype), draw.normal(m, dtype=dtype)


def untied(handles):
    """Which way of not being tied this looks like; rests on claims, and only explains."""
    a, b, before = (handles[name].record for name in ("a", "b", "b before"))
    if any(handles[name].tensor() is None for name in ("a", "b", "b before")):
        return BORROWED
    if a.identity == b.identity:
        return None
    if a.storage == b.storage:
        return SAME_MEMORY if b.identity == before.identity else WRAPPED
    return EQUAL if handles["a"].is_close(b.values) else BORROWED


@check(points=1, kind="value")
def test_b_computes_with_the_weight_of_a(observe, draw):
    """After the tie a computes as before, and b with the weight of a and its own bias."""
    m, n, k = draw.sizes(3)
    for rows, columns, dtype in ((m, n, torch.float32), (m, 1, torch.float32), (1, n, torch.float64)):
        (weight, bias), (other, own) = pair(draw, rows, columns, dtype), pair(draw, rows, columns, dtype)
        x = draw.normal(k, columns, dtype=dtype)
        seen = observe("tie", weights=[(weight, bias), (other, own)], x=x)
        lost = any(seen["a(X)"].is_close(linear(x, w, bias)) for w in (other, (weight + other) / 2))
        expect(seen["a(X)"], "tie_weights(a, b); a(X)").close(
            linear(x, weight, bias), otherwise=DIRECTION if lost else None
        )
        both = {WHOLE_LAYER: linear(x, weight, bias), NO_BIAS: linear(x, weight)}
        expect(seen["b(X)"], "tie_weights(a, b); b(X)").close(linear(x, weight, own), mistaken=both)


@check(points=1, kind="identity")
def test_a_write_to_one_is_seen_in_the_other(observe, draw):
    """What is written to the weight of a, b computes with, and the other way round."""
    m, n, k = draw.sizes(3)
    weights = [pair(draw, m, n), pair(draw, m, n)]
    (weight, bias), (_, own) = weights
    first, second, x = draw.normal(m, n), draw.normal(m, n), draw.normal(k, n)
    seen = observe("tie_and_write", weights=weights, first=first, second=second, x=x)
    wrong = untied(seen["handles"])
    kept = {DIRECTION: linear(x, weight, bias)}
    expect(seen["a(X)"], "a(X) after a write to the weight that a had").close(
        linear(x, first, bias), mistaken=kept, otherwise=DIRECTION
    )
    expect(seen["b(X)"], "b(X) after a write to the weight that a had").close(linear(x, first, own), otherwise=wrong)
    expect(seen["b(X) again"], "b(X) after a write to b.weight").close(linear(x, second, own), otherwise=wrong)
    expect(seen["a(X) again"], "a(X) after a write to b.weight").close(linear(x, second, bias), otherwise=wrong)


@check(points=1, kind="identity")
def test_biases_stay_separate(observe, draw):
    """Each layer keeps the bias that it had, with its numbers, or goes on having none."""
    m, n, k = draw.sizes(3)
    for biases in ((True, True), (True, False), (False, True), (False, False)):
        weights = [(draw.normal(m, n), draw.normal(m) if bias else None) for bias in biases]
        new = [draw.normal(m) if bias else None for bias in biases]
        weight, x = weights[0][0], draw.normal(k, n)
        seen = observe("tie_and_write_biases", weights=weights, new=new, x=x)
        for when, expected in (("before", [bias for _, bias in weights]), ("after", new)):
            for position, layer in enumerate("ab"):
                wrong = {WHOLE_LAYER: linear(x, weight, expected[0]), NO_BIAS: linear(x, weight)}
                wrong |= {WHOLE_LAYER: linear(x, weight, expected[1])} if layer == "a" else {}
                expect(seen[when][position], f"{layer}(X), {when} a write to the biases").close(
                    linear(x, weight, expected[position]), mistaken=wrong
                )


@check(points=1, kind="gradient")
def test_the_shared_weight_gets_both_gradients(observe, draw):
    """The gradient of the weight is the sum over the uses, added to what is there; frozen stays frozen."""
    m, n, k, j = draw.sizes(4)
    weights = [pair(draw, m, n), pair(draw, m, n)]
    x, y, upstream = draw.normal(k, n), draw.normal(j, n), [draw.normal(k, m), draw.normal(j, m)]
    total = upstream[0].T @ x + upstream[1].T @ y
    for waiting in ((None, None), (draw.normal(m, n), draw.normal(m, n))):
        seen = observe("tie_and_learn", weights=weights, x=x, y=y, upstream=upstream, waiting=waiting)
        expected = total if waiting[0] is None else total + waiting[0]
        lost = {} if waiting[0] is None else {RESETS: total}
        wrong = untied(seen["handles"]) or RESETS
        for name in ("weight", "of b"):
            called = "the gradient of the weight" + (" after one was waiting" if lost else "")
            expect(seen[name], called).close(expected, mistaken=lost, otherwise=wrong)
        for position in range(2):
            expect(seen["biases"][position], "the gradient of a bias").close(upstream[position].sum(0))
    (weight, bias), (_, own) = weights
    lr = 0.5
    seen = observe("tie_frozen", weights=weights, x=x, upstream=upstream[0], lr=lr)
    moved = weight - lr * 2 * upstream[0].T @ x
    for name, value in (("a(X)", bias), ("b(X)", own)):
        value = value - lr * upstream[0].sum(0)
        expect(seen[name], f"{name} after a step, the weight of a frozen").close(
            linear(x, weight, value), mistaken={RESETS: linear(x, moved, value)}
        )


@check(points=1, kind="gradient")
def test_adam_moves_one_weight_not_two(observe, draw):
    """Three steps of Adam move the layers as they move one weight with two uses."""
    m, n, k, j = draw.sizes(4)
    wide = torch.float64
    weights = [pair(draw, m, n, wide), pair(draw, m, n, wide)]
    x, y = draw.normal(k, n, dtype=wide), draw.normal(j, n, dtype=wide)
    targets = [draw.normal(k, m, dtype=wide), draw.normal(j, m, dtype=wide)]
    lr, steps = draw.number(0.05, 0.2), 3
    seen = observe("tie_and_train", weights=weights, x=x, y=y, targets=targets, lr=lr, steps=steps)

    def loss(weight, bias, own):
        outputs = linear(x, weight, bias), linear(y, weight, own)
        return sum(((output - target) ** 2).mean() for output, target in zip(outputs, targets, strict=True))

    weight, bias, own = adam([*weights[0], weights[1][1]], loss, lr, steps)
    wrong = untied(seen["handles"])
    expect(seen["a(X)"], f"a(X) after {steps} steps of Adam").close(linear(x, weight, bias), otherwise=wrong)
    expect(seen["b(Y)"], f"b(Y) after {steps} steps of Adam").close(linear(y, weight, own), otherwise=wrong)


@check(points=1, kind="state")
def test_the_tie_lasts(observe, draw):
    """A tie outlives `load_state_dict`, `copy.deepcopy` and `.double()`."""
    m, n, k = draw.sizes(3)
    weights, loaded = [pair(draw, m, n), pair(draw, m, n)], draw.normal(m, n)
    drawn, x = [draw.normal(m, n), draw.normal(m, n)], draw.normal(k, n)
    (weight, bias), (_, own) = weights
    seen = observe("tie_and_keep", weights=weights, loaded=loaded, drawn=drawn, x=x)
    wrong = untied(seen["handles"])
    for way in ("load_state_dict", "deepcopy", "double"):
        begin = loaded if way == "load_state_dict" else weight
        expected = [linear(x, begin, own), linear(x, drawn[0], own), linear(x, drawn[1], bias)]
        for position, called in enumerate(("b(X)", "b(X) after a write to a.weight", "a(X) after a write to b.weight")):
            value = expected[position].double() if way == "double" else expected[position]
            # Numbers that were float32 before `.double()` carry the rounding of float32.
            expect(seen[way][position], f"{way}: {called}").close(value, otherwise=wrong, tolerance=(1e-4, 1e-5))


@check(points=1, kind="device", gpus=2)
def test_the_tie_lasts_on_the_way_to_a_gpu(observe, draw):
    """A tie outlives `.to(device)`; layers can be tied on GPUs too, and on two devices, where a has its weight."""
    m, n, k = draw.sizes(3)
    ways = [(("cpu", "cpu"), ("cuda:1",)), (("cpu", "cpu"), ("cuda:0", "cuda:1", "cpu"))]
    ways += [(("cuda:1", "cuda:1"), ("cuda:1",)), (("cuda:1", "cuda:1"), ("cuda:0",))]
    ways += [(("cuda:1", "cpu"), ("cuda:0",)), (("cpu", "cuda:1"), ("cuda:1",)), (("cuda:0", "cuda:1"), ("cpu",))]
    cases = [(*way, [pair(draw, m, n), pair(draw, m, n)], [draw.normal(m, n), draw.normal(m, n)]) for way in ways]
    x = draw.normal(k, n)
    seen = observe("tie_and_move", cases=cases, x=x)
    for here, (places, moves, ((weight, bias), (_, own)), drawn) in zip(
        (seen[position] for position in range(len(cases))), cases, strict=True
    ):
        wrong = untied(here["handles"]) if places[0] == places[1] else TWO_PLACES
        called = f"a on {places[0]}, b on {places[1]}: "
        expect(here["tied"], f"{called}tie_weights(a, b)").returned(otherwise=TWO_PLACES)
        for position, name in enumerate("ab"):
            expect(here["weights"][position], f"{called}{name}.weight, as {places[0]} finds it").close(
                weight, otherwise=DIRECTION if name == "a" else wrong
            )
        called += "".join(f".to({place!r})" for place in moves)
        expect(here["b(X)"], f"{called}, b(X) after a write to a.weight").close(
            linear(x, drawn[0], own), otherwise=wrong
        )
        expect(here["a(X)"], f"{called}, a(X) after a write to b.weight").close(
            linear(x, drawn[1], bias), otherwise=wrong
        )
        expect(here["gradient"], f"{called}, the gradient of the weight").close(
            3 * x.sum(0).expand(m, n), otherwise=wrong
        )
        expect(here["names"], f"{called}, tied_names(net), sorted").equal(
            [["0.weight", "1.weight"]], otherwise=wrong or LISTED
        )


@check(points=0.5, kind="device", gpus=2)
def test_the_tied_mlp_works_where_it_was_moved(observe, draw):
    """The net is made on the CPU; after `.to(device)` it computes there, and its shared layer is still one."""
    n, h, o, k = draw.sizes(4, low=3)
    cases = [(place, *telling(draw, (n, h, o), k)) for place in ("cuda:1", "cuda:0", "cpu", "cuda:1")]
    seen = observe("move", sizes=(n, h, o), cases=cases)
    expect(seen[0], "net(X), with X on the CPU").returned(otherwise=CHOOSES)
    for position, (place, weights, x) in enumerate(cases):
        here, called = seen[position + 1], f"net(X), on {place}"
        leaves = [weight.clone().requires_grad_() for weight in weights]
        expected = mlp(x, *leaves)
        expected.sum().backward()
        near = {"tolerance": (1e-4, 1e-5)}
        expect(here["output"], called).close(expected.detach(), **near).on(place, otherwise=ELSEWHERE)
        expect(here["used"], f"{called}, as {place} finds it").close(expected.detach(), otherwise=ELSEWHERE, **near)
        expect(here["ended"], f"{called}; Y.sum().backward()").equal(None)
        wrong = two_hidden_layers(here["net"], h)
        for leaf in (leaves[0], *leaves[2:]):
            shape = tuple(leaf.shape)
            expect(here["gradients"][str(shape)], f"the gradient of the parameter of shape {shape}, on {place}").close(
                leaf.grad, otherwise=wrong or ONE_USE, tolerance=(1e-3, 1e-4)
            )


@check(points=1, kind="robustness")
def test_other_shapes_are_refused(observe, draw):
    """Weights of different shapes raise ValueError and leave both layers as they were."""
    m, n, j, k = draw.sizes(4)
    bad = [((m, n), (n, m)), ((m, n), (m, j)), ((m, n), (j, n)), ((2 * m, n), (m, 2 * n))]
    bad += [((1, n), (m, n)), ((m, 1), (m, n)), ((m, n), (m, 1)), ((1, n), (n, 1))]
    good = [((m, n), (m, n)), ((1, n), (1, n)), ((1, 1), (1, 1))]
    shapes = draw.shuffled([(one, two, True) for one, two in bad] + [(one, two, False) for one, two in good])
    cases = [
        ([pair(draw, *one), pair(draw, *two)], draw.normal(k, one[1]), draw.normal(k, two[1])) for one, two, _ in shapes
    ]
    seen = observe("tie_what_does_not_fit", cases=cases)
    refused = [seen[position] for position, (_, _, differ) in enumerate(shapes) if differ]
    raised = [case["tie_weights"] for case in refused if case["tie_weights"].raised]
    kept = [seen[i]["b(Y)"].is_close(linear(y, *weights[1])) for i, (weights, _, y) in enumerate(cases) if shapes[i][2]]
    wrong = SILENT if all(kept) else UNCHECKED
    if raised:
        wrong = LATE if len(raised) == len(refused) else PARTLY
        wrong = wrong if all(attempt.raised_a("ValueError") for attempt in raised) else OTHER_ERROR
    for position, (one, two, differ) in enumerate(shapes):
        case, (weights, x, y) = seen[position], cases[position]
        called = f"with weights {one} and {two}"
        if differ:
            expect(case["tie_weights"], f"tie_weights(a, b), {called}").raises("ValueError", otherwise=wrong)
        known = wrong if differ else None
        weight = weights[1][0] if differ else weights[0][0]
        expect(case["a(X)"], f"a(X), {called}").close(linear(x, *weights[0]), otherwise=known)
        expect(case["b(Y)"], f"b(Y), {called}").close(linear(y, weight, weights[1][1]), otherwise=known)
        expect(case["b(Y) later"], f"b(Y), {called}, after a write to the old weight of b").close(
            linear(y, 2 * weight if differ else weight, weights[1][1]), otherwise=known
        )


@check(points=1, kind="robustness")
def test_every_tie_stands_by_itself(observe, draw):
    """Layers of every sort can be tied; other ties, earlier calls, modes and grad mode are left as they are."""
    m, n, k, j = draw.sizes(4)
    x, y = draw.normal(k, n), draw.normal(j, n)
    sorts = [
        "two layers",
        "two more",
        "equal values",
        "over one memory",
        "a tied to another",
        "b tied to another",
    ]
    sorts += ["tied already", "frozen b", "eval mode", "a in eval mode", "b in eval mode", "under no_grad"]
    cases = [(sort, [pair(draw, m, n) for _ in range(3)]) for sort in sorts]
    for sort, weights in cases:
        if sort == "equal values":
            weights[1] = weights[0][0].clone(), weights[1][1]
    seen = observe("tie_many", cases=cases, x=x, y=y)
    expect(seen.each("returned"), "[tie_weights(a, b), ...]").equal([None] * len(cases), otherwise=HANDS_BACK)
    by_x, by_y = (torch.ones(len(rows), m).T @ rows for rows in (x, y))
    for position, (sort, ((weight, bias), (other, own), (third, last))) in enumerate(cases):
        case, three = seen[position], sort == "a tied to another"
        third = weight if three else other if sort == "b tied to another" else third
        elsewhere = [linear(x, weights[0][0], own) for name, weights in cases if name != sort]
        wrong = ONE_PER_SHAPE if any(case["outputs"][1].is_close(value) for value in elsewhere) else None
        expected = [linear(x, weight, bias), linear(x, weight, own), linear(x, third, last)]
        for layer in range(3):
            expect(case["outputs"][layer], f"{'abc'[layer]}(X), {sort}").close(
                expected[layer], otherwise=wrong or untied(case["handles"])
            )
        mode = sort != "under no_grad"
        wrong = GRAD_MODE if case["grad mode"].plain() is not mode else untied(case["handles"])
        expect(case["weight"], f"the gradient of the weight, {sort}").close(
            by_x + by_y + (2 * by_x if three else 0 * by_x), otherwise=wrong
        )
        expect(case["grad mode"], f"torch.is_grad_enabled() after the call, {sort}").equal(mode, otherwise=GRAD_MODE)
        training = [sort not in ("eval mode", f"{layer} in eval mode") for layer in "ab"]
        expect(case["modes"], f"a.training, b.training, {sort}").equal(training, otherwise=MODES)


def tied_weights(draw, n, h, o, dtype=torch.float32):
    """Weights of the three layers; the first and the shared layer begin with the same bias, by their shape."""
    scale = (n**-0.5, h**-0.5, h**-0.5)
    first, shared, last = ((draw.normal(rows, columns, dtype=dtype)) for rows, columns in ((h, n), (h, h), (o, h)))
    return [
        scale[0] * first,
        draw.normal(h, dtype=dtype),
        scale[1] * shared,
        scale[2] * last,
        draw.normal(o, dtype=dtype),
    ]


def mlp(x, first, bias, shared, last, end, own=None, uses=2, between=True, before=True, after=False):
    own = bias if own is None else own
    x = linear(x, first, bias).clamp(min=0)
    for use in range(1, uses + 1):
        x = linear(x, shared, own)
        if before if use == uses else between:
            x = x.clamp(min=0)
    x = linear(x, last, end)
    return x.clamp(min=0) if after else x


READINGS = (
    (RUNS_ONCE, {"uses": 1}),
    (STEPS, {"uses": 3}),
    (STEPS, {"between": False}),
    (STEPS, {"before": False}),
    (END_RELU, {"after": True}),
)


def telling(draw, sizes, *shape):
    """Weights and an input for which every misreading of the steps gives other outputs."""
    while True:
        weights, x = tied_weights(draw, *sizes), draw.normal(*shape, sizes[0])
        right = mlp(x, *weights)
        if all((mlp(x, *weights, **reading) - right).abs().max() > 1e-2 for _, reading in READINGS):
            return weights, x


@check(points=0.5, kind="shape", claim=True)
def test_the_tied_mlp_counts_each_number_once(observe, draw):
    """The net has the numbers of three layers to learn: the shared one counts once."""
    sizes = [(5, 8, 2), draw.sizes(3), draw.sizes(3), (1, *draw.sizes(2))]
    expected = [(n + 1) * h + (h + 1) * h + (h + 1) * o for n, h, o in sizes]
    more = {
        COPY: [number + (h + 1) * h for number, (_, h, _) in zip(expected, sizes, strict=True)],
        LIST: [number - (h + 1) * h for number, (_, h, _) in zip(expected, sizes, strict=True)],
    }
    biases = [[number + sign * h for number, (_, h, _) in zip(expected, sizes, strict=True)] for sign in (1, -1)]
    seen = observe("count", all_sizes=sizes)
    expect(seen, f"the numbers to learn of make_tied_mlp for {sizes}").equal(
        expected, mistaken=more, otherwise=WEIGHT_ONLY if seen.plain() in biases else None
    )


@check(points=1, kind="value")
def test_the_shared_layer_runs_twice(observe, draw):
    """The net computes Linear, ReLU, shared, ReLU, shared, ReLU, Linear, for every shape and in both modes."""
    n, h, o = draw.sizes(3, low=3)
    shapes = [(8, n), (n,), (2, 3, n), (1, n), (0, n)]
    for sizes in ((n, h, o), (1, h, o), (n, 1, o), (n, h, 1)):
        weights, x = telling(draw, sizes, 12)
        others = [draw.normal(*shape) for shape in shapes] if sizes == (n, h, o) else []
        inputs = [x, *others]
        seen = observe("run", sizes=sizes, weights=weights, inputs=inputs)
        for mode in ("training", "eval"):
            readings = [(known, mlp(x, *weights, **reading)) for known, reading in READINGS]
            wrong = next((known for known, value in readings if seen[mode][0].is_close(value)), None)
            wrong = wrong or (TWO_DIMENSIONS if seen[mode][0].is_close(mlp(x, *weights)) else None)
            for position, values in enumerate(inputs):
                called = f"make_tied_mlp{sizes}(X) in {mode} mode, X of shape {tuple(values.shape)}"
                expect(seen[mode][position], called).close(mlp(values, *weights), otherwise=wrong)
        for position, values in enumerate(inputs):
            expect(seen["inputs"][position], "X after the call").equal(values)


@check(points=1, kind="gradient")
def test_the_tied_mlp_trains_one_shared_layer(observe, draw):
    """Three steps of Adam move the net as they move three layers of which one is used twice."""
    n, h, o, k = draw.sizes(4, low=3)
    wide = torch.float64
    weights, x = tied_weights(draw, n, h, o, wide), draw.normal(k, n, dtype=wide)
    target, lr, steps = draw.normal(k, o, dtype=wide), draw.number(0.02, 0.05), 3
    seen = observe("train", sizes=(n, h, o), weights=weights, x=x, target=target, lr=lr, steps=steps)

    def trained(output):
        first, bias, shared, last, end = weights
        begin = [first, bias, shared, last, end, bias]
        return mlp(x, *adam(begin, lambda *values: ((output(*values) - target) ** 2).mean(), lr, steps))

    def half(*values, cut):
        *_, shared, last, end, own = values
        uses = [
            (tensor.detach(), bias.detach()) if use == cut else (tensor, bias)
            for use, (tensor, bias) in enumerate([(shared, own)] * 2)
        ]
        hidden = linear(x, *values[:2]).clamp(min=0)
        for use in uses:
            hidden = linear(hidden, *use).clamp(min=0)
        return linear(hidden, last, end)

    expected = trained(lambda *values: mlp(x, *values))
    cut = any(seen["output"].is_close(trained(lambda *v, use=use: half(*v, cut=use))) for use in range(2))
    wrong = ONE_USE if cut else two_hidden_layers(seen["net"], h)
    expect(seen["output"], f"net(X) after {steps} steps of Adam").close(expected, otherwise=wrong)


def two_hidden_layers(net, h):
    """Whether two Parameters stand where one should; rests on claims, and only explains."""
    named = net.record.named("parameters") if hasattr(net.record, "named") else {}
    shared = [record for record in named.values() if getattr(record, "shape", None) == (h, h)]
    if len({record.identity for record in shared}) < 2:
        return None
    return SAME_MEMORY if len({record.storage for record in shared}) == 1 else COPY


@check(points=0.5, kind="identity")
def test_every_net_is_its_own(observe, draw):
    """Every net begins by itself and shares nothing, nor does a copy; a net can load the state of another."""
    n, h, o, k = draw.sizes(4, low=3)
    seed = draw.integer(1, 2**31)
    (one, x), two, three = (
        telling(draw, (n, h, o), k),
        tied_weights(draw, n, h, o),
        tied_weights(draw, n, h, o),
    )
    seen = observe("make_several", sizes=(n, h, o), weights=[one, two, three], x=x, seed=seed)
    nets = seen["nets"]
    wrong = ALL_NETS if nets[1].is_close(mlp(x, *two)) and not nets[0].is_close(mlp(x, *one)) else None
    for position, (weights, name) in enumerate(((one, "one"), (two, "two"), (three, "a copy"), (two, "loaded"))):
        expect(nets[position], f"net(X), {name}").close(
            mlp(x, *weights),
            otherwise=wrong or (OLD_STEPS if name == "a copy" and nets[2].is_close(mlp(x, *one)) else None),
        )
    first = seen["fresh"][0].tensor()
    expect(seen["fresh"][1], "net(X) of a new net").shaped(k, o).satisfies(
        lambda second: first is not None and not torch.equal(first, second),
        "other outputs than those of the net before",
        otherwise=SEEDED,
    )
    for shape in ((h, n), (h, h), (o, h)):
        starts = [seen["starts"][i][str(shape)].tensor() for i in (0, 1)]
        expect(seen["starts"][1][str(shape)], f"the weight of shape {shape} of a new net").satisfies(
            lambda second, first=starts[0]: first is not None and not torch.equal(first, second),
            "other numbers than in the net before",
            otherwise=CONSTANT,
        )
    expect(seen["seed"], f"torch.manual_seed({seed}); make_tied_mlp(...); torch.initial_seed()").equal(
        seed, otherwise=SEEDED
    )


# Capital letters stand for drawn words. Names and the number of the Parameter that each leads to; then modules
# that stand in a second place.
SINGLES = ({"A.weight": 1, "A.B.bias": 2, "C": 3}, {})
FAR_APART = ({"A.B.weight": 1, "C.weight": 1}, {})
LAYER_TWICE = ({"A.weight": 1, "A.bias": 2}, {"B": "A"})
FROZEN_PAIR = ({"A.weight": "frozen", "B.weight": "frozen"}, {})
MOTIFS = (
    FAR_APART,
    LAYER_TWICE,
    FROZEN_PAIR,
    ({"A.B.weight": 1, "A.C.bias": 2}, {"D": "A"}),
    ({"A.weight": 1, "C.weight": 1}, {"B": "A"}),
    ({"A": 1, "B.C": 1, "B.D.C": 1}, {}),
    ({"A.B": 1, "A.C": 1}, {}),
    ({"A": 1, "B": 1}, {}),
)
DECOYS = {"equal": (2, 3), "equal number": (1,), "memory": (2, 3), "empty": (0, 3), "meta": (2, 3)}


class Net:
    """A drawn net as the judge knows it: all its full names and the Parameter that each leads to."""

    def __init__(self, draw, motifs=(), decoy=None):
        self.draw, self.decoy = draw, set()
        self.plan = {"values": {}, "parameters": [], "buffers": [], "shared": []}
        self.plan |= {"frozen": [], "aliases": {}, "meta": [], "none": []}
        for names, shared in draw.shuffled(motifs):
            self.add(names, shared)
        if decoy == "buffer":
            names = [f"{draw.word()}.running" for _ in range(2)]
            self.plan["buffers"] = [(name, "buffer") for name in names]
            self.plan["values"]["buffer"] = draw.normal(3)
            self.decoy = set(names)
        elif decoy == "none":
            self.plan["none"] = [f"{draw.word()}.bias" for _ in range(2)]
            self.decoy = set(self.plan["none"])
        elif decoy:
            self.add_decoy(decoy, DECOYS[decoy])

    def add(self, names, shared, shape=(2, 3)):
        words = {letter: self.draw.word() for letter in "ABCD"}
        keys = {number: self.draw.word() for number in names.values()}
        self.plan["values"] |= {key: self.draw.normal(*shape) for key in keys.values()}
        self.plan["frozen"] += [keys["frozen"]] if "frozen" in keys else []
        self.plan["parameters"] += [
            (".".join(words.get(part, part) for part in name.split(".")), keys[number])
            for name, number in names.items()
        ]
        self.plan["shared"] += [(words[new], words[old]) for new, old in shared.items()]
        return list(keys.values())

    def add_decoy(self, kind, shape):
        first, *others = self.add({"A.weight": 1, "B.weight": 2, "C.weight": 3}, {}, shape)
        self.decoy = {name for name, _ in self.plan["parameters"][-3:]}
        if kind.startswith("equal"):
            self.plan["values"] |= dict.fromkeys(others, self.plan["values"][first])
        elif kind == "memory":
            self.plan["aliases"] = dict.fromkeys(others, first)
        elif kind == "meta":
            self.plan["meta"] = [first, *others]

    @property
    def named(self):
        """All (name, key), those of shared modules under every path."""
        named = list(self.plan["parameters"])
        for new, old in self.plan["shared"]:
            named += [(new + name[len(old) :], key) for name, key in named if name.startswith(old + ".")]
        return named

    def groups(self, keep=lambda name, key: True, least=2):
        found = {}
        for name, key in self.named:
            if keep(name, key):
                found.setdefault(key, set()).add(name)
        return sorted(sorted(group) for group in found.values() if len(group) >= least)

    def in_shared(self, name):
        return any(name.startswith(path + ".") for pair in self.plan["shared"] for path in pair)


PREDICTIONS = (
    (LISTED, lambda net: []),
    (FLAT, lambda net: net.groups(lambda name, _: name.count(".") == 1)),
    (FLAT, lambda net: net.groups(lambda name, _: "." in name)),
    (LAYERS_ONLY, lambda net: net.groups(lambda name, _: net.in_shared(name))),
    (WEIGHTS, lambda net: net.groups(lambda name, _: name.endswith("weight"))),
    (FROZEN, lambda net: net.groups(lambda _, key: key not in net.plan["frozen"])),
    (SINGLES_TOO, lambda net: net.groups(least=1)),
    (ONE_GROUP, lambda net: [sorted(chain(*net.groups()))] if net.groups() else []),
)


def guess(nets, found):
    """The misconception that the groups of all nets together look like."""
    if not all(are_lists_of_names(groups) for groups in found):
        return None
    for known, predicted in PREDICTIONS:
        if found == [predicted(net) for net in nets]:
            return known
    everywhere = {name for net in nets for name, _ in net.named}
    for net, groups in zip(nets, found, strict=True):
        names = {name for group in groups for name in group}
        if names - {name for name, _ in net.named} - net.decoy:
            return FRESH if names <= everywhere else LOCAL
    short = [(net.groups(), groups) for net, groups in zip(nets, found, strict=True)]
    pairs_only = all(len(group) == 2 for groups in found for group in groups)
    if pairs_only and all(wanted == groups for wanted, groups in short if all(len(group) == 2 for group in wanted)):
        return TWO_ENDS
    return LISTED


@check(points=1.5, kind="identity")
def test_all_names_of_a_parameter_are_one_group(observe, draw):
    """Every Parameter with two names or more is a group of all its full names, at any depth."""
    choices = [(SINGLES,), *((SINGLES, motif) for motif in MOTIFS), (SINGLES, *MOTIFS)]
    nets = [Net(draw, motifs) for motifs in draw.shuffled(choices)]
    seen = observe("names", plans=[net.plan for net in nets])
    wrong = guess(nets, [seen[position]["groups"].plain() for position in range(len(nets))])
    for position, net in enumerate(nets):
        expect(seen[position]["groups"], "tied_names(net), sorted").equal(net.groups(), otherwise=wrong)


@check(points=1, kind="robustness")
def test_what_only_looks_tied_is_not_named(observe, draw):
    """Equal values, one memory, no memory and shared buffers are no ties, and looking changes nothing."""
    causes = {"equal": EQUAL, "equal number": EQUAL, "buffer": BUFFER, "none": NONE}
    for kinds in (("equal", "equal number", "memory", "empty", "buffer", "none", None), ("meta", None)):
        nets = [Net(draw, (FAR_APART, LAYER_TWICE, SINGLES), kind) for kind in kinds]
        seen = observe("names", plans=[net.plan for net in nets])
        found = [seen[position]["groups"].plain() for position in range(len(nets))]
        taken = [kind for kind, net, groups in zip(kinds, nets, found, strict=True) if has_two_of(net.decoy, groups)]
        wrong = causes.get(taken[0], SAME_MEMORY) if taken else guess(nets, found)
        for position, net in enumerate(nets):
            expect(seen[position]["groups"], "tied_names(net), sorted").equal(net.groups(), otherwise=wrong)
            for key, values in net.plan["values"].items():
                if key not in (*net.plan["meta"], *net.plan["aliases"]):
                    expect(seen[position]["values"][key], "a Parameter after the look").equal(values)


def are_lists_of_names(groups):
    lists = groups if isinstance(groups, list) else [None]
    return all(isinstance(group, list) and all(isinstance(name, str) for name in group) for group in lists)


def has_two_of(names, groups):
    return are_lists_of_names(groups) and any(len(names.intersection(group)) > 1 for group in groups)
