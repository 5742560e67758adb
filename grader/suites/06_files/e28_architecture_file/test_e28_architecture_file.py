"""A file that knows its architecture."""

from collections import OrderedDict

import torch
from torch import nn

from grader.judge import Misconception, check, expect

POINTS = 20
EXTRA_CREDIT = True

BIAS = Misconception("a_linear_has_a_bias", "A Linear that was made without a bias has one, or cannot come back.")
FLAT = Misconception("nesting_is_decoration", "The parts are not where they were: a net is a tree, not a list.")
NAMES = Misconception("parts_are_numbered", "The parts have other names, or another order, than they had.")
ROOT = Misconception(
    "a_net_is_a_sequential", "A net that is one layer, and no Sequential, could not be saved and loaded."
)
ROUNDED = Misconception(
    "numbers_are_what_is_printed", "Values came back rounded: close to what they were, not the same."
)
BUFFERS = Misconception("parameters_are_the_state", "Buffers did not come back: a state is more than parameters.")
DEFAULTS = Misconception(
    "defaults_are_the_settings", "A setting of a layer did not come back: something else stands in its place."
)
PROBABILITY = Misconception("a_dropout_is_a_dropout", "A Dropout does not drop with the probability that it had.")
MODES = Misconception("a_loaded_net_is_in_eval", "Parts of the loaded net are in another mode than they were saved in.")
FROZEN = Misconception("flags_are_in_the_state", "Parameters that were frozen are not, or the other way round.")
GRADIENTS = Misconception("gradients_are_state", "Gradients that waited in the saved net came along.")
APART = Misconception(
    "a_net_is_a_tree_of_its_own_parts", "A module that stood in several places came back as several modules."
)
DROPPED = Misconception("each_part_runs_once", "A part that stands in several places came back in one of them only.")
DTYPE = Misconception("the_default_dtype_is_the_dtype", "Values came back in another dtype than they were saved in.")
TAKES_ALL = Misconception("names_tell_the_kind", "A module that the table does not hold was saved without a word.")
SUBCLASS = Misconception(
    "a_subclass_is_its_parent", "A subclass was saved as if it were its parent: what it does differently is lost."
)
EXTRA = Misconception(
    "what_is_not_described_is_not_needed", "A parameter or buffer that the description does not know was left out."
)
HALF = Misconception("refusing_comes_last", "A refusal came after the file was opened: what it held is gone.")
FILE_CHOOSES = Misconception(
    "any_name_in_torch_will_do", "The file named a class that is not in the table, and it was made."
)
RUNS_CODE = Misconception("a_model_file_is_only_data", "Code that was hidden in a file ran when it was loaded.")
PATH = Misconception("paths_are_suggestions", "What is at the given path is not the file, or it is not the only one.")
EXISTS = Misconception("a_file_is_there_to_stay", "A file that was at the path was not replaced.")
TEXTS = Misconception("a_path_is_a_text", "A pathlib.Path was refused.")
PICKLED = Misconception("known_classes_are_safe", "A file with a pickled net was taken: its objects were unpickled.")
READS_ON = Misconception("a_file_is_read_at_once", "The loaded net changed when its file was overwritten.")
INFERENCE = Misconception(
    "inference_mode_is_for_loading", "Made under inference_mode, the parameters cannot be trained."
)
MEMORY = Misconception("the_program_remembers", "The file is not enough: the net cannot be loaded in another program.")
ONE_NET = Misconception("one_load_is_enough", "Two loads gave the same net, or one that is not what the file says.")
TOUCHED = Misconception("the_net_is_mine", "The saved net is not as it was.")
RANDOM = Misconception("drawing_is_harmless", "The caller's next random numbers are not those that would have come.")
SWITCHED = Misconception("torch_is_mine", "The grad mode or the default dtype is not what it was.")

RAISED = {
    r"(Missing|Unexpected) key\(s\).*running_": BUFFERS,
    r"(Missing|Unexpected) key\(s\).*bias": BIAS,
    r"does not require grad and does not have a grad_fn": FROZEN,
    r"nference tensor": INFERENCE,
    r"FileNotFoundError": PATH,
    r"FileExistsError": EXISTS,
    r"TypeError.*PosixPath|AttributeError.*PosixPath": TEXTS,
    r"Weights only load failed|not an allowed global|UnpicklingError": RUNS_CODE,
}


def build(part):
    kind, settings = part
    if kind == "Sequential":
        return nn.Sequential(OrderedDict((name, build(inner)) for name, inner in settings))
    return getattr(nn, kind)(**settings)


def built(part, values, modes=None):
    net = build(part)
    net.load_state_dict({name: value.clone() for name, value in values.items()}, assign=True)
    for name, module in net.named_modules():
        module.training = (modes or {}).get(name, True)
    return net


def linear(inputs, outputs, bias=True):
    return "Linear", {"in_features": inputs, "out_features": outputs, "bias": bias}


def norm(features, **settings):
    return "BatchNorm1d", {"num_features": features, **settings}


def chain(**parts):
    return "Sequential", list(parts.items())


TANH, RELU = ("Tanh", {}), ("ReLU", {})


def drawn(draw, part, dtype=torch.float32):
    """A state for this net: normal numbers, positive variances, whole counts."""
    values = {}
    for name, value in build(part).state_dict().items():
        if name.endswith("running_var"):
            values[name] = draw.uniform(*value.shape, low=0.5, high=2.0, dtype=dtype)
        elif name.endswith("num_batches_tracked"):
            values[name] = torch.tensor(draw.integer(1, 9))
        else:
            values[name] = draw.normal(*value.shape, dtype=dtype)
    return values


def perceptron(draw, batch=5):
    """A small net with all kinds of state, its values, an input, and the output in training mode."""
    n, h, o = draw.sizes(3)
    part = chain(hidden=linear(n, h), norm=norm(h), act=TANH, out=linear(h, o, bias=False))
    values, x = drawn(draw, part), draw.normal(batch, n)
    return part, values, x, built(part, values)(x).detach()


def expect_state(seen, values, otherwise=None):
    for name, value in values.items():
        wrong = BUFFERS if "running_" in name or "num_batches" in name else BIAS if name.endswith("bias") else None
        if seen[name].is_close(value, (1e-2, 1e-2)):
            wrong = ROUNDED
        expect(seen[name], f"load_model(path).state_dict()[{name!r}]").equal(value, otherwise=otherwise or wrong)


def expect_copy(seen, part, values, modes, xs, otherwise=None):
    """Each part in `xs` gives the outputs of the same part of the net, does the same to X, and to its state."""
    net = built(part, values, modes)
    for name, x in xs.items():
        leaf = x.clone()
        right = net.get_submodule(name)(leaf).detach()
        called = f"copy.get_submodule({name!r})(X)" if name else "copy(X)"
        expect(seen["outputs"][name]["output"], called).close(right, otherwise=otherwise)
        expect(seen["outputs"][name]["X"], f"X after {called}").close(leaf, otherwise=otherwise)
    for name, value in net.state_dict().items():
        expect(seen["state after"][name], f"{name} of the copy after these calls").close(value, otherwise=otherwise)


def loaded(observe, **inputs):
    """What is seen of the loaded net, once it could be loaded at all."""
    seen = observe("copy", **inputs)
    expect(seen["loaded"], "load_model(path)").returned()
    return seen


@check(points=2.5, kind="value")
def test_the_copy_computes_the_same(observe, draw):
    """The loaded net has every parameter and buffer bit by bit, and gives the same outputs; with and without biases."""
    n, h, o, k = draw.sizes(4)
    images = chain(flat=("Flatten", {}), hidden=linear(n * h, o), act=RELU, out=linear(o, 1))
    nets = {
        "a Linear alone": (linear(n, h), (k, n)),
        "a Linear without bias": (linear(n, h, bias=False), (n,)),
        "one number in, one out": (chain(only=linear(1, 1, bias=False)), (k, 1)),
        "two layers": (chain(hidden=linear(n, h), act=TANH, out=linear(h, o, bias=False)), (2, k, n)),
        "a batch norm": (chain(hidden=linear(n, h, bias=False), norm=norm(h), act=RELU, out=linear(h, o)), (k, n)),
        "images": (images, (k, n, h)),
        "an empty batch": (images, (0, n, h)),
        "a Tanh alone": (TANH, (k, n)),
        "nothing": (chain(), (k, n)),
    }
    earlier = {}
    for part, shape in nets.values():
        values, x = drawn(draw, part), draw.normal(*shape)
        for name in values:
            if name.endswith("weight"):
                values[name].view(-1)[0] *= draw.pick([1e-30, 1e-10, 1.0])
        for training in (True, False):
            modes = {name: training for name, _ in build(part).named_modules()}
            seen = observe("copy", part=part, values=values, modes=modes, xs={"": x})
            alone = part[0] != "Sequential" and "[Errno" not in (seen["loaded"].raised or "")
            expect(seen["loaded"], "load_model(path)").returned(otherwise=ROOT if alone else None)
            stale = bool(earlier) and all(seen["state"][name].is_close(value) for name, value in earlier.items())
            otherwise = ONE_NET if stale else None if seen["modes"].plain() == modes else MODES
            otherwise = otherwise if seen["names"].plain() == list(modes) else NAMES
            expect_state(seen["state"], values, otherwise)
            expect(seen["state"], "load_model(path).state_dict()").satisfies(
                lambda state, values=values: set(state) == set(values), f"the names {sorted(values)}", otherwise=BIAS
            )
            expect_copy(seen, part, values, modes, {"": x}, otherwise)
        earlier = values


@check(points=1.5, kind="state")
def test_parts_stand_where_they_stood(observe, draw):
    """Every part comes back under its name, in its order, nested as it was."""
    n, h, k = draw.sizes(3)
    names = [draw.word() for _ in range(3)]
    nets = {
        "names in reverse": chain(**{"1": TANH, "0": linear(n, n), "2": RELU}),
        "nested": chain(**{names[0]: linear(n, h), names[1]: chain(act=TANH, **{names[2]: chain(out=linear(h, n))})}),
        "empty parts": chain(a=chain(), b=chain(c=chain(), d=linear(n, n))),
        "names that a file might use": chain(kind=linear(n, h), parts=chain(settings=TANH, state=linear(h, n))),
        "the same names at two levels": chain(**{"0": chain(**{"0": linear(n, h), "1": TANH}), "1": linear(h, n)}),
    }
    deep = linear(n, n)
    for _ in range(6):
        deep = chain(inner=deep)
    for part in [*nets.values(), deep]:
        values, x = drawn(draw, part), draw.normal(k, n)
        known = [name for name, _ in build(part).named_modules()]
        seen = loaded(observe, part=part, values=values, modes={}, xs={"": x})
        otherwise = NAMES if part is nets["names in reverse"] else FLAT
        expect(seen["names"], "[name for name, _ in copy.named_modules()]").equal(known, otherwise=otherwise)
        expect_state(seen["state"], values, otherwise)
        expect_copy(seen, part, values, {}, {"": x}, otherwise)


@check(points=3, kind="value")
def test_settings_come_back(observe, draw):
    """Each setting in the table comes back exactly: p, inplace, eps, momentum, affine, statistics and dimensions."""
    n, m, k = draw.sizes(3, low=3)
    part = chain(
        relu=("ReLU", {"inplace": True}),
        other=("ReLU", {"inplace": False}),
        all=("Dropout", {"p": 1.0, "inplace": True}),
        none=("Dropout", {"p": 0.0, "inplace": False}),
        flat=("Flatten", {}),
        front=("Flatten", {"start_dim": 0, "end_dim": 1}),
        back=("Flatten", {"start_dim": 2, "end_dim": -1}),
        soft=norm(n, eps=draw.number(0.2, 0.5), momentum=draw.number(0.3, 0.7)),
        mean=norm(n, momentum=None),
        plain=norm(n, eps=draw.number(1.2, 1.5), affine=False, momentum=0.0),
        untracked=norm(n, track_running_stats=False),
        bare=norm(n, affine=False, track_running_stats=False),
    )
    values = drawn(draw, part)
    xs = {
        name: draw.normal(k, n) if settings.get("num_features") else draw.normal(2, n, m, k)
        for name, (_, settings) in part[1]
    }
    for training in (True, False):
        modes = dict.fromkeys(xs, training)
        seen = loaded(observe, part=part, values=values, modes=modes, xs=xs)
        for name in ("all", "none"):
            right = 0 * xs[name] if training and name == "all" else xs[name]
            expect(seen["outputs"][name]["output"], f"Dropout({int(name == 'all')}.0)(X)").close(
                right, otherwise=PROBABILITY
            )
        expect_copy(seen, part, values, modes, xs, DEFAULTS)
    p = [draw.integer(20, 40) / 100 + 0.00123, draw.integer(60, 80) / 100 + 0.00123]
    part = chain(one=("Dropout", {"p": p[0], "inplace": True}), two=("Dropout", {"p": p[1]}))
    ones = torch.ones(20000)
    seen = loaded(observe, part=part, values={}, modes={}, xs={"one": ones, "two": ones})
    for name, chance in zip(("one", "two"), p, strict=True):
        drop = expect(seen["outputs"][name]["output"], f"Dropout({chance})(X) of 20000 ones, in training mode")
        drop.shaped(20000).satisfies(
            lambda y, chance=chance: bool(((y == 0) | ((y - 1 / (1 - chance)).abs() < 1e-5)).all()),
            f"zeros, and numbers 1 / (1 - {chance})",
            otherwise=PROBABILITY,
        ).satisfies(
            lambda y, chance=chance: abs((y == 0).double().mean().item() - chance) < 0.03,
            f"about {chance:.0%} zeros",
            otherwise=PROBABILITY,
        )
    dropped = seen["outputs"]["one"]["output"].tensor()
    expect(seen["outputs"]["one"]["X"], "X after Dropout(p, inplace=True)(X)").equal(dropped, otherwise=DEFAULTS)
    expect(seen["outputs"]["two"]["X"], "X after Dropout(p)(X)").equal(ones, otherwise=DEFAULTS)


@check(points=1.5, kind="gradient")
def test_training_goes_on(observe, draw):
    """Gradients of the loaded net are those of the saved one, none are waiting; frozen parameters are still frozen."""
    for _ in range(2):
        part, values, x, output = perceptron(draw)
        waiting = {name: draw.normal(*value.shape) for name, value in build(part).named_parameters()}
        frozen = draw.shuffled(list(waiting))[:2]
        upstream = draw.normal(*output.shape)
        inputs = {"part": part, "values": values, "frozen": frozen, "waiting": waiting, "x": x, "upstream": upstream}
        seen = observe("train", **inputs)
        net = built(part, values)
        (net(x) * upstream).sum().backward()
        for name, parameter in net.named_parameters():
            right = None if name in frozen else parameter.grad
            seen_gradient = expect(seen["gradients"][name], f"gradient of {name}, {'frozen' if right is None else ''}")
            if right is None:
                seen_gradient.equal(None, otherwise=FROZEN)
            else:
                seen_gradient.close(right, mistaken={GRADIENTS: right + waiting[name]}, otherwise=FROZEN)


@check(points=1.5, kind="state")
def test_modes_come_back(observe, draw):
    """Each part is in the mode, training or eval, in which it was saved."""
    n, k = draw.sizes(2, low=4)
    part = chain(a=norm(n), b=chain(c=norm(n), d=chain(e=norm(n)), f=TANH), drop=("Dropout", {"p": 1.0}))
    names = [name for name, _ in build(part).named_modules()]
    x = draw.normal(k, n)
    for number in range(4):
        mixed = {name: (position + number // 2) % 2 == 0 for position, name in enumerate(draw.shuffled(names))}
        modes = [dict.fromkeys(names, True), dict.fromkeys(names, False), mixed, mixed][number]
        values = drawn(draw, part)
        inner = dict.fromkeys(("a", "b.c", "b.d.e", "b", "drop"), x)
        seen = loaded(observe, part=part, values=values, modes=modes, xs=inner)
        expect_copy(seen, part, values, modes, inner, MODES)
        expect(seen["modes"], "{name: module.training for name, module in copy.named_modules()}").equal(
            modes, otherwise=MODES
        )


@check(points=2, kind="identity")
def test_one_module_in_two_places(observe, draw):
    """A module that stands in several places of the net is one module in several places of the loaded net."""
    n, m, k = draw.sizes(3)
    shapes = {"first.weight": (n, n), "first.bias": (n,), "block.0.weight": (m, n), "block.0.bias": (m,)}
    shapes |= {"block.2.weight": (n, m), "block.2.bias": (n,)}
    values, changed, x, upstream = draw.state(shapes), draw.state(shapes), draw.normal(k, n), draw.normal(k, n)

    steps = ("first", "block", "tanh", "first", "block", "first")

    def output(state, last=None, steps=steps):
        y = x
        for position, step in enumerate(steps):
            here = last if last is not None and position > 2 else state
            if step == "first":
                y = nn.functional.linear(y, here["first.weight"], here["first.bias"])
            elif step == "block":
                y = nn.functional.linear(y, here["block.0.weight"], here["block.0.bias"]).tanh()
                y = nn.functional.linear(y, here["block.2.weight"], here["block.2.bias"])
            else:
                y = y.tanh()
        return y

    layers = ("first", "block", "block.0", "block.1", "block.2", "tanh")
    modes = {"": True, "inner": False} | dict.fromkeys(layers, True)
    inputs = {"values": values, "changed": changed, "modes": modes, "x": x, "upstream": upstream}
    seen = observe("shared", sizes=(n, m), **inputs)
    once = [output(values, steps=steps[:count]) for count in (3, 5)]
    expect(seen["output"], "copy(X)").close(output(values), mistaken=[(DROPPED, value) for value in once])
    expect(seen["changed"], "copy(X) after a write to the first place").close(
        output(changed), otherwise=APART, mistaken={APART: output(changed, last=values)}
    )
    leaves = {name: value.clone().requires_grad_() for name, value in changed.items()}
    (output(leaves) * upstream).sum().backward()
    for name, leaf in leaves.items():
        expect(seen["gradients"][name], f"gradient of {name}, from all its places").close(leaf.grad, otherwise=APART)
    expect(seen["modes"], "{name: module.training for name, module in copy.named_modules()}").equal(
        modes, otherwise=MODES
    )


@check(points=1.5, kind="robustness")
def test_dtypes_come_back(observe, draw):
    """Every value comes back in its own dtype, float64 and whole numbers too."""
    n, h, k = draw.sizes(3)
    part = chain(hidden=linear(n, h), norm=norm(h), act=TANH, out=linear(h, n))
    values, x = drawn(draw, part, torch.float64), draw.normal(k, n, dtype=torch.float64)
    seen = loaded(observe, part=part, values=values, modes={}, xs={"": x})
    expect_state(seen["state"], values, DTYPE)
    expect_copy(seen, part, values, {}, {"": x}, DTYPE)
    part = chain(wide=linear(n, h), narrow=linear(n, h))
    values = {name: value.double() if name.startswith("wide") else value for name, value in drawn(draw, part).items()}
    xs = {"wide": draw.normal(k, n, dtype=torch.float64), "narrow": draw.normal(k, n)}
    seen = loaded(observe, part=part, values=values, modes={}, xs=xs)
    expect_state(seen["state"], values, DTYPE)
    expect_copy(seen, part, values, {}, xs, DTYPE)


@check(points=2, kind="robustness")
def test_other_kinds_are_refused(observe, draw):
    """A module that is not in the table, or holds more than the table says, raises when it is saved, at any depth."""
    part, values, x, output = perceptron(draw)
    strangers = {
        "a class of its own": TAKES_ALL,
        "nn.Sigmoid": TAKES_ALL,
        "nn.Identity": TAKES_ALL,
        "nn.Conv1d": TAKES_ALL,
        "nn.ModuleList": TAKES_ALL,
        "nn.BatchNorm2d": TAKES_ALL,
        "a subclass of nn.Linear": SUBCLASS,
        "a subclass of nn.Dropout": SUBCLASS,
        "a subclass of nn.Sequential": SUBCLASS,
        "nn.LazyLinear": SUBCLASS,
        "a Linear with weight norm": SUBCLASS,
        "a Linear with a parameter more": EXTRA,
        "a Tanh with a buffer more": EXTRA,
        "a Sequential with a parameter more": EXTRA,
    }
    for depth in (0, 1, 3):
        names = draw.shuffled(list(strangers))
        inputs = {"part": part, "values": values, "folder": draw.word(), "x": x}
        seen = observe("refuse", names=names, depth=depth, **inputs)
        for name, otherwise in strangers.items():
            position = names.index(name)
            saved = f"save_model(net, path), net with {name}, {depth} levels deep"
            expect(seen[position]["raised"], saved).raises(otherwise=otherwise)
            expect(seen[position]["listing"], f"the files after {saved}").satisfies(
                lambda files: "refused" not in files, "no file at the path", otherwise=HALF
            )
            expect(seen[position]["output"], f"load_model(the file that was there before {saved})(X)").close(
                output, otherwise=HALF
            )


@check(points=1, kind="robustness")
def test_a_file_names_kinds_of_the_table_only(observe, draw):
    """A file that names a class outside the table raises, although torch has it: nothing but the table is made."""
    part, values, x, output = perceptron(draw)
    names = ["SELU", "GELU", "SiLU", "Mish", "CELU"]
    seen = observe("load_forged", part=part, values=values, names=draw.shuffled(names), x=x)
    for name in names:
        # Where no class is named in the file by "Tanh", there is nothing to forge, and the model is what it was.
        loaded = expect(seen[name], f"load_model(a file that says {name} instead of Tanh)(X)")
        if seen[name].raised:
            loaded.raises()
        else:
            loaded.close(output, otherwise=FILE_CHOOSES)


@check(points=1, kind="robustness")
def test_code_in_a_file_does_not_run(observe, draw):
    """A file with pickled objects, such as one whose loading runs code, raises, and the code does not run."""
    part, values, x, output = perceptron(draw)
    order = draw.shuffled(["torch.save", "pickle", "beside the model", "a pickled net", "harmless"])
    seen = observe("load_trapped", part=part, values=values, order=order, x=x)
    expect(seen["ran"], "whether the code hidden in each of these files ran").equal([False] * 5, otherwise=RUNS_CODE)
    for name in order:
        if name == "harmless":
            expect(seen["outcomes"][name], "load_model(a harmless file)(X)").close(output)
        else:
            otherwise = PICKLED if name == "a pickled net" else RUNS_CODE
            expect(seen["outcomes"][name], f"load_model(a file with code in it: {name})").raises(otherwise=otherwise)


@check(points=1.5, kind="robustness")
def test_the_file_is_all_there_is(observe, draw):
    """One file, at exactly the path, replaced at the next save; another program can load it, as often as it likes."""
    part, values, x, _ = perceptron(draw)
    later = drawn(draw, part)
    files = [(draw.word(), "str"), (f"{draw.word()}.bin", "Path"), (f"{draw.word()}.model", "absolute")]
    seen = observe("save_to", part=part, values=values, later=later, folder=draw.word(), files=files)
    expect(seen["listing"], "os.listdir(folder), after save_model to three paths in it").equal(
        sorted(name for name, _ in files), otherwise=PATH
    )
    for position in range(6):
        expect_state(seen["states"][position], (values, later)[position % 2], MEMORY)
    observe("save", part=part, values=values)
    content = observe.file("net.model")
    expect(content, "the file").satisfies(
        lambda c: isinstance(c, bytes), "a file at the path", otherwise=PATH, actual="none"
    )
    seen = observe("load_elsewhere", content=content.plain(), x=x)
    right = built(part, values)(x).detach()
    zeros = built(part, {name: torch.zeros_like(value) for name, value in values.items()})(x).detach()
    expect(seen["one"], "load_model(the same bytes elsewhere)").returned(otherwise=MEMORY)
    expect(seen["after zeros"], "net(X), net = load_model(path), after zeros were written to the file").close(
        right, otherwise=READS_ON
    )
    for name, value in (("one", right), ("two", zeros), ("three", right)):
        what = "zeros were written to it" if name == "two" else "zeros were written to another one"
        expect(seen[name], f"load_model(the same bytes elsewhere)(X), {what}").close(value, otherwise=ONE_NET)


@check(points=1, kind="robustness")
def test_nothing_else_changes(observe, draw):
    """The saved net, the grad mode, the default dtype and the caller's random numbers are as they were."""
    for recording, dtype in ((True, torch.float64), (False, torch.float32)):
        part, values, _, _ = perceptron(draw)
        modes = {name: draw.pick([True, False]) for name, _ in build(part).named_modules()}
        modes |= {"hidden": True, "norm": False}
        waiting = {name: draw.normal(*value.shape) for name, value in build(part).named_parameters()}
        frozen, seed = draw.shuffled(list(waiting))[:2], draw.integer(1, 2**31)
        inputs = {"part": part, "values": values, "modes": modes, "frozen": frozen, "waiting": waiting}
        seen = observe("settings", seed=seed, recording=recording, dtype=dtype, **inputs)
        numbers = torch.Generator().manual_seed(seed)
        for when in ("after saving", "after loading"):
            expect(seen[when], f"torch.rand(4) {when}").equal(
                torch.rand(4, generator=numbers, dtype=torch.float64), otherwise=RANDOM
            )
        expect(seen["dtype"], "torch.tensor(0.5) afterwards").equal(torch.tensor(0.5, dtype=dtype), otherwise=SWITCHED)
        expect(seen["recorded"], "the gradient of 2 * leaf afterwards").equal(
            torch.tensor([2.0]) if recording else None, otherwise=SWITCHED
        )
        flags = {name: name not in frozen for name in waiting}
        for which in ("net", "copy"):
            own = {"state": DTYPE, "modes": MODES, "flags": FROZEN} if which == "copy" else {}
            for what, right in (("state", values), ("modes", modes), ("flags", flags)):
                expect(seen[which][what], f"the {what} of {which}").equal(right, otherwise=own.get(what, TOUCHED))
        expect(seen["net"]["gradients"], "the gradients of net").equal(waiting, otherwise=TOUCHED)
