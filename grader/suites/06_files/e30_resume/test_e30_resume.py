"""Resume a training run that was interrupted."""

import torch
from torch.nn.functional import batch_norm, dropout, linear

from grader.judge import Misconception, check, expect

POINTS = 20
EXTRA_CREDIT = True

MEMORY = Misconception("the_net_is_all", "The optimizer began anew: what it remembered of earlier steps is lost.")
STEP_COUNT = Misconception("moments_are_all_of_it", "The optimizer began to count its steps anew.")
SETTINGS = Misconception("settings_are_code", "The optimizer kept the settings it was made with, not the saved ones.")
OLD_MEMORY = Misconception("only_what_is_there_is_loaded", "The optimizer remembers steps from before the loading.")
RANDOM = Misconception("chance_is_no_state", "The random numbers that came next are not those of the unbroken run.")
RESEEDED = Misconception("a_seed_is_a_state", "The random numbers begin at the seed again, not where the run was.")
BUFFERS = Misconception("state_is_parameters", "The buffers did not come back: parameters are not all of the state.")
ROUNDED = Misconception("rounding_is_harmless", "The values came back rounded.")
UNTOUCHED = Misconception("rebinding_fills", "The net that was passed in holds what it held before.")
IN_MEMORY = Misconception("the_program_remembers", "Another program, that has only the file, could not go on.")
NEXT_EPOCH = Misconception("the_epoch_is_the_next_one", "The epoch that came back is one more than the one given.")
NO_EPOCH = Misconception("the_epoch_is_code", "The epoch that came back is not the number that was given.")
ZERO = Misconception("zero_is_nothing", "Epoch 0 did not come back as 0.")
TENSOR = Misconception("a_tensor_is_a_number", "The epoch came back as something else than a Python int.")
REPLACED = Misconception("new_parameters_are_as_good", "The Parameters were replaced: `opt` no longer trains the net.")
BUFFERS_REPLACED = Misconception("new_buffers_are_as_good", "The buffers were replaced by other tensors.")
SAVING_WORKS = Misconception("saving_is_the_end", "Saving changed the net: training does not go on as it would have.")
SAVING_RESETS = Misconception("saving_resets_the_optimizer", "Saving changed the optimizer or the random numbers.")
RETURNS = Misconception("a_function_hands_something_back", "`save_checkpoint` handed something back.")
MODES = Misconception("the_mode_is_mine", "Loading changed the modes of the net's parts.")
FLAGS = Misconception("loading_decides_what_is_trained", "Loading changed which parameters are frozen.")
FROZEN = Misconception("frozen_is_not_state", "A frozen parameter did not come back.")
CLEARED = Misconception("new_values_need_no_gradient", "Loading changed the gradients that the net had.")
LIVE = Misconception("a_state_dict_is_a_copy", "What was loaded follows the net as it trains on.")
NEVER_CHANGES = Misconception("a_file_never_changes", "A second save to the same path did not come back.")
ONE_NAME = Misconception("a_tensor_has_one_name", "A layer with two names came apart, or could not be loaded.")
STRICT_FALSE = Misconception("strict_false_fixes_errors", "The net's state does not match, and nothing was raised.")
OPT_MISFIT = Misconception("any_optimizer_fits", "The optimizer has other groups, and nothing was raised.")
NO_DEVICE = Misconception("files_have_no_device", "A file remembers the device; this machine does not have it.")
PICKLED = Misconception("save_the_objects", "The file holds a pickled class: reading it needs that class, and trust.")
NUMPY = Misconception("numpy_is_plain_data", "The file holds numpy arrays, which count as objects that run code.")
RUNS_CODE = Misconception("weights_only_false_fixes_errors", "Loading a stranger's file ran the code hidden in it.")
PACKED = Misconception("packed_is_readable", "The file can be read, but not all of the net's numbers are found in it.")
NO_FILE = Misconception("a_broken_file_is_no_file", "A file that was refused was taken for none: nothing was raised.")
SUFFIX = Misconception("names_want_a_suffix", "The folder does not hold exactly the file that was asked for.")
STR_ONLY = Misconception("a_path_is_a_str", "A pathlib.Path is refused.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the caller's grad mode is not what it was.")
DTYPE = Misconception("the_default_dtype_is_mine", "After the call, new tensors have another dtype.")

RAISED = {
    r"deserialize object on a CUDA device|RNG state must be a torch.ByteTensor": NO_DEVICE,
    r"GLOBAL numpy|numpy\.": NUMPY,
    r"Weights only load failed": PICKLED,
    r"UnpicklingError": PICKLED,
    r"size mismatch for": NEVER_CHANGES,
    r"^FileNotFoundError|^KeyError": IN_MEMORY,
}

WEIGHTS, BIASES = ["hidden.weight", "norm.weight", "out.weight"], ["hidden.bias", "norm.bias", "out.bias"]
STATISTICS = ["norm.running_mean", "norm.running_var", "norm.num_batches_tracked"]
BETAS, MOMENTUM = (0.8, 0.95), 0.7
# Of Adam and of the batch norm; large, so that a gradient or a variance that is 0 does not magnify rounding.
EPS = 0.1
# Wider than the rounding of float64 sums in another order, narrower than anything that was rounded to float32.
EXACT = (1e-11, 1e-11)
# Wider than such rounding, narrower than another value.
NEAR = (1e-5, 1e-6)


def drawn_setup(draw, sizes=None, kind="Adam", noise=0.5, lrs=None):
    """What a probe needs to build a net, hidden - dropout - norm - out, and its optimizer with two groups."""
    n, h, o = sizes or draw.sizes(3, low=3)
    shapes = {"hidden.weight": (h, n), "out.weight": (o, h), "out.bias": (o,)}
    shapes |= dict.fromkeys(("hidden.bias", "norm.weight", "norm.bias", "norm.running_mean"), (h,))
    values = draw.state(shapes, torch.float64)
    values["norm.running_var"] = draw.uniform(h, low=0.5, high=2, dtype=torch.float64)
    values["norm.num_batches_tracked"] = draw.integers(low=3, high=10**6)
    parts = [("hidden", "linear", n, h), ("noise", "dropout", noise), ("norm", "norm", h, EPS), ("out", "linear", h, o)]
    lrs = lrs or [draw.number(0.02, 0.05), draw.number(0.1, 0.2)]
    more = {"betas": BETAS, "eps": EPS} if kind == "Adam" else {"momentum": MOMENTUM}
    groups = [{"params": names, "lr": lr} | more for names, lr in zip((WEIGHTS, BIASES), lrs, strict=True)]
    return {"parts": parts, "values": values, "kind": kind, "groups": groups}


def like(setup, draw):
    """A second net of the same make with other values, and its optimizer with other settings."""
    (_, _, n, h), (_, _, noise), _, (_, _, _, o) = setup["parts"]
    other = drawn_setup(draw, (n, h, o), setup["kind"], noise, [0.5, 0.01])
    more = {"betas": (0.5, 0.6)} if setup["kind"] == "Adam" else {"momentum": 0.2}
    return other | {"groups": [group | more for group in other["groups"]]}


def drawn_batches(draw, setup, count):
    n, o = setup["parts"][0][2], setup["parts"][3][3]
    return [(draw.normal(6, n, dtype=torch.float64), draw.normal(6, o, dtype=torch.float64)) for _ in range(count)]


def loss(values, x, y, noise):
    """The loss of one batch in training mode; the statistics in `values` are updated."""
    hidden = dropout(linear(x, values["hidden.weight"], values["hidden.bias"]), noise, training=True)
    statistics = values["norm.running_mean"], values["norm.running_var"]
    hidden = batch_norm(hidden, *statistics, values["norm.weight"], values["norm.bias"], training=True, eps=EPS)
    return (linear(hidden, values["out.weight"], values["out.bias"]) - y).square().mean()


def trained(setup, batches, values=None, memory=None):
    """What the values and the optimizer's memory become; uses torch's random numbers as the net does."""
    values = {name: value.clone() for name, value in (values or setup["values"]).items()}
    memory = dict(memory or {"step": 0})
    for x, y in batches:
        leaves = {name: values[name].requires_grad_() for name in WEIGHTS + BIASES}
        gradients = torch.autograd.grad(loss(values, x, y, setup["parts"][1][2]), list(leaves.values()))
        values["norm.num_batches_tracked"] += 1
        memory["step"] += 1
        for (name, leaf), gradient in zip(leaves.items(), gradients, strict=True):
            group = setup["groups"][name in BIASES]
            direction, memory[name] = step(setup["kind"], group, gradient, memory["step"], memory.get(name, (0, 0)))
            values[name] = leaf.detach() - group["lr"] * direction
    return values, memory


def step(kind, group, gradient, count, memory):
    """The direction of one step, and what the optimizer remembers of it."""
    mean, square = memory
    if kind == "SGD":
        mean = group["momentum"] * mean + gradient
        return mean, (mean, 0)
    one, two = group["betas"]
    mean, square = one * mean + (1 - one) * gradient, two * square + (1 - two) * gradient**2
    return (mean / (1 - one**count)) / ((square / (1 - two**count)).sqrt() + EPS), (mean, square)


def endings(setup, anew, batches, more, seed, other):
    """How a run ends that was interrupted after `batches`: rightly, and by misconception; and what was saved of it."""
    torch.manual_seed(seed)
    values, memory = trained(setup, batches)
    there = torch.get_rng_state()
    saved = {"values": values, "coming": torch.rand(3)}
    elsewhere, first = (torch.Generator().manual_seed(number).get_state() for number in (other, seed))

    def ending(values=values, memory=memory, at=there, settings=setup):
        torch.set_rng_state(at)
        return trained(setup | {"groups": settings["groups"]}, more, values, memory)[0]

    new = {"step": 0}
    wrong = [(MEMORY, ending(memory=new, at=at, settings=its)) for at in (there, elsewhere) for its in (setup, anew)]
    kept = [group | {"lr": old["lr"]} for group, old in zip(anew["groups"], setup["groups"], strict=True)]
    wrong += [(MEMORY, ending(memory=new, settings={"groups": kept}))]
    rates = [group | {"lr": new["lr"]} for group, new in zip(setup["groups"], anew["groups"], strict=True)]
    mixes = anew["groups"], rates, [setup["groups"][0], anew["groups"][1]]
    wrong += [(SETTINGS, ending(settings={"groups": groups})) for groups in mixes]
    wrong += [(STEP_COUNT, ending(memory=memory | new))]
    wrong += [(BUFFERS, ending(values=values | {name: anew["values"][name] for name in STATISTICS}))]
    wrong += [(RESEEDED, ending(at=first)), (RANDOM, ending(at=elsewhere))]
    return ending(), wrong, saved


def expect_state(state, values, otherwise=None, mistaken=None):
    """Expect values that were loaded; that they are exact is a check of its own."""
    expect(state, "net.state_dict()").close(values, otherwise=otherwise, mistaken=mistaken, tolerance=NEAR)


def expect_trained(state, values, otherwise=None, mistaken=None):
    """Expect values that training gave, so exactly that rounding on the way shows."""
    idea = ROUNDED if state.is_close(values, NEAR) else otherwise
    expect(state, "net.state_dict()").close(values, otherwise=idea, mistaken=mistaken, tolerance=EXACT)


@check(points=2, kind="value")
def test_another_program_goes_on_as_if_unbroken(observe, draw):
    """Another program, that has only the file, ends where the unbroken run ends: with dropout, batch norm, momentum."""
    for kind in ("Adam", "SGD"):
        setup = drawn_setup(draw, kind=kind)
        anew = like(setup, draw)
        batches, more = drawn_batches(draw, setup, 3), drawn_batches(draw, setup, 3)
        seed, other = draw.integer(1, 10**9), draw.integer(1, 10**9)
        right, wrong, saved = endings(setup, anew, batches, more, seed, other)
        observe("first_program", setup=setup, batches=batches, seed=seed, epoch=3)
        content = observe.file("run.ckpt")
        there = expect(content, "the file")
        there.satisfies(lambda c: isinstance(c, bytes), "a file at the path", actual="no bytes", otherwise=SUFFIX)
        seen = observe("second_program", content=content.plain(), setup=anew, batches=more, seed=other)
        idea = None if seen["coming"].is_close(saved["coming"]) else RANDOM
        if all(seen["state"][name].is_close(saved["values"][name]) for name in WEIGHTS):
            idea = REPLACED
        elif not seen["loaded"].is_close(saved["values"], NEAR) and seen["loaded"].is_close(
            saved["values"], (0.01, 0.01)
        ):
            idea = ROUNDED
        expect_trained(seen["state"], right, otherwise=idea, mistaken=wrong)


@check(points=2, kind="state")
def test_the_net_comes_back_exactly(observe, draw):
    """Every parameter and every buffer of the net comes back bit by bit."""
    setup = drawn_setup(draw)
    anew, values = like(setup, draw), setup["values"]
    seen = observe("save_and_load", setup=setup, anew=anew)
    expect(seen["loaded"], "load_checkpoint(path, net, opt)").returned()
    state = seen["state"]
    learned = all(state[name].is_close(values[name]) for name in WEIGHTS + BIASES)
    rounded = all(state[name].is_close(values[name], (0.01, 0.01)) for name in WEIGHTS + BIASES)
    kept = any(state[name].is_close(anew["values"][name]) for name in WEIGHTS + BIASES)
    idea = BUFFERS if learned else ROUNDED if rounded else UNTOUCHED if kept else None
    expect(state, "net.state_dict()").equal(values, otherwise=idea)


@check(points=2, kind="state")
def test_the_optimizer_goes_on(observe, draw):
    """The optimizer comes back: its memory of earlier steps, and the settings of each of its groups."""
    for kind in ("Adam", "SGD"):
        setup = drawn_setup(draw, kind=kind, noise=0.0)
        anew = like(setup, draw)
        batches, more = drawn_batches(draw, setup, 3), drawn_batches(draw, setup, 3)
        right, wrong, _ = endings(setup, anew, batches, more, 1, 1)
        sent = {"setup": setup, "anew": anew, "batches": batches, "more": more, "seed": 1, "other": 1}
        seen = observe("interrupted", **sent)["state"]
        expect_trained(seen, right, mistaken=wrong[:-2])


@check(points=2, kind="state")
def test_the_random_numbers_go_on(observe, draw):
    """After loading, torch gives the random numbers that came after saving."""
    setup, seed, other = drawn_setup(draw), draw.integer(1, 10**9), draw.integer(1, 10**9)
    count = draw.integer(3, 40)

    def coming():
        return [torch.rand(3), torch.randn(20), torch.randperm(9)]

    torch.manual_seed(other)
    elsewhere = coming()
    torch.manual_seed(seed)
    again = coming()
    torch.manual_seed(seed)
    torch.randn(count)
    right = coming()
    seen = observe("random_numbers", setup=setup, seed=seed, other=other, count=count)
    expect(seen["after saving"], "torch.rand(3), after save_checkpoint").equal(right[0], otherwise=SAVING_RESETS)
    called = "[torch.rand(3), torch.randn(20), torch.randperm(9)], after load_checkpoint"
    expect(seen["after loading"], called).equal(right, otherwise=RANDOM, mistaken={RESEEDED: again, RANDOM: elsewhere})


@check(points=1, kind="value")
def test_the_epoch_comes_back(observe, draw):
    """`load_checkpoint` returns the epoch that was given, a Python int, 0 included."""
    numbers = [draw.integer(2, 10**4), 1, 10**12, 0]
    seen = observe("epochs", setup=drawn_setup(draw), numbers=numbers)
    for place, number in enumerate(numbers):
        come = seen[place]
        is_number = isinstance(come.plain(), (torch.Tensor, float, str))
        called = f"load_checkpoint(path, net, opt), after save_checkpoint(path, net, opt, {number})"
        idea = TENSOR if is_number else NO_EPOCH if number else ZERO
        expect(come, called).equal(number, otherwise=idea, mistaken={NEXT_EPOCH: number + 1} if number else None)


@check(points=1.5, kind="identity")
def test_loading_is_in_place(observe, draw):
    """Parameters and buffers stay the same objects: `opt`, made before, trains the net that was loaded."""
    setup = drawn_setup(draw, kind="SGD")
    anew = like(setup, draw) | {"groups": setup["groups"]}
    gradients = draw.state({name: setup["values"][name].shape for name in WEIGHTS + BIASES}, torch.float64)
    seen = observe("load_into_known", setup=setup, anew=anew, gradients=gradients)
    values = setup["values"]
    lr = {name: setup["groups"][name in BIASES]["lr"] for name in gradients}
    stepped = {name: values[name] - lr[name] * gradients[name] for name in gradients}
    still = all(seen["state"][name].is_close(values[name]) for name in gradients)
    expect_state(seen["state"], values | stepped, otherwise=REPLACED if still else None)
    for name, value in values.items():
        known = expect(seen["wiped"][name], f"{name}, after a write to the tensor that the net had before loading,")
        known.equal(torch.zeros_like(value), otherwise=BUFFERS_REPLACED if name in STATISTICS else REPLACED)


@check(points=1.5, kind="state")
def test_a_run_can_go_back(observe, draw):
    """A net and an optimizer that were trained on can be loaded again and again; the first step may be to come."""
    for kind in ("Adam", "SGD"):
        for steps in (0, 2):
            setup = drawn_setup(draw, kind=kind)
            batches, more = drawn_batches(draw, setup, steps), drawn_batches(draw, setup, 2)
            seed = draw.integer(1, 10**9)
            torch.manual_seed(seed)
            start, memory = trained(setup, batches)
            there = torch.get_rng_state()
            end, later = trained(setup, more, start, memory)
            torch.set_rng_state(there)
            odd = trained(setup, more, start, later)[0]
            seen = observe("go_back", setup=setup, batches=batches, more=more, seed=seed)
            for place in range(3):
                otherwise = None if place else SAVING_WORKS
                expect_trained(seen["runs"][place], end, otherwise=otherwise, mistaken={OLD_MEMORY: odd})
            expect_trained(seen["state"], start)


def drawn_circumstances(draw, setup):
    """Modes of all modules, flags of all parameters (never all alike), and gradients."""
    modes, flags = [True, True, False, False], [True, True, True, False, False, False]
    shapes = {name: setup["values"][name].shape for name in WEIGHTS + BIASES}
    left = draw.state(shapes, torch.float64)
    return {"modes": [draw.pick([True, False]), *draw.shuffled(modes)], "flags": draw.shuffled(flags), "left": left}


def expect_around(seen, around, ideas):
    called = {"modes": "the modes of the parts", "flags": "the requires_grad flags", "left": "the gradients"}
    for name, idea in ideas.items():
        expect(seen[name], called[name]).equal(around[name], otherwise=idea)


@check(points=1.5, kind="state")
def test_saving_changes_nothing(observe, draw):
    """Saving changes nothing: training goes on as it would have, with the modes, flags and gradients there were."""
    setup, seed = drawn_setup(draw), draw.integer(1, 10**9)
    batches, more = drawn_batches(draw, setup, 2), drawn_batches(draw, setup, 2)
    torch.manual_seed(seed)
    right = trained(setup, batches + more)[0]
    for root in (True, False):
        around = drawn_circumstances(draw, setup)
        around["modes"][0] = root
        seen = observe("save_and_look", setup=setup, **around, seed=seed, batches=batches, more=more)
        expect_around(seen["around"], around, dict.fromkeys(("modes", "flags", "left"), SAVING_WORKS))
        expect_trained(seen["trained"], right, otherwise=SAVING_RESETS)
        expect_trained(seen["state"], right, otherwise=SAVING_WORKS)
        expect(seen["returned"], "save_checkpoint(path, net, opt, epoch)").equal(None, otherwise=RETURNS)


@check(points=1, kind="state")
def test_loading_leaves_modes_flags_and_gradients(observe, draw):
    """Loading leaves the mode of each part, the `requires_grad` flags and the gradients as they are."""
    setup = drawn_setup(draw)
    for root in (True, False):
        anew, around = like(setup, draw), drawn_circumstances(draw, setup)
        around["modes"][0] = root
        seen = observe("load_and_look", setup=setup, anew=anew, **around)
        expect_around(seen["around"], around, {"modes": MODES, "flags": FLAGS, "left": CLEARED})
        expect_state(seen["state"], setup["values"], otherwise=FROZEN)


@check(points=1, kind="identity")
def test_the_file_is_a_picture_of_the_moment(observe, draw):
    """The file does not follow the net, and a second save to the same path replaces it."""
    setup = drawn_setup(draw)
    anew, second = like(setup, draw), like(setup, draw)["values"]
    seen = observe("save_twice", setup=setup, second=second, anew=anew)
    expect_state(seen[0], setup["values"], mistaken={LIVE: second})
    expect_state(seen[1], second, mistaken={NEVER_CHANGES: setup["values"]})


@check(points=0.5, kind="identity")
def test_a_shared_layer_stays_shared(observe, draw):
    """A layer that stands in two places of the net is still one after loading."""
    (size,) = draw.sizes(1)
    shapes = {"weight": (size, size), "bias": (size,)}
    drawn = [draw.state(shapes, torch.float64) for _ in range(3)]
    both = [{f"{place}.{name}": value[name] for place in "01" for name in shapes} for value in drawn]
    seen = observe("shared_layer", values=both[0], others=both[1], later=both[2])
    expect(seen["loaded"], "load_checkpoint(path, net, opt)").returned(otherwise=ONE_NAME)
    expect_state(seen["state"], both[0], otherwise=ONE_NAME)
    expect_state(seen["later"], both[2], otherwise=ONE_NAME)


def plain(parts, draw, names, kind="SGD"):
    """A setup with drawn parameters whose optimizer has one group, of these names."""
    shapes = {}
    for name, part, *sizes in parts:
        if part == "linear":
            n, h, bias = (*sizes, True)[:3]
            shapes |= {f"{name}.weight": (h, n)} | ({f"{name}.bias": (h,)} if bias else {})
    groups = [{"params": names, "lr": 0.1}]
    return {"parts": parts, "values": draw.state(shapes, torch.float64), "kind": kind, "groups": groups}


@check(points=1.5, kind="robustness")
def test_what_does_not_fit_is_refused(observe, draw):
    """It raises when the state of the net does not match one to one, or the optimizer has other groups."""
    n, h, k = draw.sizes(3)
    usual = [("one", "linear", n, h), ("two", "linear", h, n)]
    bare = [("one", "linear", n, h), ("two", "linear", h, n, False)]
    renamed = [("one", "linear", n, h), ("three", "linear", h, n)]
    wider, narrow = (
        [("one", "linear", n, h), ("two", "linear", h, k)],
        [("one", "linear", n, h), ("two", "linear", h, 1)],
    )
    normed, counting = [*usual, ("norm", "norm", n)], [*usual, ("norm", "norm", n, 1e-5, 0.1, False)]
    same = ["one.weight", "one.bias"]
    nets = [
        ("the last layer has another name", usual, renamed),
        ("the file lacks a bias", bare, usual),
        ("the file holds a bias more", usual, bare),
        ("the file lacks a batch norm", usual, normed),
        ("the file lacks buffers", usual, counting),
        ("the file holds buffers more", counting, usual),
        ("the last layer is wider in the file", wider, usual),
        ("the last layer has one unit in the file", narrow, usual),
    ]
    for called, parts, others in nets:
        sent = {"setup": plain(parts, draw, same), "anew": plain(others, draw, same)}
        seen = observe("save_and_load", **sent)["loaded"]
        expect(seen, f"load_checkpoint(path, net, opt), where {called},").raises(otherwise=STRICT_FALSE)
    setup = plain(usual, draw, same)
    group = setup["groups"][0]
    halves = [group | {"params": [name]} for name in same]
    longer = [group | {"params": [*same, "two.bias"]}]
    for groups, others in (([group], halves), (halves, [group]), ([group], longer), (longer, [group])):
        sent = {"setup": setup | {"groups": groups}, "anew": setup | {"groups": others}}
        seen = observe("save_and_load", **sent)["loaded"]
        counts = [[len(one["params"]) for one in these] for these in (groups, others)]
        called = f"load_checkpoint, for groups of {counts[0]} parameters in the file and of {counts[1]} in opt,"
        expect(seen, called).raises(otherwise=OPT_MISFIT)
    sent = {"setup": setup, "anew": plain(usual, draw, same)}
    seen = observe("save_and_load", **sent)
    expect(seen["loaded"], "load_checkpoint(path, net, opt), where all fits,").returned()
    expect_state(seen["state"], setup["values"])


@check(points=0.5, kind="device")
def test_a_file_from_a_gpu_machine_loads(observe, draw):
    """A file that was written on a machine with a GPU loads on one without."""
    setup = drawn_setup(draw)
    seen = observe("load_forged", setup=setup, anew=like(setup, draw))
    expect_state(seen["state"], setup["values"])


@check(points=0.5, kind="robustness")
def test_the_file_holds_plain_data(observe, draw):
    """`torch.load(path, weights_only=True)` reads the file, and finds all of the net's numbers in it."""
    setup = drawn_setup(draw)
    wanted = torch.cat([value.double().flatten() for value in setup["values"].values()])
    found = observe("read_plainly", setup=setup, batches=drawn_batches(draw, setup, 1))["numbers"]
    expect(found, "all numbers in torch.load(path, weights_only=True)").satisfies(
        lambda numbers: bool(torch.isin(wanted, numbers).all()), "all values of the net among them", otherwise=PACKED
    )


@check(points=0.5, kind="robustness")
def test_code_in_a_file_does_not_run(observe, draw):
    """A file with an object whose loading runs code raises, and the code does not run."""
    order = draw.shuffled(["trap", "trap inside", "pickle"])
    seen = observe("load_trapped", setup=drawn_setup(draw), order=order)
    for name in order:
        expect(seen[name]["ran"], "whether the code hidden in the file ran").equal(False, otherwise=RUNS_CODE)
        expect(seen[name]["raised"], "load_checkpoint(a file with code hidden in it, net, opt)").raises(
            otherwise=NO_FILE
        )


@check(points=0.5, kind="robustness")
def test_exactly_the_given_path_is_written(observe, draw):
    """One file is written, to exactly the path that is given as a str or a pathlib.Path."""
    setup = drawn_setup(draw)
    names = [(draw.word(), "str"), (f"{draw.word()}.bin", "Path"), (f"{draw.word()}.ckpt", "absolute")]
    seen = observe("save_to_paths", setup=setup, anew=like(setup, draw), folder=draw.word(), names=names)
    for place, (name, kind) in enumerate(names):
        path = f"Path({name!r})" if kind == "Path" else repr(name)
        for part, call in (("saved", f"save_checkpoint({path}, ...)"), ("loaded", f"load_checkpoint({path}, ...)")):
            done = expect(seen["each"][place][part], call)
            done.returned(otherwise=STR_ONLY if kind == "Path" else None)
        expect_state(seen["each"][place]["state"], setup["values"])
    listing = expect(seen["listing"], "os.listdir(folder), after save_checkpoint to three paths in it")
    listing.equal(sorted(name for name, _ in names), otherwise=SUFFIX)


@check(points=0.5, kind="robustness")
def test_the_settings_of_torch_stay(observe, draw):
    """Both work in any grad mode, and leave it and the default dtype alone."""
    for recording, dtype in ((True, torch.float64), (False, torch.float32)):
        setup, x = drawn_setup(draw), draw.normal(5)
        seen = observe("surroundings", setup=setup, anew=like(setup, draw), x=x, recording=recording, dtype=dtype)
        expect_state(seen["state"], setup["values"])
        expect(seen["made"], "torch.ones(2), after the calls").equal(torch.ones(2, dtype=dtype), otherwise=DTYPE)
        gradient = x if recording else torch.zeros_like(x)
        expect(seen["gradient"], "a gradient of the caller's").close(gradient, otherwise=GRAD_MODE)
