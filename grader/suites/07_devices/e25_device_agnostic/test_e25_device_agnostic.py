"""A layer that works anywhere."""

import torch

from grader.judge import Misconception, check, expect

POINTS = 20

STAYED = Misconception(
    "new_tensors_follow_the_data",
    "A tensor that the layer made in `forward`, or kept as a plain attribute, is not where X is.",
)
ONE_GPU = Misconception(
    "one_gpu_or_none",
    "Where there is a GPU it is used, whatever X says: X on the CPU, or on the second GPU, is not understood.",
)
NO_GPU = Misconception("every_machine_has_a_gpu", "A GPU is asked for by name, with X on the CPU of a machine without.")
REMEMBERED = Misconception(
    "a_device_is_for_ever", "The layer worked at its first device and no longer at the next: it remembers a place."
)
ELSEWHERE = Misconception("results_come_home", "The numbers are right, but they are not where X is.")
FETCHED = Misconception(
    "reading_is_free",
    "Values were fetched from the GPU during `forward`; the host stood still each time until the GPU had caught up.",
)
NO_PARAMETERS = Misconception(
    "every_layer_has_parameters", "The layer asks its first parameter for the device, and it has none."
)
PARAMETER = Misconception(
    "only_parameters_move", "An optimiser finds something to train, and there is nothing here to learn."
)
FLOAT32 = Misconception(
    "everything_is_float32", "X was float64, and the layer made float32 of it, at least on the way."
)
WHOLE = Misconception("padding_is_data", "What lies behind the length takes part in the mean.")
INCLUSIVE = Misconception("up_to_and_including", "One step too many takes part: t runs while t < lengths[b].")
BY_T = Misconception("mean_is_over_t", "The sum is divided by T, and not by the sum of the weights that took part.")
BY_LENGTH = Misconception(
    "mean_is_over_steps", "The sum is divided by a number of steps, not by the sum of the weights."
)
SUM = Misconception("sum_is_mean", "The sum is not divided by anything.")
ALL_WEIGHTS = Misconception("weights_sum_once", "The sum is divided by the weights of all T steps, the padding's too.")
PLAIN = Misconception("decay_forgotten", "All steps count the same.")
LATE_FIRST = Misconception("latest_counts_most", "The weights run the wrong way: the first step has weight 1.")
DEFAULT = Misconception("defaults_are_free", "Without `decay` another one than 0.9 is used.")
NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself, which `.to` and a call need.")
FORMULA = Misconception(
    "another_formula", "The numbers are those of another formula, or of this one for some decays only."
)
UNCUT = Misconception("t_is_max_len", "A sequence that is shorter than `max_len` is not understood.")
SHAPES = Misconception(
    "sizes_of_one_can_go", "A size of 1, an empty batch, or how X lies in memory makes a difference."
)
EMPTY = Misconception("zero_over_zero", "A sequence of length 0 gives no finite number.")
REPAIRED = Misconception(
    "nan_can_be_wiped_off", "The output of a sequence of length 0 is right, and the gradient is not: 0/0 came before."
)
CUT = Misconception("gradients_do_not_matter_here", "X gets no gradient, or not that of the formula.")
OVERFLOWS = Misconception("padding_is_small", "Large numbers behind the length show in the output.")
MINE = Misconception("inputs_are_mine", "X, `lengths` or what the caller goes on with is not what it was.")
RECORDS = Misconception("grad_mode_is_mine", "The layer records where the caller asked that nothing be recorded.")
KEPT = Misconception("calls_are_alike", "A call or a layer uses what another one left behind.")
MODE = Misconception("modes_differ", "Training and evaluation mode compute different things.")

RAISED = {
    r"has no attribute '_\w+'": NO_INIT,
    r"^StopIteration": NO_PARAMETERS,
    r"CUDA enabled|NVIDIA driver|CUDA GPUs": NO_GPU,
    r"invalid device ordinal": ONE_GPU,
    r"on the same device|not on the expected device|at the same device": STAYED,
    r"one too many of fetches": FETCHED,
    r"must match the size|must match the existing|broadcast|invalid for input of size|does not broadcast": UNCUT,
    r"but found|expected .*scalar type|same dtype|Float and Double": FLOAT32,
    r"does not require grad|leaf Variable": CUT,
}

# As the probes look at a batch.
VIEWS = {
    "as it is": lambda x: x,
    "turned": lambda x: x.movedim(0, -1),
    "swapped": lambda x: x.transpose(0, 1),
    "every other": lambda x: x[..., ::2],
    "expanded": lambda x: x.expand(4, -1, -1),
}


def weighted_mean(x, lengths, decay):
    """The mean of each sequence, step by step in float64."""
    means = []
    for row, length in zip(x.double(), lengths.tolist(), strict=True):
        total, weights = row[:0].sum(0), 0.0
        for t in range(length):
            total, weights = total + decay**t * row[t], weights + decay**t
        means.append(total / weights if length else total)
    return torch.stack(means).to(x.dtype) if means else x.new_zeros(0, x.shape[2])


def gradient_of(x, lengths, decay, upstream):
    leaf = x.clone().requires_grad_()
    (weighted_mean(leaf, lengths, decay) * upstream).sum().backward()
    return leaf.grad


def slips(x, lengths, decay):
    """What other ideas of the formula give."""
    long, t = lengths[:, None], torch.arange(x.shape[1])

    def mean(weights, taken, divisor=None):
        weights = weights * taken
        return (weights[:, :, None] * x).sum(1) / (weights.sum(1, keepdim=True) if divisor is None else divisor)

    weights, inside, ones = decay**t, t < long, torch.ones(x.shape[:2])
    return [
        (WHOLE, mean(weights, ones)),
        (INCLUSIVE, mean(weights, t <= long)),
        (BY_T, mean(weights, inside, x.shape[1])),
        (BY_LENGTH, mean(weights, inside, long)),
        (SUM, mean(weights, inside, 1)),
        (ALL_WEIGHTS, mean(weights, inside, weights.sum())),
        (PLAIN, mean(ones, inside)),
        (LATE_FIRST, mean(decay ** (long - 1 - t).clamp(min=0), inside)),
        (LATE_FIRST, mean(1 / weights, inside)),
    ]


def batch(draw, b=5, t=6, d=3, dtype=torch.float32):
    """Sequences of all kinds of lengths, but not of length 0: that of one step and the whole one are among them."""
    lengths = [1, t, *(draw.integer(2, t - 1) for _ in range(b - 2))]
    return draw.normal(b, t, d, dtype=dtype), torch.tensor(draw.shuffled(lengths))


@check(points=4, kind="value")
def test_mean_of_each_sequence(observe, draw):
    """The output is the mean over the steps before the length, with weights decay^t, for any decay up to 1."""
    for decay in (draw.number(0.6, 0.8), draw.number(0.1, 0.4), 1.0, 0.01):
        x, lengths = batch(draw)
        seen = observe("call", how={"max_len": 6, "decay": decay}, x=x, lengths=lengths)
        ideas = slips(x, lengths, decay) if decay not in (1.0, 0.01) else slips(x, lengths, decay)[:6]
        expect(seen["output"], f"DecayedMean(6, decay={decay:g})(X, lengths)").close(
            weighted_mean(x, lengths, decay), mistaken=ideas, otherwise=FORMULA
        )
    x, lengths = batch(draw)
    seen = observe("call", how={"max_len": 6}, x=x, lengths=lengths)
    expect(seen["output"], "DecayedMean(6)(X, lengths)").close(weighted_mean(x, lengths, 0.9), otherwise=DEFAULT)
    seen = observe("call_by_position", max_len=6, decay=0.5, x=x, lengths=lengths)
    expect(seen["output"], "DecayedMean(6, 0.5)(X, lengths)").close(weighted_mean(x, lengths, 0.5), otherwise=DEFAULT)


@check(points=1, kind="shape")
def test_shorter_than_max_len(observe, draw):
    """T may be smaller than `max_len`, and differ from call to call."""
    cases = [("as it is", *batch(draw, t=t)) for t in (4, 9, 3, 4)]
    seen = observe("call_all", how={"max_len": 9, "decay": 0.7}, cases=cases)
    for position, (_, x, lengths) in enumerate(cases):
        expect(seen[position], f"layer(X, lengths), T = {x.shape[1]}").close(
            weighted_mean(x, lengths, 0.7), otherwise=UNCUT
        )


@check(points=1, kind="shape")
def test_sizes_of_one(observe, draw):
    """A batch of one or none, one step, one number for each step, and views that are not contiguous."""
    shapes = [(1, 4, 3), (4, 4, 1), (4, 1, 3), (1, 1, 1), (1, 4, 1), (0, 4, 3), (4, 4, 4), (4, 5, 4), (5, 4, 4)]
    cases = []
    for b, t, d in shapes:
        lengths = draw.integers(b, low=1, high=t)
        cases.append(("as it is", draw.normal(b, t, d), lengths))
        cases.append(("turned", draw.normal(d, b, t), lengths))
        cases.append(("swapped", draw.normal(t, b, d), lengths))
        cases.append(("every other", draw.normal(b, t, 2 * d), lengths))
    cases.append(("expanded", draw.normal(1, 3, 2), torch.tensor(draw.shuffled([1, 2, 3, 3]))))
    for max_len in (5, 8):
        seen = observe("call_all", how={"max_len": max_len, "decay": 0.7}, cases=cases)
        for position, (view, x, lengths) in enumerate(cases):
            viewed = VIEWS[view](x)
            expect(seen[position], f"layer(X, lengths), X {view}, of shape {tuple(viewed.shape)}").close(
                weighted_mean(viewed, lengths, 0.7), otherwise=SHAPES
            )


@check(points=2, kind="robustness")
def test_length_zero(observe, draw):
    """A sequence of length 0 gives zeros, and no gradient becomes nan, not even where all lengths are 0."""
    for counts, t in (([0, 3, 1], 4), ([0, 0], 4), ([0], 4), ([0, 1], 1)):
        lengths = torch.tensor(draw.shuffled(counts))
        x, upstream = draw.normal(len(counts), t, 3), draw.normal(len(counts), 3)
        for decay in (draw.number(0.3, 0.9), 1.0):
            how = {"max_len": 5, "decay": decay}
            seen = observe("gradients", how=how, x=x, lengths=lengths, upstream=upstream)
            called = f"layer(X, torch.tensor({lengths.tolist()}))"
            right = weighted_mean(x, lengths, decay)
            finite = seen["output"].is_close(right)
            expect(seen["output"], called).close(right, otherwise=EMPTY)
            expect(seen["X.grad"], f"X.grad, after {called}").close(
                gradient_of(x, lengths, decay, upstream), otherwise=REPAIRED if finite else EMPTY
            )


@check(points=2, kind="gradient")
def test_gradients(observe, draw):
    """X gets the gradients of the formula, which are exactly 0 from the length on."""
    for dtype in (torch.float32, torch.float64):
        # Weights of 1, 2 or 4 steps alike are exact in float32 too.
        x, lengths = draw.normal(4, 5, 3, dtype=dtype), torch.tensor(draw.shuffled([1, 2, 4, 4]))
        decay = 1.0 if dtype == torch.float64 else draw.number(0.3, 0.8)
        upstream = draw.normal(4, 3, dtype=dtype)
        how = {"max_len": 6, "decay": decay}
        seen = observe("gradients", how=how, x=x, lengths=lengths, upstream=upstream)
        behind = torch.arange(5) >= lengths[:, None]
        expected = gradient_of(x, lengths, decay, upstream)
        nearly = is_nearly(seen["X.grad"], expected)
        expect(seen["X.grad"], "X.grad").close(expected, otherwise=FLOAT32 if nearly else CUT)
        found = seen["X.grad"].tensor()
        expect(seen["X.grad"], "X.grad").holds(
            found is not None and not found[behind].any(), "exactly 0 behind the length", otherwise=WHOLE
        )


def is_nearly(seen, expected):
    """Whether these are the right numbers, but for the digits that float32 drops."""
    actual = seen.tensor()
    alike = actual is not None and actual.shape == expected.shape and actual.is_floating_point()
    return alike and torch.allclose(actual.double(), expected.double(), 1e-4, 1e-5)


@check(points=1, kind="state")
def test_nothing_to_learn(observe, draw):
    """An optimiser finds no parameters in the layer and refuses to be made."""
    x, lengths = batch(draw)
    for how in ({"max_len": 6, "decay": draw.number(0.2, 0.8)}, {"max_len": 7}):
        seen = observe("optimiser", how=how, x=x, lengths=lengths)
        expect(seen["optimiser"], "torch.optim.SGD(layer.parameters(), lr=0.1)").raises(
            "ValueError", otherwise=PARAMETER
        )


def stops(draw, devices):
    made = []
    for device in devices:
        x, lengths = batch(draw)
        made.append({"device": device, "x": x, "lengths": lengths, "upstream": draw.normal(5, 3)})
    return made


def expect_travels(seen, places, decay, otherwise):
    """Compare outputs and gradients at each stop; `otherwise` says what a failure at a stop means, by position."""
    for position, stop in enumerate(places):
        x, lengths, device = stop["x"], stop["lengths"], stop["device"]
        done = seen[position]
        elsewhere = ELSEWHERE if done["output"].raised else None
        reason = otherwise(position) if done.raised else elsewhere
        expect(done, f"layer.to({device!r})(X, lengths), X on {device}").returned(otherwise=reason)
        expect(done["output"], f"layer.to({device!r})(X, lengths), X on {device}").close(
            weighted_mean(x, lengths, decay), otherwise=elsewhere or FORMULA
        )
        expect(done["X.grad"], f"X.grad, X on {device}").close(
            gradient_of(x, lengths, decay, stop["upstream"]), otherwise=CUT
        )


@check(points=3, kind="device", gpus=1)
def test_the_same_numbers_on_a_gpu(observe, draw):
    """On a GPU outputs and gradients are the same numbers, and they are on that GPU; on the CPU beside it as well."""
    for devices in (["cuda:0", "cuda:0"], ["cpu", "cuda:0", "cpu"]):
        decay, places = draw.number(0.3, 0.8), stops(draw, devices)
        seen = observe("travel", how={"max_len": 7, "decay": decay}, stops=places)

        def meaning(position, devices=devices, seen=seen):
            if devices[0] == "cpu":
                return ONE_GPU if position == 0 else REMEMBERED
            return None

        expect_travels(seen, places, decay, meaning)


@check(points=1.5, kind="device", gpus=2)
def test_from_one_gpu_to_the_other(observe, draw):
    """The layer follows X to the second GPU, and back, without remembering where it was."""
    for devices in (["cuda:1"], ["cuda:0", "cuda:1", "cpu", "cuda:1", "cuda:0"]):
        decay, places = draw.number(0.3, 0.8), stops(draw, devices)
        seen = observe("travel", how={"max_len": 7, "decay": decay}, stops=places)
        expect_travels(seen, places, decay, lambda position: REMEMBERED if position else ONE_GPU)


@check(points=2, kind="device", gpus=1)
def test_no_value_is_fetched(observe, draw):
    """While `forward` runs, no value comes from the GPU to the host."""
    cases = []
    for training, records, asks in ((True, True, True), (True, True, False), (False, True, True), (False, False, True)):
        x, lengths = batch(draw, b=4)
        lengths[draw.integer(0, 3)] = 0
        cases.append({"x": x, "lengths": lengths, "training": training, "records": records, "asks": asks})
    sent = {"how": {"max_len": 8, "decay": 0.7}, "device": "cuda:0", "cases": cases}
    seen = observe("within_budget", **sent)
    if seen["calls"][0].raised_a("BudgetSpentError"):
        numbers = observe("fetches", **sent).plain()
        expect(seen, "layer(X, lengths)").holds(
            False,
            "no value fetched during forward",
            otherwise=FETCHED,
            message=f"{max(numbers)} values were fetched from the device during one `layer(X, lengths)`.",
            actual=f"in {len(cases)} calls {', '.join(map(str, numbers))} values",
        )
    else:
        expect(seen["calls"][0], "layer(X, lengths), on the GPU").close(
            [weighted_mean(case["x"], case["lengths"], 0.7) for case in cases],
            otherwise=None if seen["calls"][0].raised else FORMULA,
        )


@check(points=1, kind="robustness")
def test_float64_keeps_its_digits(observe, draw):
    """float64 comes back as float64 with all its digits."""
    for decay, lengths in ((1.0, [4, 1, 2, 0, 4]), (draw.number(0.3, 0.8), [5, 1, 3, 0, 4])):
        lengths = torch.tensor(draw.shuffled(lengths))
        x = draw.normal(5, 5, 3, dtype=torch.float64)
        seen = observe("call", how={"max_len": 7, "decay": decay}, x=x, lengths=lengths)
        # Powers of any other decay than 1 may be those of float32.
        expect(seen["output"], "layer.double()(X.double(), lengths)").close(
            weighted_mean(x, lengths, decay), otherwise=FLOAT32, tolerance=None if decay == 1 else (1e-6, 1e-6)
        )


@check(points=0.5, kind="robustness")
def test_padding_may_be_large(observe, draw):
    """Whatever finite number lies behind the length counts nothing."""
    for huge in (1e30, -1e30):
        x, lengths = batch(draw)
        x[torch.arange(6) >= lengths[:, None]] = huge
        seen = observe("call", how={"max_len": 6, "decay": 0.8}, x=x, lengths=lengths)
        expect(seen["output"], f"layer(X, lengths), X filled up with {huge:g}").close(
            weighted_mean(x, lengths, 0.8), otherwise=OVERFLOWS
        )


@check(points=0.5, kind="identity")
def test_every_call_is_for_itself(observe, draw):
    """Another T, other lengths, another layer, another mode: each call computes with what it is given."""
    calls, right = [], []
    modes = [
        (layer, records, training) for layer in (0, 1, 2) for records in (True, False) for training in (True, False)
    ]
    for layer, records, training in draw.shuffled(modes):
        for t in (6, 6, 3):
            x, lengths = batch(draw, t=t)
            asks = draw.pick([True, False])
            one = {"x": x, "lengths": lengths, "layer": layer, "records": records, "training": training, "asks": asks}
            calls.append(one)
            right.append(weighted_mean(x, lengths, 0.8 if layer == 1 else 0.5))
    seen = observe("follow", calls=calls)
    wrong = [not seen[position].is_close(value) for position, value in enumerate(right)]
    by_mode = [
        [bad for bad, one in zip(wrong, calls, strict=True) if one["training"] is mode] for mode in (True, False)
    ]
    one_mode = any(all(bad) for bad in by_mode) and not all(any(bad) for bad in by_mode)
    for position, value in enumerate(right):
        expect(seen[position], f"call {position}").close(value, otherwise=MODE if one_mode else KEPT)


@check(points=0.5, kind="robustness")
def test_the_surroundings_stay(observe, draw):
    """X, `lengths`, the modes, the grad mode and random numbers that come next stay as they are."""
    for t, training in ((6, True), (1, True), (6, False), (1, False)):
        x, lengths = draw.normal(3, t, 2), torch.tensor(draw.shuffled([0, 1, t]))
        seed = draw.integer(1, 10**9)
        sent = {"how": {"max_len": t, "decay": 0.7}, "x": x, "lengths": lengths, "training": training, "seed": seed}
        seen = observe("surroundings", **sent)
        expect(seen["X"], "X").equal(x, otherwise=MINE)
        expect(seen["lengths"], "lengths").equal(lengths, otherwise=MINE)
        expect(seen["off"], "the gradient of a product, made under no_grad after a call").equal(
            torch.zeros(3), otherwise=RECORDS
        )
        expect(seen["on"], "the gradient of a product, made after the calls").equal(torch.ones(3), otherwise=MINE)
        expect(seen["drawn"], "torch.rand(4), after torch.manual_seed and a call").equal(
            torch.rand(4, generator=torch.Generator().manual_seed(seed)), otherwise=MINE
        )
        expect(seen["witness"], "a Dropout(1.0) in the layer, after the calls").equal(
            torch.zeros(4) if training else torch.ones(4), otherwise=MINE
        )
        expect(seen["under no_grad"], "layer(X, lengths).requires_grad_(False), under no_grad").returned(
            otherwise=RECORDS
        )
