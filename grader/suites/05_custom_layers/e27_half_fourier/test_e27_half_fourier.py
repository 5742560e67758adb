"""The leading half of a Fourier transform."""

import math

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect

POINTS = 10
EXTRA_CREDIT = True

TOO_SHORT = Misconception("half_is_n_over_2", "The last coefficient, k = n // 2, is missing.")
ODD_SHORT = Misconception("half_rounds_up", "Of an even n the coefficient k = n / 2 is missing.")
ALL = Misconception("half_is_all", "All n coefficients came back: the second half repeats the first.")
PADDED = Misconception("n_is_a_power_of_2", "The number of coefficients belongs to a larger n: zeros were added.")
OVER_THE_BATCH = Misconception("another_dimension_is_time", "The transform ran over another dimension than the last.")
ALL_DIMENSIONS = Misconception(
    "every_dimension_is_time", "The transform ran over several dimensions, not the last alone."
)
REAL = Misconception("coefficients_are_real", "What came back is real: the imaginary parts got lost.")
MAGNITUDE = Misconception("coefficients_are_sizes", "Only the sizes of the coefficients came back.")
PAIRS = Misconception("complex_is_a_pair", "Real and imaginary parts came back as pairs of real numbers.")
ORTHO = Misconception("transforms_are_orthonormal", "All numbers are smaller by the root of n: a factor of its own.")
FORWARD = Misconception("a_transform_is_a_mean", "All numbers are smaller by n: a mean was taken, not a sum.")
CONJUGATE = Misconception(
    "the_sign_is_a_convention", "The imaginary parts have the other sign: the exponent is negative."
)
SWAPPED = Misconception("sine_comes_first", "Real and imaginary parts have changed places.")
ONE_SIDED = Misconception("half_counts_twice", "The inner coefficients are doubled, as for a one-sided spectrum.")
CENTRED = Misconception("the_mean_is_no_frequency", "The mean was taken off: y_0 is 0.")
SHIFTED = Misconception("zero_stands_in_the_middle", "The coefficients are shifted.")
WINDOWED = Misconception("every_signal_needs_a_window", "The samples were weighted with a window first.")
COUNTED = Misconception(
    "counting_starts_at_one", "The coefficients are turned: samples were counted from 1, not from 0."
)
SAMPLES = Misconception("short_rows_are_all", "Short rows are transformed as they should be, longer ones are not.")
UPPER = Misconception("the_other_half", "The other half of the coefficients came back.")
CUT = Misconception("autograd_sees_through_everything", "No gradient comes back: the output is cut off from X.")
HALF_CUT = Misconception("values_are_all", "The values are right, the gradient is not: part of it was cut or changed.")
FLOAT32 = Misconception("all_floats_are_float32", "float64 was rounded to float32 on the way.")
FLOAT64 = Misconception("more_digits_are_better", "float32 input gave complex128.")
MODULE_DTYPE = Misconception("the_module_has_a_dtype", "What the module was cast to decided, not what X is.")
FIXED_SIZE = Misconception("n_never_changes", "Another n than at the first call is refused or computed wrongly.")
CONTIGUOUS = Misconception("tensors_lie_in_one_piece", "A view that does not lie in one piece came out wrong.")
DIMENSIONS = Misconception(
    "a_batch_has_two_dimensions", "Input of another number of dimensions is refused or reshaped."
)
NO_BATCH_DIM = Misconception("a_batch_is_more_than_one", "A dimension of size 1 got lost.")
STATE = Misconception("constants_are_state", "The layer has a state: a net does not load without it.")
TRAINED = Misconception("constants_are_parameters", "The layer has parameters: an optimiser would change the formula.")
REMEMBERED = Misconception("an_output_can_be_kept", "A call gave what an earlier call had given, or changed it.")
MODES = Misconception("modes_change_the_formula", "Training and eval mode, or grad mode, change the output.")
TOUCHED = Misconception("x_is_mine", "The caller's X was changed.")
RECORDS = Misconception("no_grad_is_for_others", "Under torch.no_grad() the layer recorded all the same.")
ASKS = Misconception("x_wants_a_gradient", "X asks for a gradient since the call; the caller had not wanted one.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode is not what it was.")
DTYPE = Misconception("the_default_dtype_is_mine", "After the call, new tensors have another dtype.")
SEEDED = Misconception("seeding_inside_is_repeatable", "The random state is not what it would be without the call.")
NO_INIT = Misconception("no_super_init", "The class never let nn.Module prepare itself.")

RAISED = {
    r"before Module\.__init__\(\) call|has no attribute '_": NO_INIT,
    r"that requires grad\. Use tensor\.detach|does not require grad and does not have a grad_fn|nference tensor": CUT,
    r"leaf Variable that requires grad": TOUCHED,
}


def angles(n, count):
    """2 pi j k / n for every sample j and every coefficient k: (n, count)."""
    turns = torch.outer(torch.arange(n), torch.arange(count)) % n
    return turns.double() * (2 * math.pi / n)


def transform(x, count=None):
    """The sum of the formula, in double precision: (*, n) -> (*, count), by default the leading half."""
    x, n = x.double(), x.shape[-1]
    table = angles(n, n // 2 + 1 if count is None else count)
    return torch.complex(x @ table.cos(), -(x @ table.sin()))


def half(x):
    """What the layer gives for `x`, with the dtype that belongs to it."""
    return transform(x).to(torch.complex128 if x.dtype == torch.float64 else torch.complex64)


def slips(x):
    """What each misconception about the formula makes of `x`."""
    y, n = transform(x), x.shape[-1]
    everything = transform(x, n)
    kinds = {
        ALL: everything,
        TOO_SHORT: y[..., : n // 2],
        ODD_SHORT: y[..., : (n + 1) // 2],
        REAL: y.real,
        MAGNITUDE: y.abs(),
        PAIRS: torch.view_as_real(y),
        ORTHO: y / math.sqrt(n),
        FORWARD: y / n,
        CONJUGATE: y.conj(),
        SWAPPED: torch.complex(y.imag, y.real),
        CENTRED: transform(x - x.mean(-1, keepdim=True)),
        SHIFTED: everything.roll(n // 2, -1)[..., : n // 2 + 1],
        COUNTED: y * torch.exp(torch.arange(n // 2 + 1) * (-2j * math.pi / n)),
        UPPER: everything[..., n - n // 2 - 1 :],
    }
    pairs = [(ONE_SIDED, torch.cat([y[..., :1], 2 * y[..., 1:-1], y[..., -1:]], -1))]
    pairs += [(ONE_SIDED, torch.cat([y[..., :1], 2 * y[..., 1:]], -1))]
    pairs += [
        (WINDOWED, transform(x.double() * torch.hann_window(n, periodic, dtype=torch.float64)))
        for periodic in (True, False)
    ]
    pairs += [(WINDOWED, transform(x.double() * torch.hamming_window(n, dtype=torch.float64)))]
    if n % 2:
        pairs += [(PADDED, transform(torch.nn.functional.pad(x, (0, 1)))[..., : n // 2 + 1])]
    if x.dim() > 1:
        pairs += [(OVER_THE_BATCH, transform(x.transpose(0, -1)).transpose(0, -1))]
        pairs += [(ALL_DIMENSIONS, torch.fft.fft(y, dim=dim)) for dim in range(x.dim() - 1)]
        pairs += [(ALL_DIMENSIONS, torch.fft.fftn(y, dim=tuple(range(x.dim() - 1))))]
    pairs = [(idea, value.to(kind)) for idea, value in [*kinds.items(), *pairs] for kind in kinds_of(value)]
    return pairs if x.dtype == torch.float64 else [*pairs, (FLOAT64, y)]


def kinds_of(value):
    if value.is_complex():
        return (torch.complex64, torch.complex128)
    return (torch.float32, torch.float64, torch.complex64)


def expect_half(seen, called, x, otherwise=None):
    expect(seen, called).close(half(x), otherwise=otherwise, mistaken=slips(x))


@check(points=1, kind="shape")
def test_n_halved_plus_one_coefficients(observe, draw):
    """(*, n) becomes (*, n // 2 + 1), for even and odd n, for one dimension and for several."""
    a, b = draw.sizes(2, low=3)
    for shape in ((a, 7), (b, 8), (a, b, 6), (a, 1), (b, 2), (3,), (10,), (b, 1, a, 5)):
        seen, n = observe("call", x=draw.normal(*shape)), shape[-1]
        found = seen.tensor()
        size = found.shape if found is not None else ()
        ideas = {n: ALL, 2 ** math.ceil(math.log2(n)) // 2 + 1: PADDED, n // 2: ODD_SHORT if n % 2 == 0 else TOO_SHORT}
        idea = ideas.get(size[-1]) if size[:-1] == shape[:-1] else OVER_THE_BATCH
        if len(size) != len(shape):
            idea = PAIRS if size == (*shape[:-1], n // 2 + 1, 2) else DIMENSIONS
        called = f"HalfFourier()(X), X of shape {shape}"
        expect(seen, called).shaped(*shape[:-1], n // 2 + 1, otherwise=idea)


@check(points=2.5, kind="value")
def test_values_are_those_of_the_formula(observe, draw):
    """Each number is the sum over j of x_j exp(-2 pi i j k / n), along the last dimension, row by row."""
    a, b = draw.sizes(2, low=3, high=6)
    for shape in ((a, 8), (9,), (b, a, 7), (a, 12), (5, 3), (a, 1), (b, 2), (2, a, 1, 6)):
        x = draw.normal(*shape)
        expect_half(observe("call", x=x), f"HalfFourier()(X), X of shape {shape}", x)


@check(points=1, kind="value")
def test_nothing_of_x_is_lost(observe, draw):
    """X can be had back: torch.fft.irfft(HalfFourier()(X), n=n) equals X, also for longer X."""
    for n in (draw.integer(8, 15) * 2, draw.integer(8, 15) * 2 + 1):
        x = draw.normal(3, n)
        seen = observe("call", x=x)
        found = seen.tensor()
        fits = found is not None and found.is_complex() and found.shape == (3, n // 2 + 1)
        back = torch.fft.irfft(found, n=n) if fits else torch.zeros(0)
        slip = next((idea for idea, value in slips(x) if seen.is_close(value, (1e-3, 1e-3))), SAMPLES)
        expect(seen, "HalfFourier()(X)").shaped(3, n // 2 + 1, otherwise=slip).satisfies(
            lambda _, back=back, x=x: (
                back.shape == x.shape and bool(torch.isclose(back.double(), x.double(), atol=1e-3).all())
            ),
            "coefficients from which irfft makes X again",
            otherwise=slip,
            message=f"`torch.fft.irfft(HalfFourier()(X), n={n})` is not X",
        )


@check(points=2, kind="gradient")
def test_gradients_are_those_of_the_formula(observe, draw):
    """The gradient of X is that of the formula, in either mode; it is added to one that is there."""
    for shape in ((draw.integer(3, 6), 8), (3, 2, 7), (5,), (4, 1), (2, 2)):
        x, n = draw.normal(*shape), shape[-1]
        real, imaginary = (draw.normal(*shape[:-1], n // 2 + 1) for _ in range(2))
        table = angles(n, n // 2 + 1)
        wanted = (real.double() @ table.cos().t() - imaginary.double() @ table.sin().t()).float()
        for left, training in ((None, True), (draw.normal(*shape), True), (None, False)):
            seen = observe("pulled_back", x=x, real=real, imaginary=imaginary, left=left, training=training)
            idea = CUT if seen["gradient"].is_close(left) else HALF_CUT
            gradient = expect(seen["gradient"], "X.grad, after (Y.real * a + Y.imag * b).sum().backward()")
            gradient.close(wanted if left is None else left + wanted, otherwise=idea)
            expect(seen["output"], "HalfFourier()(X)").close(half(x))
        y = transform(x)
        wanted = 2 * (y.real @ table.cos().t() - y.imag @ table.sin().t()).float()
        seen = observe("size_pulled_back", x=x)
        expect(seen, "X.grad, after (Y.abs() ** 2).sum().backward()").close(
            wanted, otherwise=HALF_CUT, tolerance=(1e-3, 1e-3)
        )


@check(points=1.5, kind="robustness")
def test_any_input_in_any_mode(observe, draw):
    """Views, a batch of 1, float64, training and eval, with and without gradients: the numbers are the same."""
    x = draw.normal(6, 8, 5)
    views = [x.transpose(0, 1), x[0].t(), x[:, ::2], x[..., 1], x[:1], x[:, :1, 1:], x[2, :, ::2], x[0, 0].expand(3, 5)]
    layouts = [(tuple(view.shape), view.stride(), view.storage_offset()) for view in views]
    seen = observe("call_with_views", base=x, layouts=layouts)
    for place, view in enumerate(views):
        called = f"HalfFourier()(a view of shape {tuple(view.shape)} with strides {view.stride()})"
        expect(seen[place], called).close(half(view), otherwise=NO_BATCH_DIM if 1 in view.shape else CONTIGUOUS)
    x = draw.normal(3, 9)
    cases = draw.shuffled([(a, b, c) for a in (True, False) for b in (True, False) for c in (True, False)])
    seen = observe("call_in_modes", x=x, cases=cases)
    for place, (training, _, _) in enumerate(cases):
        expect(seen[place]["output"], f"HalfFourier()(X), training={training}").close(half(x), otherwise=MODES)
    modes = [training for training, _, _ in cases]
    expect(seen.each("training"), "[layer.training, ...]").equal(modes, otherwise=MODES)
    grad_modes = [recording for _, recording, _ in cases]
    expect(seen.each("mode"), "[torch.is_grad_enabled(), ...]").equal(grad_modes, otherwise=GRAD_MODE)
    x = draw.normal(4, 11, dtype=torch.float64)
    seen = observe("call_with_dtypes", x=x)
    for name, these in (
        ("float64", x),
        ("float64, after layer.float()", x),
        ("float32, after layer.double()", x.float()),
    ):
        rounded = half(x.float().double())
        mistaken = [(FLOAT32, rounded), (FLOAT32, rounded.to(torch.complex64))] if these is x else []
        idea = FLOAT32 if name == "float64" else MODULE_DTYPE
        expect(seen[name], f"HalfFourier()(X), {name}").close(half(these), otherwise=idea, mistaken=mistaken)


@check(points=1, kind="state")
def test_nothing_to_learn_and_nothing_to_save(observe, draw):
    """No parameters and an empty state: a net with the layer in it loads a state without it, also after a call."""
    values, x = draw.state({"2.weight": (2, 4), "2.bias": (2,)}), draw.normal(5, 6)
    seen = observe("load_and_call", values=values, x=x)
    sizes = transform(x).abs().float()
    expect(seen["before"], "net(X)").close(
        linear(sizes, values["2.weight"] + 1, values["2.bias"] + 1), tolerance=(1e-3, 1e-4)
    )
    names = expect(seen["parameters"], "the names in net.named_parameters()")
    names.equal(["2.weight", "2.bias"], otherwise=TRAINED)
    expect(seen["raised"], "net.load_state_dict(the state of the other layers)").returned(otherwise=STATE)
    expect(seen["after"], "net(X), after load_state_dict").close(
        linear(sizes, values["2.weight"], values["2.bias"]), tolerance=(1e-3, 1e-4)
    )


@check(points=0.5, kind="identity")
def test_every_call_is_like_the_first(observe, draw):
    """One layer takes inputs of any n and dtype in turn, also as a copy, and keeps nothing of what it returned."""
    inputs = [
        draw.normal(3, 6),
        draw.normal(3, 6),
        draw.normal(2, 9),
        draw.normal(5),
        draw.normal(3, 6, dtype=torch.float64),
    ]
    seen = observe("call_again_and_again", inputs=inputs)
    for place, x in enumerate(inputs):
        idea = REMEMBERED if place < 2 else FIXED_SIZE if place < 4 else FLOAT32
        expect(seen["outputs"][2 * place], f"layer(X), call number {place + 1}").close(half(x), otherwise=idea)
        expect(seen["outputs"][2 * place + 1], "another layer(X + 1)").close(half(x + 1), otherwise=idea)
    for number in range(2 * len(inputs)):
        x = inputs[number % len(inputs)]
        called = "layer(X), after the caller has written into earlier outputs"
        expect(seen["again"][number], called).close(half(x), otherwise=REMEMBERED)
    x, y = draw.normal(2, 5), draw.normal(2, 5)
    seen = observe("call_twice", x=x, y=y)
    expect(seen["again"], "layer(X), called again with this X").close(half(x), otherwise=REMEMBERED)
    wanted = angles(5, 3).cos().sum(1).float().expand(2, 5)
    expect(seen["gradient"], "X.grad, after a first call under no_grad").close(wanted, otherwise=REMEMBERED)
    expect(seen["rewritten"], "layer(X), after a write into this X").close(half(y), otherwise=REMEMBERED)


@check(points=0.5, kind="robustness")
def test_the_callers_things_are_left_alone(observe, draw):
    """X, its gradient, the grad mode, the random state and the default dtype are as they were."""
    seed = draw.integer(1, 10**9)
    untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
    dtypes = draw.shuffled([torch.float32, torch.float64])
    for recording, dtype in zip((True, False), dtypes, strict=True):
        x, left = draw.normal(4, 7), draw.normal(4, 7)
        seen = observe("call_and_look", x=x, left=left, seed=seed, recording=recording, dtype=dtype)
        expect(seen["x"], "X, after HalfFourier()(X)").equal(x, otherwise=TOUCHED)
        expect(seen["left"], "X.grad, after HalfFourier()(X)").equal(left, otherwise=TOUCHED)
        mode = left if recording else torch.zeros(4, 7)
        expect(seen["mode"], "a gradient, of what is computed after HalfFourier()(X)").equal(mode, otherwise=GRAD_MODE)
        expect(seen["dtype"], "torch.zeros(1).dtype").equal(dtype, otherwise=DTYPE)
        expect(seen["drawn"], "torch.rand(4), after torch.manual_seed and the call").equal(untouched, otherwise=SEEDED)
        expect(seen["output"], "HalfFourier()(X)").close(half(x))
        pulled = left + angles(7, 4).cos().sum(1).float() if recording else left
        called = "X.grad, after Y.real.sum().backward()" + ("" if recording else " of a Y made under no_grad")
        expect(seen["pulled back"], called).close(pulled, otherwise=CUT if recording else RECORDS)
        called = "the gradient of an X that does not ask for one"
        expect(seen["pulled back to plain"], called).equal(torch.zeros(4, 7), otherwise=ASKS)
