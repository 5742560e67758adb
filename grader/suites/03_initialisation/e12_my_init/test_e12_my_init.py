"""A distribution nobody ships."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 15

ABS = Misconception(
    "abs_forgotten", "Three quarters are zero and none is negative: all negative entries were taken for small ones."
)
ONE_SIGN = Misconception("one_sign_only", "Half of the entries are not zero, and all of these have the same sign.")
THIRDS = Misconception("three_cases_are_thirds", "Each of the three cases got a third of the entries.")
COINS = Misconception(
    "coins_do_not_multiply", "The two signs differ in number: the second was drawn only where the first was not."
)
ONE_DRAW = Misconception("one_draw_per_tensor", "All entries are of one kind: one draw decided for the whole tensor.")
MEAN = Misconception("uniform_is_its_mean", "All sizes are the same number: nothing is spread over 5 to 10.")
WHOLE = Misconception("uniform_means_integers", "All sizes are whole numbers: nothing lies between them.")
TO_15 = Misconception("a_plus_b_times_rand", "Sizes go beyond 10: the width of the interval is not its upper end.")
NORMAL = Misconception("random_means_normal", "Sizes crowd around the middle of 5 to 10, like a bell.")
SIGN_AND_SIZE = Misconception(
    "one_draw_for_sign_and_size", "Positive and negative sizes are spread differently: one draw decided on both."
)
PER_ROW = Misconception("one_draw_per_row", "Entries of a row or column are all zero or all not: they shared a draw.")
BROADCAST = Misconception("broadcast_draws", "Each row has the same sizes as the one above: they were drawn only once.")
HALF = Misconception(
    "half_the_draws_will_do", "The same numbers, or numbers tied to them, come again elsewhere in the tensor."
)
EXACT = Misconception(
    "probability_is_an_exact_share", "The number of zeros or of signs hardly varies: they were dealt out, not drawn."
)
MINUS_ZERO = Misconception(
    "number_times_false_is_zero", "Some zeros are -0.0: a negative number times 0 keeps its sign, and 1 / -0.0 is -inf."
)
WATCHED = Misconception(
    "autograd_does_not_mind", "Autograd was watching when a leaf that requires grad was written to, and it refuses."
)
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode was not what it had been.")
THAWED = Misconception("every_parameter_is_trained", "A tensor that did not require grad does so after the call.")
CLEARED = Misconception(
    "a_new_value_needs_no_gradient", "The gradient that the caller had left on the tensor is gone or changed."
)
CUT = Misconception(
    "data_is_the_same_tensor", "No gradient comes back through what was returned: it is cut off from the Parameter."
)
COPY = Misconception("underscore_is_decoration", "The tensor that was handed in still holds its old values.")
NOTHING = Misconception("in_place_returns_nothing", "The call returned None.")
NAN = Misconception("zero_times_anything_is_zero", "Entries that were nan or inf before are not numbers afterwards.")
LEFT_OVER = Misconception("tensors_start_at_zero", "Some entries still hold what stood there before the call.")
RESHAPE = Misconception("reshape_is_a_view", "A view that does not lie in one piece was left as it was.")
IN_ONE_PIECE = Misconception(
    "tensors_lie_in_one_piece", "A transposed tensor or a slice has gaps: it cannot be seen as one row of numbers."
)
REBOUND = Misconception(
    "data_assignment_is_in_place", "The new values stand in new memory: what shared the old memory does not see them."
)
STORAGE = Misconception("a_view_owns_its_storage", "Entries outside of the view changed as well.")
DIMENSIONS = Misconception(
    "weights_have_two_dimensions", "Only tensors of some numbers of dimensions are filled, as weights have them."
)
EMPTY = Misconception("there_is_at_least_one_entry", "A tensor without entries is not filled: the code needs one.")
FLOAT32 = Misconception("all_floats_are_float32", "A float64 tensor is not filled, or does not keep its dtype.")
DECORATION = Misconception("generator_is_decoration", "Two generators with one seed gave different values.")
REWOUND = Misconception(
    "a_generator_is_a_seed", "Only the seed of the generator was used: it did not move on, or the global state moved."
)
FRESH = Misconception(
    "a_new_generator_is_random", "Two calls gave the same values: a new generator always starts at the same place."
)
OWN = Misconception("the_default_generator_is_mine", "`torch.manual_seed` did not decide what was drawn.")
SEEDED = Misconception("seeding_inside_is_repeatable", "Calls that should differ gave the same: a seed is set inside.")
ONCE = Misconception("initialised_is_initialised", "A second call on the same layer changed nothing.")
TRAINING = Misconception("only_training_initialises", "A layer in eval mode was not filled.")
MODE = Misconception("initialised_means_training", "A layer in eval mode was put into training mode.")
FROZEN = Misconception("frozen_means_untouchable", "A frozen weight was not filled.")
BIAS = Misconception("every_linear_has_a_bias", "A layer that was made without a bias made the code fail.")
REPLACED = Misconception(
    "a_new_parameter_is_the_same", "The layer has a new Parameter: whoever knew the old one trains in vain."
)
ALL = Misconception("weights_means_all_parameters", "The bias was drawn as well.")
ZERO_BIAS = Misconception("biases_start_at_zero", "The bias was set to zero.")
HAS_WEIGHT = Misconception("a_weight_makes_a_linear", "A module changed that is no `nn.Linear`, only similar to one.")

RAISED = {r"leaf Variable that requires grad": WATCHED, r"view size is not compatible": IN_ONE_PIECE}

SHARES = (0.25, 0.5, 0.25)
SHARES_TEXT = "1/4 of the entries above 0, 1/2 zero, 1/4 below 0"
LEGAL = "every entry 0, or 5 to 10 in size"


def legal(w):
    """Whether `w` is a tensor of entries that the distribution can give."""
    return isinstance(w, torch.Tensor) and bool(((w == 0) | ((w.abs() >= 5) & (w.abs() <= 10))).all())


def shares(w):
    return tuple(round((w * s > 0).double().mean().item(), 4) if s else (w == 0).double().mean().item() for s in (1, 0, -1))


def near(left, right, by):
    return all(abs(a - b) <= by for a, b in zip(left, right, strict=True))


def spread(sizes):
    """Return the shares of 5 to 6, 6 to 7, ... and the largest distance from an even spread over 5 to 10."""
    sizes = sizes.double().sort().values
    steps = torch.arange(1, len(sizes) + 1, dtype=torch.float64) / max(len(sizes), 1)
    distance = (steps - (sizes - 5) / 5).abs().max().item() if len(sizes) else 1.0
    return [round(((sizes >= a) & (sizes < a + 1)).double().mean().item(), 3) for a in range(5, 10)], distance


def repetition(series):
    """Return the largest correlation of a series with itself shifted, over all shifts, times the root of its length.

    For independent entries each of these numbers is standard normal.
    """
    series = series.double().flatten() - series.double().mean()
    power = torch.fft.irfft(torch.fft.rfft(series).abs() ** 2, n=len(series))
    return (power[1:].abs().max() / power[0].clamp_min(1e-30)).item() * len(series) ** 0.5


def variation(counted, size, share):
    """Return the variance of counts over that of independent draws."""
    return counted.double().var().item() / (size * share * (1 - share))


@check(points=2, kind="value")
def test_a_quarter_up_half_zero_a_quarter_down(observe, draw):
    """A quarter of the entries is above 0, half of them are zero, a quarter is below 0."""
    for shape, by in (((200, 300), 0.02), ((1, 10_000), 0.05), ((10_000, 1), 0.05), ((10, 40, 25), 0.05)):
        seen = observe("fill_one", tensor=draw.normal(*shape))["filled"]
        w = seen.tensor()
        found = shares(w) if w is not None and w.numel() else (0.0, 0.0, 0.0)
        known = {(0.25, 0.75, 0): ABS, (0.5, 0.5, 0): ONE_SIGN, (0, 0.5, 0.5): ONE_SIGN, (1 / 3,) * 3: THIRDS}
        known |= {(0.25, 0.5625, 0.1875): COINS, (1, 0, 0): ONE_DRAW, (0, 1, 0): ONE_DRAW, (0, 0, 1): ONE_DRAW}
        expect(seen, "strange_(tensor)").shaped(*shape).satisfies(
            lambda _, found=found, by=by: near(found, SHARES, by),
            SHARES_TEXT,
            otherwise=next((idea for wrong, idea in known.items() if near(found, wrong, 0.02)), None),
            actual="{:.3f} above 0, {:.3f} zero, {:.3f} below 0".format(*found),
        )


@check(points=1.5, kind="value")
def test_sizes_are_even_between_5_and_10(observe, draw):
    """Sizes are spread evenly over 5 to 10, the positive ones and the negative ones alike."""
    seen = observe("fill_one", tensor=draw.normal(200, 300))["filled"]
    w = seen.tensor()
    w = w if w is not None else torch.zeros(1)
    (up, up_off), (down, down_off) = spread(w[w > 0]), spread(-w[w < 0])
    sizes = w[w != 0].abs()
    known = {
        MEAN: sizes.numel() and (sizes == sizes[0]).all(),
        WHOLE: (sizes == sizes.round()).all(),
        TO_15: (sizes > 10).any(),
        SIGN_AND_SIZE: not near(up, down, 0.05),
        NORMAL: min(up[2], down[2]) > 0.25,
    }
    text = f"shares of sizes 5-6, 6-7, 7-8, 8-9, 9-10: {up} above 0, {down} below 0"
    otherwise = next((idea for idea, holds in known.items() if holds), None)
    rule = "every entry 0, or 5 to 10 in size, each of the five parts with 0.2 of the entries of either sign"
    expect(seen, "strange_(tensor)").satisfies(legal, rule, otherwise=otherwise, actual=text).satisfies(
        lambda _: up_off < 0.04 and down_off < 0.04, rule, otherwise=otherwise, actual=text
    )


@check(points=1.5, kind="value")
def test_entries_are_independent(observe, draw):
    """Entries are independent: each has its own draw, and counts are left to chance."""
    for shape in ((200, 300), (10_000, 1), (1, 10_000), (10, 40, 25)):
        seen = observe("fill_one", tensor=draw.normal(*shape))["filled"]
        expect(seen, "strange_(tensor)").shaped(*shape)
        w = seen.tensor()
        w = w if w is not None else torch.zeros(shape)
        told = expect(seen, "strange_(tensor)")
        told.satisfies(lambda _, w=w: len(w.sign().unique()) > 1, "entries of several kinds", otherwise=ONE_DRAW)
        size = w[w != 0].abs()
        again = 1 - len(size.unique()) / max(len(size), 1)
        told.satisfies(
            lambda _, again=again: again < 0.1,
            "sizes that practically never come twice",
            otherwise=tied(w),
            actual=f"{again:.0%} of the sizes occur elsewhere in the tensor",
        )
        for series in (w.sign(), w == 0, torch.where(w == 0, 7.5, w.abs())):
            told.satisfies(
                lambda _, series=series: repetition(series) < 9,
                "entries that say nothing about one another",
                otherwise=tied(w),
                actual=f"entries a fixed distance apart go together, {repetition(series):.0f} times as much as by chance",
            )
    table = observe("fill_one", tensor=draw.normal(200, 300))["filled"]
    many = observe("fill_each", tensors=draw.normal(500, 40))["filled"]
    told = expect(many, "strange_(tensor), 500 times").shaped(500, 40)
    told.satisfies(
        lambda w: not bool((w.sign() == w[0].sign()).all()), "another pattern at every call", otherwise=HALF
    )
    for counted, name in ((table, "a row"), (many, "one of 500 tensors")):
        for sign, share in ((0, 0.5), (1, 0.25), (-1, 0.25)):
            w = counted.tensor() if counted.tensor() is not None else torch.zeros(2, 2)
            told = variation((w.sign() == sign).sum(1), w.shape[1], share)
            expect(counted, "strange_(tensor)").satisfies(
                lambda _, told=told: 0.45 < told < 1.8,
                "counts that vary as chance would have it",
                otherwise=EXACT if told < 1 else ONE_DRAW,
                actual=f"the number of entries of sign {sign} in {name} varies {told:.2f} times as much",
            )


def tied(w):
    """Return the idea behind entries that are tied to one another."""
    table = w.reshape(len(w), -1)
    same = [(table.sign()[:, :1] == table.sign()).all(), (table.sign()[:1] == table.sign()).all()]
    if any(same):
        return PER_ROW
    both = (table[:-1] != 0) & (table[1:] != 0)
    return BROADCAST if both.any() and (table[:-1].abs() == table[1:].abs())[both].all() else HALF


@check(points=0, kind="value", bonus=True)
def test_zeros_are_plain_zeros(observe, draw):
    """Advice: the zeros are plain 0.0, none of them is -0.0."""
    seen = observe("fill_one", tensor=draw.normal(50, 60))["filled"]
    w = seen.tensor()
    zeros = w[w == 0] if w is not None else torch.zeros(0)
    minus = int(zeros.signbit().sum())
    expect(seen, "strange_(tensor)").satisfies(
        lambda _: len(zeros) > 0 and minus == 0,
        "zeros without a sign",
        otherwise=MINUS_ZERO if minus else None,
        actual=f"{minus} of {len(zeros)} zeros are -0.0",
    )


@check(points=1.5, kind="gradient")
def test_parameters_that_require_grad_are_filled(observe, draw):
    """A Parameter is filled in any grad mode and stays a leaf; flags, gradients and the grad mode stay."""
    flags = (True, False)
    cases = draw.shuffled([(trained, mode, left) for trained in flags for mode in flags for left in flags])
    values, left, x = draw.uniform(3, 5, low=0.5, high=4), draw.normal(3, 5), draw.normal(3, 5)
    all_seen = observe("fill_in_modes", values=values, left=left, x=x, cases=cases)
    for number, (trained, mode, leaves) in enumerate(cases):
        seen = all_seen[number]
        before = left if leaves else None
        expect(seen["filled"], "strange_(parameter)").satisfies(legal, LEGAL)
        expect(seen["mode"], "torch.is_grad_enabled()").equal(mode, otherwise=GRAD_MODE)
        expect(seen["trainable"], "parameter.requires_grad").equal(trained, otherwise=THAWED)
        expect(seen["left"], "parameter.grad").equal(before, otherwise=CLEARED)
        after = before
        if trained:
            after = x if before is None else before + x
        gradient = expect(seen["gradient"], "parameter.grad after (strange_(parameter) * X).sum().backward()")
        gradient.equal(None) if after is None else gradient.close(after, otherwise=CUT if trained else None)


@check(points=1.5, kind="identity")
def test_the_very_tensor_is_filled_and_returned(observe, draw):
    """Every entry of the given tensor is overwritten, whatever it was, and the call returns that very tensor."""
    nan, inf = float("nan"), float("inf")
    odd = torch.tensor(draw.shuffled([nan, inf, -inf, 1e30, -0.0, 3.0, -3.0, nan])).repeat(9, 1)
    for start in (draw.uniform(9, 8, low=0.5, high=4), odd):
        values = draw.normal(9, 8)
        seen = observe("fill_and_return", tensor=start, values=values)
        filled = seen["filled"].tensor()
        filled = filled if filled is not None and filled.shape == start.shape else start
        kept = ((filled == start) & (start != 0)) | (filled.isnan() & start.isnan())
        idea = COPY if kept[start != 0].all() else LEFT_OVER if start.isfinite().all() else NAN
        expect(seen["filled"], "tensor").satisfies(legal, LEGAL, otherwise=idea)
        returned = expect(seen["returned"], "strange_(tensor)")
        returned.equal(filled, otherwise=NOTHING if seen["returned"].record is None else COPY)
        expect(seen["tensor"], "tensor, after a write to what strange_(tensor) returned").equal(values)


@check(points=1, kind="identity")
def test_views_fill_what_they_look_into(observe, draw):
    """A slice, a transpose or every other column is filled in its base, and nothing beside it changes."""
    rows, columns, depth = draw.sizes(3, low=5, high=11)
    flat = draw.uniform(rows, columns, low=0.5, high=4)
    deep = draw.uniform(rows, columns, depth, low=0.5, high=4)
    views = [flat.t(), flat[:, ::2], flat[1:3], flat[:, 2], flat.t()[1:-1, ::2], deep.permute(2, 0, 1), deep[:, 1:3, -1]]
    for view in draw.shuffled(views):
        base = flat if view.untyped_storage().data_ptr() == flat.untyped_storage().data_ptr() else deep
        inside = torch.zeros_like(base)
        inside.as_strided(view.shape, view.stride(), view.storage_offset()).fill_(1.0)
        seen = observe(
            "fill_view", base=base, size=tuple(view.shape), stride=view.stride(), offset=view.storage_offset()
        )
        after = seen["base"].tensor()
        after = after if after is not None and after.shape == base.shape else base
        idea = REBOUND if legal(seen["view"].plain()) else RESHAPE if not view.is_contiguous() else None
        called = expect(seen["base"], "base, after strange_(view)").shaped(*base.shape)
        called.satisfies(lambda _, a=after, i=inside: legal(a[i == 1]), "the entries of the view filled", otherwise=idea)
        called.equal(torch.where(inside == 1, after, base), otherwise=STORAGE)


@check(points=1, kind="robustness")
def test_any_shape_and_dtype(observe, draw):
    """Tensors of any shape are filled, 0-dim and empty ones too, and float64 ones stay float64."""
    n, m, k = draw.sizes(3, low=4)
    whole = [(), (n,), (1,), (1, 1), (1, n), (m, 1), (n, m, k), (1, 1, k), (n, 1, m, k)]
    empty = [(0, n), (n, 0), (0,), (n, 0, m)]
    cases = [(shape, torch.float32) for shape in whole] + [(shape, torch.float64) for shape in whole]
    cases += [(shape, dtype) for dtype in (torch.float32, torch.float64) for shape in empty]
    tensors = [torch.full(shape, 1.0, dtype=dtype) for shape, dtype in cases]
    seen = observe("fill_shapes", tensors=tensors)
    for number, (shape, dtype) in enumerate(cases):
        idea = EMPTY if 0 in shape else FLOAT32 if dtype == torch.float64 else DIMENSIONS
        result = expect(seen[number], f"strange_(a tensor of shape {shape}, {str(dtype).removeprefix('torch.')})")
        result.shaped(*shape, otherwise=idea)
        result.satisfies(lambda w, dtype=dtype: w is not None and w.dtype == dtype, str(dtype), otherwise=idea)
        result.satisfies(legal, LEGAL, otherwise=idea)
    single = observe("fill_each", tensors=draw.normal(500))["filled"]
    w = single.tensor()
    found = shares(w) if w is not None and w.numel() else (0.0, 0.0, 0.0)
    expect(single, "strange_(a 0-dim tensor), 500 times").shaped(500).satisfies(
        lambda _: near(found, SHARES, 0.2),
        SHARES_TEXT,
        otherwise=DIMENSIONS,
        actual="{:.2f} above 0, {:.2f} zero, {:.2f} below 0".format(*found),
    )


@check(points=1, kind="robustness")
def test_the_generator_decides(observe, draw):
    """With a generator all of the chance comes from it: same seed, same values; it moves on; nothing else moves."""
    seed, other, start = draw.integer(1, 10**6), draw.integer(10**6 + 1, 10**9), draw.integer(1, 10**6)
    shape = draw.sizes(2, low=20, high=40)
    seen = observe("fill_with_generators", shape=shape, seed=seed, other_seed=other, global_seed=start)
    first = seen["first"].tensor()
    first = first if first is not None else torch.zeros(shape)
    names = ("first", "second", "same seed", "other seed")
    for name in names:
        expect(seen[name], "strange_(tensor, generator)").shaped(*shape).satisfies(legal, LEGAL)
    expect(seen["same seed"], "strange_(tensor, a generator with the same seed)").equal(first, otherwise=DECORATION)
    expect(seen["by keyword"], "strange_(tensor, generator=...)").equal(first, otherwise=DECORATION)
    for name, idea in (("second", REWOUND), ("other seed", DECORATION)):
        call = {"second": "a second strange_(tensor, generator)", "other seed": "strange_(tensor, another seed)"}[name]
        differs(seen[name], call, first, idea)
    for number, name in enumerate(names):
        # The probe sets a global seed before each call; that call must not move it.
        expected = torch.rand(4, generator=torch.Generator().manual_seed(start + 2 * number))
        expect(seen[f"{name}, then torch.rand"], "torch.rand(4) after a call with a generator").equal(
            expected, otherwise=REWOUND
        )


def differs(seen, call, first, idea):
    """Expect other values than those of the first call."""
    expect(seen, call).shaped(*first.shape).satisfies(
        lambda w: w is not None and (w.sign() == first.sign()).double().mean().item() < 0.65,
        "other entries zero, above 0 and below 0 than in the first call",
        otherwise=idea,
    ).satisfies(lambda w: not bool(((w == first) & (w != 0)).any()), "other sizes than in the first call", otherwise=idea)


@check(points=1, kind="robustness")
def test_the_global_seed_decides_without_a_generator(observe, draw):
    """Without a generator `torch.manual_seed` makes the draw repeatable, and each call draws anew."""
    seed, other, shape = draw.integer(1, 10**6), draw.integer(10**6 + 1, 10**9), draw.sizes(2, low=20, high=40)
    seen = observe("fill_without_generator", shape=shape, seed=seed, other_seed=other)
    first = seen["first"].tensor()
    first = first if first is not None else torch.zeros(shape)
    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
    following = seen["following"].plain()
    fresh = isinstance(following, torch.Tensor) and torch.equal(following, untouched)
    repeated = FRESH if fresh else SEEDED
    expect(seen["first"], "strange_(tensor)").shaped(*shape).satisfies(legal, LEGAL)
    differs(seen["second"], "a second strange_(tensor)", first, repeated)
    differs(seen["other"], "strange_(tensor) after another torch.manual_seed", first, repeated)
    expect(seen["again"], "strange_(tensor) after the same torch.manual_seed").equal(first, otherwise=OWN)


@check(points=1, kind="value")
def test_my_init_fills_each_linear(observe, draw):
    """`my_init` fills the weight of each nn.Linear: with or without bias, in every mode, at every call."""
    usual = {"bias": True, "dtype": torch.float32, "frozen": False, "training": True, "recording": True}
    special = [{"bias": False}, {"training": False}, {"frozen": True}, {"recording": False}, {"dtype": torch.float64}]
    changes = [{}, *draw.shuffled(special)]
    rows, columns = draw.sizes(2, low=3)
    all_seen = observe("init_layers", cases=[usual | change for change in changes], rows=rows, columns=columns)
    ideas = {"bias": BIAS, "training": TRAINING, "frozen": FROZEN, "dtype": FLOAT32}
    for number, change in enumerate(changes):
        seen, idea = all_seen[number], next((ideas.get(name) for name in change), None)
        called = "my_init(layer)" + "".join(f", {name}={value}" for name, value in change.items())
        expect(seen["raised"], called).satisfies(lambda _: True, "no exception", otherwise=idea)
        weight = expect(seen["weight"], f"layer.weight after {called}").shaped(rows, columns)
        weight.satisfies(legal, LEGAL, otherwise=idea)
        dtype = change.get("dtype", torch.float32)
        weight.satisfies(lambda w, dtype=dtype: w.dtype == dtype, str(dtype), otherwise=idea)
        expect(seen["training"], "layer.training").equal(change.get("training", True), otherwise=MODE)
        mode = expect(seen["recording"], "torch.is_grad_enabled()")
        mode.equal(change.get("recording", True), otherwise=GRAD_MODE)
    size = draw.integer(120, 140)
    net = observe("init_net", size=size, seed=draw.integer(1, 10**9))
    weights = [net["first"][0].tensor(), net["first"][1].tensor(), net["second"][0].tensor()]
    first = weights[0] if weights[0] is not None else torch.zeros(size, size)
    for place in range(3):
        seen = net["first"][place]
        expect(seen, "layer.weight after net.apply(my_init)").shaped(size, size).satisfies(legal, LEGAL)
        expect(seen, "layer.weight after net.apply(my_init)").satisfies(
            lambda w: near(shares(w), SHARES, 0.04), SHARES_TEXT
        )
    differs(net["first"][1], "the weight of another layer", first, SEEDED)
    differs(net["first"][2], "the weight of another layer", first, SEEDED)
    differs(net["second"][0], "the weight after a second net.apply(my_init)", first, ONCE)
    expect(net["again"][0], "the weight after the same torch.manual_seed").equal(first, otherwise=OWN)


@check(points=1, kind="identity")
def test_my_init_keeps_parameter_and_bias(observe, draw):
    """The weight stays the same Parameter over the same memory; bias, gradient and frozen flag stay as they were."""
    for frozen in draw.shuffled([True, False]):
        rows, columns = draw.sizes(2, low=4)
        weight, bias, x = draw.uniform(rows, columns, low=0.5, high=4), draw.normal(rows), draw.normal(6, columns)
        left, later = draw.normal(rows, columns), draw.normal(rows, columns)
        seen = observe("init_and_look", weight=weight, bias=bias, left=left, x=x, later=later, frozen=frozen)
        drawn = seen["bias"].tensor()
        idea = ZERO_BIAS if drawn is not None and not drawn.any() else ALL
        expect(seen["weight"], "layer.weight").satisfies(legal, LEGAL)
        expect(seen["bias"], "layer.bias").equal(bias, otherwise=idea)
        expect(seen["trainable"], "[layer.weight.requires_grad, layer.bias.requires_grad]").equal(
            [not frozen, True], otherwise=THAWED
        )
        expect(seen["output"], "layer(X), after a write to the Parameter that the layer had before").close(
            linear(x, later, bias), otherwise=REPLACED
        )
        expect(seen["left"], "layer.weight.grad").equal(left, otherwise=CLEARED)
        state = expect(seen["state"], 'the "weight" of an earlier layer.state_dict()')
        state.satisfies(legal, "the new values", otherwise=REBOUND)


@check(points=1, kind="state")
def test_my_init_leaves_other_modules_alone(observe, draw):
    """A module of any other kind keeps its values, even when it has a `weight`."""
    shapes = {
        "Conv2d": {"weight": (3, 2, 2, 2), "bias": (3,)},
        "ConvTranspose1d": {"weight": (2, 3, 2), "bias": (3,)},
        "BatchNorm1d": {"weight": (3,), "bias": (3,), "running_mean": (3,), "running_var": (3,)},
        "LayerNorm": {"weight": (3,), "bias": (3,)},
        "Embedding": {"weight": (4, 3)},
        "Bilinear": {"weight": (4, 2, 3), "bias": (4,)},
        "PReLU": {"weight": (3,)},
        "GRU": {"weight_ih_l0": (9, 2), "weight_hh_l0": (9, 3), "bias_ih_l0": (9,), "bias_hh_l0": (9,)},
        "Scores": {"weight": (3, 2), "bias": (3,)},
    }
    kinds = draw.shuffled(list(shapes))
    weights = {k: {name: draw.normal(*shape) for name, shape in shapes[k].items()} for k in kinds}
    seen = observe("init_others", kinds=kinds, weights=weights)
    for kind in kinds:
        expect(seen[kind]["raised"], f"my_init(a {kind})").satisfies(
            lambda _: True, "no exception", otherwise=HAS_WEIGHT
        )
        for name, value in weights[kind].items():
            called = f"`{name}` of a {kind} after my_init"
            expect(seen[kind][name], called.replace("`", "")).equal(value, otherwise=HAS_WEIGHT)
