"""Reuse the first layers of a trained net."""

import torch

from grader.judge import Misconception, check, expect

POINTS = 20

STRICT_FALSE = Misconception(
    "strict_false_sorts_it_out", "Nothing was copied and nothing was raised: no name of the source is one of `dst`."
)
OTHERS = Misconception("the_rest_is_free", "Entries of `dst` that no pair names were changed.")
DOUBLES = Misconception("all_floats_are_float32", "float64 values arrived rounded to float32.")
ORDER = Misconception("order_is_identity", "Entries were matched by their order, not by their names.")
NOT_SORTED = Misconception("any_order_is_sorted", "The names are right, but not in sorted order.")
SOURCE_NAMES = Misconception("the_old_names_matter", "The names are those of the source, not those of `dst`.")
PREFIXES = Misconception("a_prefix_is_an_entry", "What came back are prefixes; the entries written have longer names.")
ALL_NAMES = Misconception("every_entry_was_written", "Names came back of entries that no pair wrote.")
NOT_A_LIST = Misconception("any_container_is_a_list", "The names came back in something other than a list.")
REMEMBERED = Misconception("defaults_are_made_anew", "Names of an earlier call came back: two calls share a container.")
REPLACED = Misconception(
    "new_parameters_are_as_good", "The Parameters were replaced: an optimizer made before trains the old ones."
)
BUFFERS_REPLACED = Misconception("new_buffers_are_as_good", "The buffers were replaced by other tensors.")
THAWED = Misconception("copied_means_trainable", "A frozen parameter of `dst` was trained afterwards.")
FROZEN = Misconception("reused_means_frozen", "A parameter of `dst` that was to be trained no longer is.")
CLEARED = Misconception("new_values_need_no_gradient", "Gradients that `dst` had are gone.")
SKIPS_FROZEN = Misconception("frozen_is_not_written", "A frozen parameter did not get its values.")
SHARED = Misconception("assignment_copies", "The two nets share memory: writing to one of them changes the other.")
CONSUMED = Misconception("the_source_is_mine", "`src_state` or `rename` is not what it was before the call.")
CLEARS_SOURCE = Misconception("the_old_gradients_are_done", "Gradients of the source's tensors are gone.")
WATCHED = Misconception("copying_is_not_computing", "The values were copied while autograd was watching.")
LINKED = Misconception("values_carry_no_history", "Gradients of the new net reached the tensors of the source.")
STEPS = Misconception("a_prefix_is_a_string", "'1' is not '10': a prefix ends where a step of the name ends.")
FRONT = Misconception("replace_changes_the_front", "More than the front of a name was replaced.")
LETTERS = Misconception("strip_removes_a_word", "More letters than the prefix were stripped off the front of a name.")
DOTS = Misconception("a_dot_is_a_dot", "A dot of a prefix stood for any letter: names are not patterns.")
WHOLE = Misconception("a_prefix_is_a_module", "A prefix that is the whole name of an entry was not understood.")
LEVELS = Misconception("names_have_two_steps", "A prefix of several steps, or a deeper entry, was not found.")
BROADCASTS = Misconception("copy_compares_shapes", "Values were spread over a larger tensor: copying broadcasts.")
NUMBERS_FIT = Misconception("as_many_numbers_fit", "Values were poured into another shape with as many numbers.")
CUT = Misconception("the_front_of_it_fits", "A part of a tensor was copied: another size is another layer.")
SKIPPED = Misconception("skipping_is_helpful", "What does not fit was passed over, and nothing was raised.")
OTHER_ERROR = Misconception("any_error_will_do", "An exception of another type than ValueError came out.")
EMPTY = Misconception("nothing_is_a_layer_too", "Nothing stands under the source prefix, and nothing was raised.")
MISSING = Misconception("missing_is_harmless", "An entry of the mapped part of `dst` got no value; nothing was raised.")
EXTRA = Misconception("extra_is_harmless", "An entry of the source found no place in `dst`, and nothing was raised.")
HALF = Misconception("errors_come_first", "Something was raised, but some of the entries were already written.")
NOT_UNDONE = Misconception("a_net_can_be_swapped_back", "After the failure `dst` holds other tensors than before.")
PARAMETERS = Misconception("state_is_parameters", "Buffers were not copied: parameters are not all of the state.")
SCRATCH = Misconception(
    "every_buffer_is_state", "A buffer that is no entry of `dst.state_dict()` was asked for, or written."
)
ONE_NAME = Misconception("a_tensor_has_one_name", "An entry was not found under the second name of a shared layer.")
CHAINED = Misconception("pairs_follow_each_other", "A pair read what another pair had moved, not what was given.")
ONE_PLACE = Misconception("an_entry_goes_to_one_place", "Entries under two source prefixes went to one place only.")
LAYOUT = Misconception("every_tensor_is_contiguous", "Values of a view arrived in another order, or not at all.")
GRAD_MODE = Misconception("grad_mode_is_mine", "After the call the grad mode is not what it was.")
SEEDED = Misconception("random_state_is_mine", "The random numbers that come next are not the same.")
DTYPE = Misconception("the_default_dtype_is_mine", "New tensors have another dtype after the call.")
MODES = Misconception("reused_means_finished", "A part of `dst` changed between training and eval mode.")

RAISED = {r"a leaf Variable that requires grad": WATCHED}


def two_layers(draw, dtype=torch.float32):
    """A case: the inputs of `transplant`, and what goes where.

    Two of three layers of a chain go into a body, in another order; the head has other sizes.
    """
    n, h, k, o = draw.sizes(4)
    layers = {"0": (h, n), "2": (k, h), "4": (o, k)}
    source = draw.state({f"{name}.weight": shape for name, shape in layers.items()}, dtype)
    source |= draw.state({f"{name}.bias": shape[:1] for name, shape in layers.items()}, dtype)
    one, two = f"body.{draw.word()}", f"body.deeper.{draw.word()}"
    layers = {two: (k, h), one: (h, n), "head": (o + 1, k), "extra": (h, n)}
    parameters = draw.state({f"{name}.weight": shape for name, shape in layers.items()}, dtype)
    parameters |= draw.state({f"{name}.bias": shape[:1] for name, shape in layers.items()}, dtype)
    case = {"source": source, "parameters": parameters, "buffers": {}, "rename": {"0": one, "2": two}}
    moved = {f"{old}.{part}": f"{new}.{part}" for old, new in case["rename"].items() for part in ("weight", "bias")}
    return case, moved


def small_case(draw, rename, old, new, others=(), buffers=()):
    """A case of entries that all have one shape; `new` and `others` are the entries of `dst`, in this order."""
    shape = draw.sizes(2)
    parameters = draw.state(dict.fromkeys([*new, *others], shape))
    kept = {name: parameters.pop(name) for name in buffers}
    return {
        "source": draw.state(dict.fromkeys(old, shape)),
        "parameters": parameters,
        "buffers": kept,
        "rename": rename,
    }


def before(case):
    return case["parameters"] | case["buffers"]


def after(case, moved):
    return before(case) | {new: case["source"][old] for old, new in moved.items()}


def expect_written(seen, case, moved, otherwise=None, mistaken=None):
    """Expect that nothing was raised, and every entry of `dst` bit by bit."""
    expect(seen["names"], f"transplant(src_state, dst, {case['rename']})").returned(otherwise=otherwise)
    expect_state(seen["state"], after(case, moved), otherwise, mistaken)


def expect_state(state, values, otherwise=None, mistaken=None):
    expect(state, "dst.state_dict()").equal(values, otherwise=otherwise, mistaken=mistaken)


def only(values, names):
    return {name: values[name] for name in names}


@check(points=2, kind="value")
def test_mapped_layers_are_copied_and_the_rest_stays(observe, draw):
    """The entries under each source prefix are copied to those under its destination prefix; all others stay."""
    for dtype in (torch.float32, torch.float64):
        case, moved = two_layers(draw, dtype)
        seen = observe("transplant", **case)
        state = {name: seen["state"][name] for name in before(case)}
        arrived = all(state[new].is_close(case["source"][old]) for old, new in moved.items())
        rounded = all(state[new].is_close(case["source"][old].float().to(dtype)) for old, new in moved.items())
        idea = OTHERS if arrived else DOUBLES if rounded else None
        expect_written(seen, case, moved, idea, {STRICT_FALSE: before(case)})
    old, new = ("0.one", "0.none", "0.number"), ("body.one", "body.none", "body.number")
    (n,) = draw.sizes(1)
    shapes = ((1, 1), (0, n), ())
    parameters = draw.state(dict(zip(new, shapes, strict=True)) | {"head.weight": (n,)})
    case = {"source": draw.state(dict(zip(old, shapes, strict=True))), "parameters": parameters, "buffers": {}}
    case["rename"] = {"0": "body"}
    expect_written(observe("transplant", **case), case, dict(zip(old, new, strict=True)))
    case["rename"] = {}
    expect_written(observe("transplant", **case), case, {}, OTHERS)
    old, new = ["0.scale", "0.shift"], ["body.scale", "body.shift"]
    for there in (new, new[::-1]):
        case = small_case(draw, {"0": "body"}, old, there)
        expect_written(observe("transplant", **case), case, dict(zip(old, new, strict=True)), ORDER)


@check(points=1.5, kind="value")
def test_the_names_written_come_back_sorted(observe, draw):
    """A sorted list of the names of the entries of `dst` that were written comes back, an empty one for no pairs."""
    rename, old = {"a": "2", "b": "10", "c": "net"}, ["b.weight", "a.weight", "a.bias", "c.weight"]
    names = ["10.weight", "2.bias", "2.weight", "net.weight"]
    case = small_case(draw, rename, old, names[::-1], ["head.weight"])
    called = f"transplant(src_state, dst, {rename})"
    seen = observe("transplant", **case)["names"]
    plain = seen.plain()
    held = sorted(plain) if isinstance(plain, list) and all(isinstance(name, str) for name in plain) else None
    ideas = [(SOURCE_NAMES, sorted(old)), (PREFIXES, sorted(rename.values())), (PREFIXES, sorted(rename))]
    ideas += [(NOT_SORTED, names), (ALL_NAMES, sorted([*names, "head.weight"]))]
    idea = next((idea for idea, wrong in ideas if held == wrong), None)
    expect(seen, called).equal(names, otherwise=idea if held else NOT_A_LIST)
    case = small_case(draw, {"0": "one"}, ["0.weight"], ["one.weight"], ["two.weight"])
    for rename, wanted in (({"0": "two"}, ["two.weight"]), ({}, [])):
        seen = observe("transplant", **(case | {"rename": rename}))["names"]
        expect(seen, f"transplant(src_state, another net, {rename})").equal(wanted, otherwise=REMEMBERED)


@check(points=2, kind="identity")
def test_parameters_and_buffers_stay_the_same_objects(observe, draw):
    """Writing is in place: an optimizer made before trains the net, and a buffer is the same tensor as before."""
    case, moved = two_layers(draw)
    (n,) = draw.sizes(1)
    for name in ("one", "two"):
        case["source"][f"norm.{name}"], case["buffers"][f"body.norm.{name}"] = draw.normal(n), draw.normal(n)
        moved[f"norm.{name}"] = f"body.norm.{name}"
    case["rename"]["norm"] = "body.norm"
    slopes, lr = draw.state({name: value.shape for name, value in case["parameters"].items()}), draw.number(0.5, 1)
    seen = observe("train_after", **case, slopes=slopes, lr=lr)
    written = after(case, moved)
    wanted = written | {name: written[name] - lr * slopes[name] for name in slopes}
    still = any(seen["state"][name].is_close(written[name]) for name in slopes)
    expect(seen["state"], "dst.state_dict(), after a step of an optimizer made before the transplant").close(
        wanted, otherwise=REPLACED if still else None
    )
    known = expect(seen["buffers"], "the buffers that `dst` had before the transplant")
    known.equal(only(written, case["buffers"]), otherwise=BUFFERS_REPLACED)


@check(points=1.5, kind="state")
def test_frozen_stays_frozen_and_gradients_stay(observe, draw):
    """Frozen parameters are written and stay frozen, the others stay trainable, and gradients are kept."""
    case, moved = two_layers(draw)
    shapes = {name: value.shape for name, value in case["parameters"].items()}
    slopes, left, lr = draw.state(shapes), draw.state(shapes), draw.number(0.5, 1)
    frozen = [case["rename"]["0"] + ".weight", case["rename"]["2"] + ".bias", "head.bias"]
    seen = observe("train_after", **case, slopes=slopes, lr=lr, frozen=frozen, left=left)
    for name, value in after(case, moved).items():
        stepped, idea = value - lr * (left[name] + slopes[name]), THAWED if name in frozen else FROZEN
        ideas = {
            SKIPS_FROZEN if name in frozen else STRICT_FALSE: case["parameters"][name],
            THAWED if name in frozen else CLEARED: value - lr * slopes[name],
        }
        part = expect(seen["state"][name], f'dst.state_dict()["{name}"], after loss.backward(); optimizer.step()')
        part.close(value if name in frozen else stepped, otherwise=idea, mistaken=ideas)


@check(points=1.5, kind="identity")
def test_nothing_is_shared_with_the_source(observe, draw):
    """Source and net share no memory afterwards, and `src_state` and `rename` are as they were."""
    case, moved = two_layers(draw)
    later = draw.state({name: value.shape for name, value in case["parameters"].items()})
    seen = observe("write_after", **case, later=later)
    expect(seen["names"], "list(src_state)").equal(list(case["source"]), otherwise=CONSUMED)
    expect(seen["source"], "src_state").equal(case["source"], otherwise=CONSUMED)
    expect(seen["rename"], "list(rename.items())").equal(list(case["rename"].items()), otherwise=CONSUMED)
    zeros = {name: torch.zeros_like(value) for name, value in case["source"].items()}
    wiped = after(case | {"source": zeros}, moved)
    expect_state(seen["state"], after(case, moved), mistaken={SHARED: wiped, STRICT_FALSE: before(case)})
    expect_state(seen["state at the end"], later, otherwise=SHARED)
    expect(seen["source at the end"], "src_state, after a write to dst").equal(zeros, otherwise=SHARED)


@check(points=1, kind="gradient")
def test_no_gradient_goes_back_to_the_source(observe, draw):
    """The source may hold Parameters: the net trains on its own, and the gradients of the source stay as they were."""
    case, moved = two_layers(draw)
    (n,) = draw.sizes(1)
    case["source"]["mean"], case["buffers"]["body.mean"], moved["mean"] = draw.normal(n), draw.normal(n), "body.mean"
    case["rename"]["mean"] = "body.mean"
    slopes = draw.state({name: value.shape for name, value in before(case).items()})
    left = draw.state({name: value.shape for name, value in case["source"].items()})
    seen = observe("from_parameters", **case, slopes=slopes, left=left)
    expect_state(seen["state"], after(case, moved))
    own = {name: slopes[name] for name in case["parameters"]}
    expect(seen["dst"], "the gradients of dst").close(own, otherwise=LINKED)
    grads = expect(seen["source"], "the gradients in src_state, after a backward of its own")
    added = {name: value + 2 for name, value in left.items()}
    ideas = {CONSUMED: only(left, moved), CLEARS_SOURCE: {name: torch.full_like(left[name], 2) for name in moved}}
    grads.close(added, otherwise=LINKED, mistaken={idea: added | wrong for idea, wrong in ideas.items()})


@check(points=2, kind="robustness")
def test_a_prefix_is_whole_steps_at_the_front(observe, draw):
    """A prefix is one or more whole steps at the front of a name, or the whole name, and only it is replaced."""
    # What it is about, the pairs, what goes where, further entries of the source, and of dst.
    rows = [
        (LEVELS, {"net.block.2": "body"}, {"net.block.2.weight": "body.weight"}, ["net.block.1.weight"], ["head.bias"]),
        (LEVELS, {"0": "a.b.c"}, {"0.weight": "a.b.c.weight"}, ["1.weight"], ["a.b.d.weight"]),
        (LEVELS, {"net": "body"}, {"net.0.conv.bias": "body.0.conv.bias"}, [], ["head.bias"]),
        (WHOLE, {"0.weight": "body.weight"}, {"0.weight": "body.weight"}, ["0.bias"], ["body.bias"]),
        (WHOLE, {"gain": "body.scale"}, {"gain": "body.scale"}, ["bias"], ["body.bias", "gain"]),
        (STEPS, {"1": "body"}, {"1.weight": "body.weight"}, ["10.weight"], ["body0.weight"]),
        (STEPS, {"0": "1"}, {"0.weight": "1.weight"}, [], ["10.weight"]),
        (STEPS, {"0.weight": "body.weight"}, {"0.weight": "body.weight"}, ["0.weight_g"], ["body.weight_g"]),
        (LETTERS, {"net": "body"}, {"net.ten.weight": "body.ten.weight"}, [], ["head.weight"]),
        (FRONT, {"net": "body"}, {"net.net.weight": "body.net.weight"}, [], ["head.weight"]),
        (FRONT, {"1": "body"}, {"1.weight": "body.weight"}, ["head.1.weight"], ["head.body.weight"]),
        (DOTS, {"a.b": "body"}, {"a.b.weight": "body.weight"}, ["axb.weight"], ["head.weight"]),
    ]
    for idea, rename, moved, old, new in rows:
        for further in (old, [*old, "other.weight"][::-1]):
            case = small_case(draw, rename, [*moved, *further], moved.values(), new)
            expect_written(observe("transplant", **case), case, moved, idea)
            case["source"] = dict(reversed(case["source"].items()))
            expect_written(observe("transplant", **case), case, moved, idea)


@check(points=2, kind="shape")
def test_another_shape_is_a_value_error(observe, draw):
    """A tensor of any other shape is a ValueError, also where it could be broadcast, reshaped or cut."""
    n, h = draw.sizes(2)
    rows = [
        (CUT, (n + 2, h), (n, h)),
        (CUT, (n, h), (n, h + 2)),
        (BROADCASTS, (1, h), (n, h)),
        (BROADCASTS, (h,), (n, h)),
        (BROADCASTS, (), (n,)),
        (BROADCASTS, (1,), (n,)),
        (NUMBERS_FIT, (n, h), (h, n)),
        (NUMBERS_FIT, (n, h), (n * h,)),
        (NUMBERS_FIT, (n, 1), (n,)),
        (NUMBERS_FIT, (n,), (1, n)),
        (NUMBERS_FIT, (0, n), (0, h)),
    ]
    for kind in ("parameters", "buffers"):
        for idea, old, new in rows:
            case = {"source": {"0.weight": draw.normal(*old)}, "parameters": {"head.weight": draw.normal(n)}}
            case |= {"buffers": {}, "rename": {"0": "body"}}
            case[kind] = case[kind] | {"body.weight": draw.normal(*new)}
            seen = observe("transplant", **case)
            named = SKIPPED if seen["state"].is_close(before(case)) and idea in (CUT, BROADCASTS) else idea
            failed = expect(seen["names"], f"transplant(src_state, dst, ...), for {old} into {new}")
            failed.raises("ValueError", otherwise=OTHER_ERROR if seen["names"].raised else named)


# What is wrong, the pairs, the entries of the source, the entries of dst.
MISFITS = [
    (EMPTY, {"7": "body"}, ["0.weight"], ["body.weight"]),
    (EMPTY, {"1": "hollow"}, ["0.weight"], ["body.weight"]),
    (EXTRA, {"0": "nowhere"}, ["0.weight"], ["body.weight"]),
    (EXTRA, {"0": "body"}, ["0.weight", "0.bias"], ["body.weight"]),
    (EXTRA, {"0": "hollow"}, ["0.weight"], ["body.weight"]),
    (EXTRA, {"0": "body.weight"}, ["0.weight"], ["body.weight"]),
    (EXTRA, {"0.weight": "body"}, ["0.weight"], ["body.weight"]),
    (MISSING, {"0": "body"}, ["0.weight"], ["body.bias", "body.weight"]),
    (MISSING, {"0": "body"}, ["0.weight"], ["body.weight", "body.deeper.bias"]),
    (STEPS, {"1": "body"}, ["10.weight"], ["body0.weight"]),
    (ORDER, {"0": "body"}, ["0.weight", "0.scale"], ["body.weight", "body.bias"]),
]


@check(points=1.5, kind="robustness")
def test_names_that_do_not_fit_are_a_value_error(observe, draw):
    """It is a ValueError when a prefix is unknown or holds nothing, or an entry on either side has no counterpart."""
    for idea, rename, old, new in MISFITS:
        for buffers in ((), new[1:]):
            case = small_case(draw, rename, old, new, ["head.weight"], buffers)
            seen = observe("transplant", **case, empty=["hollow"])["names"]
            failed = expect(seen, f"transplant(a state of {old}, a net of {new}, {rename})")
            failed.raises("ValueError", otherwise=OTHER_ERROR if seen.raised else idea)
    (n,) = draw.sizes(1)
    parts = ("weight", "bias", "running_mean", "running_var", "num_batches_tracked")
    source, own = (draw.state({f"{prefix}.{part}": (n,) for part in parts[:4]}) for prefix in ("norm", "0"))
    own |= {"0.num_batches_tracked": draw.integers(low=3, high=10**6), "1.weight": draw.normal(2, 2)}
    seen = observe("transplant_norm", source=source, values=own)
    failed = expect(seen["names"], 'transplant(a BatchNorm1d without "num_batches_tracked", dst, {"norm": "0"})')
    failed.raises("ValueError", otherwise=OTHER_ERROR if seen["names"].raised else MISSING)
    expect_state(seen["state"], own, otherwise=HALF)
    source["norm.num_batches_tracked"] = draw.integers(low=3, high=10**6)
    seen = observe("transplant_norm", source=source, values=own)
    expect(seen["names"], 'transplant(a whole BatchNorm1d, dst, {"norm": "0"})').returned(otherwise=PARAMETERS)
    moved = {name.replace("norm", "0"): value for name, value in source.items()}
    expect_state(seen["state"], own | moved, otherwise=PARAMETERS)


@check(points=2, kind="state")
def test_all_or_nothing(observe, draw):
    """When anything does not fit, `dst` is untouched: nothing of any pair is written."""
    good, fitting = {"a": "one"}, {"a.weight": "one.weight", "a.mean": "one.mean"}
    misfits = [*MISFITS, (None, {"0": "body"}, ["0.bias", "0.weight"], ["body.bias", "body.weight"])]
    for _, rename, old, new in misfits:
        for buffers in ((), new[1:]):
            case = small_case(draw, good, [*fitting, *old], [*fitting.values(), *new], [], ["one.mean", *buffers])
            if len(old) == len(new) == 2:
                case["source"][old[1]] = draw.normal(10, 10)
            for bad in (good | rename, rename | good):
                sent = {name: value for name, value in case.items() if name != "rename"}
                seen = observe("transplant_after_failure", **sent, bad=bad, good=good, empty=["hollow"])
                called = f"transplant(a state of {old}, a net of {new}, {bad})"
                expect(seen["failed"], called).raises(otherwise=SKIPPED)
                expect_state(seen["state"], before(case), otherwise=HALF)
                expect(seen["names"], f"transplant(src_state, dst, {good}), after the failure").returned()
                known = expect(seen["known"], "the tensors of dst from before the failure, after a call that fits")
                known.equal(after(case, fitting), otherwise=NOT_UNDONE)


@check(points=1, kind="state")
def test_buffers_are_copied_too(observe, draw):
    """The entries are those of `dst.state_dict()`: buffers of any dtype too, but no non-persistent ones."""
    (n,) = draw.sizes(1)
    parts = {"weight": (n,), "mean": (n,), "count": (), "mask": (n,)}

    def drawn(prefix):
        values = draw.state({f"{prefix}.weight": (n,), f"{prefix}.mean": (n,)})
        return values | {f"{prefix}.count": draw.integers(low=3, high=10**12), f"{prefix}.mask": draw.normal(n) > 0}

    source, own = drawn("0"), drawn("norm")
    own["norm.mask"] = ~source["0.mask"]
    moved = {f"0.{part}": f"norm.{part}" for part in parts}
    case = {"source": source, "parameters": {"norm.weight": own.pop("norm.weight")}, "buffers": own}
    case["rename"] = {"0": "norm"}
    alone = after(case, {"0.weight": "norm.weight"})
    expect_written(observe("transplant", **case), case, moved, PARAMETERS, {PARAMETERS: alone})
    case = small_case(draw, {"0": "body"}, ["0.weight"], ["body.weight"])
    seen = observe("transplant", **case, scratch={"body.scratch": draw.normal(n)})
    expect_written(seen, case, {"0.weight": "body.weight"}, SCRATCH)
    case["source"]["0.scratch"] = draw.normal(n)
    seen = observe("transplant", **case, scratch={"body.scratch": draw.normal(n)})["names"]
    expect(seen, "transplant, for a source with an entry that `dst` never saves").raises(otherwise=SCRATCH)


@check(points=0.5, kind="state")
def test_a_shared_layer_has_all_of_its_names(observe, draw):
    """A layer that stands in two places of `dst` can be written under its second name, and stays shared."""
    n, h = draw.sizes(2)
    shapes = {"weight": (h, n), "bias": (h,)}
    source, layer, later = (draw.state(shapes) for _ in range(3))
    source = {f"0.{name}": value for name, value in source.items()}
    seen = observe("transplant_shared", source=source, layer=layer, rename={"0": "second"}, later=later)
    expect(seen["names"], 'transplant(src_state, dst, {"0": "second"})').returned(otherwise=ONE_NAME)
    for values, state in ((only(source, source), "state"), ({f"0.{name}": later[name] for name in later}, "later")):
        both = {f"{place}.{name}": values[f"0.{name}"] for place in ("first", "second") for name in shapes}
        expect_state(seen[state], both, otherwise=ONE_NAME)


@check(points=0.5, kind="value")
def test_the_pairs_are_independent(observe, draw):
    """All pairs read `src_state` as it was given: layers change places, and one layer can go to two places."""
    two = ["0.weight", "1.weight"]
    three = [*two, "2.weight"]
    swapped = {"0.weight": "1.weight", "1.weight": "0.weight"}
    shifted = {"0.weight": "1.weight", "1.weight": "2.weight"}
    rows = [
        (CHAINED, {"0": "1", "1": "0"}, two, two, swapped),
        (CHAINED, {"0": "1", "1": "2"}, two, three, shifted),
        (CHAINED, {"1": "2", "0": "1"}, two, three, shifted),
    ]
    for idea, rename, old, new, moved in rows:
        case = small_case(draw, rename, old, new)
        expect_written(observe("transplant", **case), case, moved, idea)
    for rename in ({"net": "one", "net.0": "two"}, {"net.0": "two", "net": "one"}):
        case = small_case(draw, rename, ["net.0.weight"], ["one.0.weight", "two.weight"])
        case["source"]["net.0.weight"] = value = draw.normal(*case["parameters"]["two.weight"].shape)
        seen = observe("transplant", **case)
        expect(seen["names"], f"transplant(src_state, dst, {rename})").returned(otherwise=ONE_PLACE)
        expect_state(seen["state"], {"one.0.weight": value, "two.weight": value}, otherwise=ONE_PLACE)


@check(points=0.5, kind="robustness")
def test_views_can_be_read_and_written(observe, draw):
    """The tensors of either side may be views in another order of memory."""
    case, moved = two_layers(draw)
    expect_written(observe("transplant_views", **case), case, moved, LAYOUT)


@check(points=0.5, kind="robustness")
def test_the_surroundings_stay(observe, draw):
    """It works in any grad mode; the modes of `dst`, the grad mode, the random state and the default dtype stay."""
    for recording in (True, False):
        for training in (True, False):
            case, moved = two_layers(draw, torch.float64)
            seed, x = draw.integer(1, 10**9), draw.normal(5)
            dtype = torch.float32 if recording else torch.float64
            more = {"recording": recording, "training": training, "dtype": dtype, "seed": seed, "x": x}
            seen = observe("surroundings", **case, **more)
            expect_written(seen, case, moved)
            gradient = x if recording else torch.zeros_like(x)
            expect(seen["made"], "torch.ones(2), after a call").equal(torch.ones(2, dtype=dtype), otherwise=DTYPE)
            expect(seen["gradient"], "a gradient of the caller's").close(gradient, otherwise=GRAD_MODE)
            untouched = torch.rand(4, generator=torch.Generator().manual_seed(seed))
            expect(seen["drawn"], "torch.rand(4), after torch.manual_seed and a call").equal(
                untouched, otherwise=SEEDED
            )
            quiet = torch.zeros_like(x) if training else x
            expect(seen["noise"], "a dropout layer of dst, after a call").close(quiet, otherwise=MODES)
