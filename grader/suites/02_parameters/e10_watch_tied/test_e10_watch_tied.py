"""Train a tied net, and keep a log."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect
from grader.judge.descent import gradients

POINTS = 15

ALIAS = Misconception(
    "logging_copies",
    "Every entry of the log holds the values of the end: what was written down shares memory with the Parameter.",
)
GRADIENT_ALIAS = Misconception(
    "a_gradient_is_new_each_step",
    "Every entry of the log holds the last gradient: what was written down shares memory with `.grad`.",
)
ONE_ENTRY = Misconception(
    "one_dict_for_all_steps", "Every entry of the log holds what the last step wrote: they are one and the same dict."
)
EDITED = Misconception(
    "a_gradient_may_be_edited",
    "A gradient in the log is not that of the loss where the step began: something has changed it, or came before it.",
)
REMOVED = Misconception(
    "zero_grad_comes_after_the_fact",
    "The gradient in the log is None or all zeros: it was cleared before it was written down, or in the log itself.",
)
ADDED_UP = Misconception(
    "backward_overwrites", "From the second step on, earlier gradients were added to the gradient."
)
LEFT_OVER = Misconception("a_net_comes_without_gradients", "A gradient that the net had before the call took part.")
LATE = Misconception("order_is_free", "The log holds values from after the update.")
REBOUND = Misconception("assignment_writes", "The net never changed: something else has the new values.")
DOUBLE = Misconception("each_name_is_a_parameter", "A parameter with two names made two steps where one was due.")
NAMES = Misconception("a_log_of_all_names", "The names in the log are not those of `net.named_parameters()`.")
LENGTH = Misconception("a_log_of_states", "The log has not one entry for each step.")
OTHER_LOSS = Misconception(
    "any_squared_error", "The gradients are a multiple of the right ones: another mean, or a sum."
)
UPHILL = Misconception("up_is_down", "The step went up the gradient.")
MOMENTUM = Misconception("any_optimiser_will_do", "The steps are not those of plain gradient descent.")
DEFAULTS = Misconception("defaults_are_free", "Without `lr` and `steps`, or by position, other ones are used.")
FLOAT32 = Misconception("everything_is_float32", "In float64 digits are lost.")
SHAPES = Misconception("data_is_a_matrix", "Only X and y of some shape are understood.")
BROADCAST = Misconception("size_one_means_nothing", "With one output something is broadcast that should not be.")
REPLACED = Misconception(
    "a_new_parameter_is_an_update",
    "The net has new Parameters, or new memory: who knew the old ones does not see the training.",
)
UNTIED = Misconception("a_tie_is_a_value", "After the call the shared parameter is no longer one.")
ATTACHED = Misconception("clone_detaches", "What is in the log still belongs to a graph, and leads into the net.")
TRAINABLE = Misconception("a_copy_is_a_number", "What is in the log cannot be written to by itself.")
FOLLOWS = Misconception("a_record_keeps_itself", "Writing to the net or to its gradients changed the log.")
ONE_LOG = Misconception("a_log_goes_on", "The second call's log holds, or changed, what the first call had logged.")
HOOKS = Misconception("forward_is_the_call", "The net was run past its hooks, by its method `forward`.")
MODE = Misconception("training_sets_the_mode", "After the call the net is in another mode than before.")
MORE_CALLS = Misconception("looking_is_free", "The net was called more often than once a step, or in another mode.")
TOUCHED = Misconception("surroundings_are_mine", "X, y, the grad mode or the random numbers that follow were changed.")

WATCHED = Misconception("autograd_does_not_mind", "Autograd watched when a Parameter was updated in place.")

RAISED = {
    r"leaf Variable that requires grad": WATCHED,
    r"Dimension out of range|need to be at least 1D|iteration over a 0-d tensor": SHAPES,
    r"'float' object cannot be interpreted as an integer": DEFAULTS,
}

KINDS = ("line", "layer used twice", "weight of two layers", "scaled")
ONLY_LAYER = {"line": "0", "scaled": "inner.0", "counting": "1"}
SHARED = {"layer used twice": ("2.weight", "2.bias"), "weight of two layers": ("0.weight",)}


def shapes_of(kind, n, h, o):
    if kind == "layer used twice":
        layers = {"0": (h, n), "2": (h, h), "6": (o, h)}
    elif kind == "weight of two layers":
        return {"0.weight": (n, n), "0.bias": (n,), "2.bias": (n,)}
    else:
        layers = {ONLY_LAYER[kind]: (o, n)}
    shapes = {"scale": ()} if kind == "scaled" else {}
    for name, shape in layers.items():
        shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return shapes


def layer(v, name, x):
    return linear(x, v[f"{name}.weight"], v[f"{name}.bias"])


def output(kind, v, x):
    """What a net computes with the values `v`."""
    if kind == "layer used twice":
        for name in ("0", "2", "2"):
            x = torch.tanh(layer(v, name, x))
        return layer(v, "6", x)
    if kind == "weight of two layers":
        return linear(torch.tanh(layer(v, "0", x)), v["0.weight"], v["2.bias"])
    return v.get("scale", 1) * layer(v, ONLY_LAYER[kind], x)


class Task:
    """A net with its first values, data, and what training makes of them."""

    def __init__(self, draw, kind, rows=(7,), outputs=None, dtype=torch.float64):
        n, h, o = draw.sizes(3, low=3, high=6)
        self.kind, self.sizes = kind, (n, h, outputs or o)
        shapes = shapes_of(kind, *self.sizes)
        self.values = {name: 0.7 * value for name, value in draw.state(shapes, dtype).items()}
        self.x = draw.normal(*rows, n, dtype=dtype)
        y = self.output(self.values)
        self.y = y + draw.pick([-1, 1]) * draw.uniform(*y.shape, low=1, high=2, dtype=dtype)

    @property
    def sent(self):
        return {"kind": self.kind, "sizes": self.sizes, "values": self.values, "x": self.x, "y": self.y}

    def output(self, values):
        return output(self.kind, values, self.x)

    def loss(self, *values):
        return ((self.output(dict(zip(self.values, values, strict=True))) - self.y) ** 2).mean()

    def trained(self, lr, steps, values=None, found=None, times=1.0, keep=False, twice=(), momentum=0.0):
        """The log and the last values; the options are slips: a multiple of the loss, gradients that were kept..."""
        values, log, speed = values or self.values, [], {}
        found = found or {}
        for _ in range(steps):
            new = dict(zip(values, gradients(list(values.values()), self.loss), strict=True))
            new = {name: times * gradient + found.get(name, 0.0) for name, gradient in new.items()}
            log.append({name: (value, new[name]) for name, value in values.items()})
            speed = {name: momentum * speed.get(name, 0.0) + gradient for name, gradient in new.items()}
            values = {n: value - lr * (2 if n in twice else 1) * speed[n] for n, value in values.items()}
            found = new if keep else {}
        return log, values

    def slips(self, lr, steps, found=None):
        """What some misconceptions would have made of it."""
        count = self.y.numel()
        factors = [count, count / self.y.shape[-1], count / len(self.y), 0.5]
        options = [(OTHER_LOSS, {"times": times}) for times in factors if times != 1]
        options += [(ADDED_UP, {"keep": True}), (UPHILL, {"times": -1.0}), (MOMENTUM, {"momentum": 0.9})]
        options += [(DOUBLE, {"twice": SHARED[self.kind]})] if self.kind in SHARED else []
        options += [(LEFT_OVER, {"found": found, "keep": keep}) for keep in (True, False) if found]
        return [(slip, *self.trained(lr, steps, **option)) for slip, option in options]


def expect_training(seen, task, lr, steps, called, found=None, otherwise=None):
    """Compare what the net holds at the end."""
    _, values = task.trained(lr, steps)
    slips = [(REBOUND, task.values)] if steps else []
    if not seen["net"].is_close(values):
        slips += [(slip, after) for slip, _, after in task.slips(lr, steps, found)]
    expect(seen["net"], f"the parameters after {called}").close(values, mistaken=slips, otherwise=otherwise or MOMENTUM)


def expect_log(seen, log, last, called, otherwise=None, only=None):
    """Compare a log, entry by entry; `last` are the values after the last update."""
    for step, entry in list(enumerate(log))[slice(only, None if only is None else only + 1)]:
        after = log[step + 1] if step + 1 < len(log) else {name: (value,) for name, value in last.items()}
        for name, (value, gradient) in entry.items():
            pair, read = seen[step][name], f"log[{step}][{name!r}]"
            ideas = [(ALIAS, last[name]), (ONE_ENTRY, log[-1][name][0])] if step + 1 < len(log) else []
            narrow = FLOAT32 if pair[0].is_close(value.float()) and value.dtype != torch.float32 else None
            expect(pair[0], f"{read}[0], {called}").close(
                value, mistaken=[(LATE, after[name][0]), *ideas], otherwise=narrow or otherwise
            )
            zeros = [(REMOVED, torch.zeros_like(gradient))]
            ideas = [(GRADIENT_ALIAS, log[-1][name][1])] if step + 1 < len(log) else []
            missing = REMOVED if pair[1].record is None else otherwise or EDITED
            expect(pair[1], f"{read}[1], {called}").close(gradient, mistaken=ideas + zeros, otherwise=missing)


@check(points=1, kind="shape")
def test_an_entry_for_each_step(observe, draw):
    """The log has one entry for each step, and in it each parameter once, under its first name."""
    for kind in (*KINDS, "counting"):
        for steps, lr, perfect in ((3, 0.1, False), (1, 0.1, False), (0, 0.1, False), (4, 0.0, False), (4, 0.1, True)):
            task = Task(draw, kind)
            task.y = task.output(task.values) if perfect else task.y
            seen = observe("names", **task.sent, lr=lr, steps=steps)
            called = f"train_and_log(net, X, y, steps={steps})"
            expect(seen["length"], f"len({called})").equal(steps, otherwise=LENGTH)
            for step in range(steps):
                expect(seen["names"][step], f"sorted(log[{step}])").equal(sorted(task.values), otherwise=NAMES)
                for name, value in task.values.items():
                    for part in (0, 1):
                        pair = f"log[{step}][{name!r}][{part}]"
                        reason = REMOVED if part else None
                        expect(seen["log"][step][name][part], pair).shaped(*value.shape, otherwise=reason)


@check(points=2, kind="value")
def test_the_first_entry_is_the_start(observe, draw):
    """The first entry holds the values that the net began with and the gradients of the mean squared error there."""
    for kind in KINDS:
        task = Task(draw, kind)
        seen, (log, last) = observe("train", **task.sent, how={"lr": 0.1, "steps": 3}), task.trained(0.1, 3)
        expect_log(seen["log"], log, last, f"a net with a {kind}", slip_in(seen["log"], task, 0.1, 3, 0), only=0)


def slip_in(seen, task, lr, steps, step):
    """The slip that gives the gradients which this entry has, where these are not the right ones."""

    def fits(log):
        return all(seen[step][name][1].is_close(gradient) for name, (_, gradient) in log[step].items())

    right = fits(task.trained(lr, steps)[0])
    return None if right else next((slip for slip, log, _ in task.slips(lr, steps) if fits(log)), None)


@check(points=2.5, kind="gradient")
def test_every_entry_is_before_its_update(observe, draw):
    """Entry k holds the values before update k and the gradients that this update used."""
    for kind in KINDS:
        for lr, steps in ((0.1, 4), (draw.number(0.02, 0.05), 2)):
            task = Task(draw, kind)
            seen, (log, last) = observe("train", **task.sent, how={"lr": lr, "steps": steps}), task.trained(lr, steps)
            expect_log(seen["log"], log, last, f"a net with a {kind}", slip_in(seen["log"], task, lr, steps, 1))


@check(points=2.5, kind="value")
def test_the_net_is_trained(observe, draw):
    """At the end the net holds what that many steps of plain gradient descent make of it."""
    for kind in KINDS:
        for lr, steps in ((0.1, 5), (draw.number(0.02, 0.05), 3), (0.0, 2)):
            task = Task(draw, kind)
            called = f"train_and_log(net, X, y, lr={lr}, steps={steps})"
            seen = observe("train", **task.sent, how={"lr": lr, "steps": steps})
            expect_training(seen, task, lr, steps, called)
    task, lr = Task(draw, "layer used twice"), draw.number(0.02, 0.05)
    for how in ({}, {"lr": lr}, {"steps": 3}):
        seen = observe("train", **task.sent, how=how)
        used = {"lr": 0.1, "steps": 5} | how
        expect_training(seen, task, **used, called="train_and_log(net, X, y)", otherwise=DEFAULTS)
    seen = observe("train_by_position", **task.sent, lr=lr, steps=2)
    expect_training(seen, task, lr, 2, "train_and_log(net, X, y, lr, steps)", otherwise=DEFAULTS)


@check(points=1.5, kind="value")
def test_every_shape_and_dtype(observe, draw):
    """One row, one example, sequences, one output: the mean is over all entries, in float64 with all digits."""
    for dtype in (torch.float64, torch.float32):
        task = Task(draw, "layer used twice", dtype=dtype)
        seen, (log, last) = observe("train", **task.sent, how={"lr": 0.05, "steps": 3}), task.trained(0.05, 3)
        expect_log(seen["log"], log, last, f"in {dtype}", FLOAT32)
        expect_training(seen, task, 0.05, 3, f"training in {dtype}", otherwise=FLOAT32)
    cases = [((1,), None), ((), None), ((2, 3), None), ((6,), 1), ((), 1), ((2, 3), 1)]
    for rows, outputs in cases:
        task = Task(draw, "layer used twice", rows, outputs)
        seen, (log, last) = observe("train", **task.sent, how={"lr": 0.05, "steps": 2}), task.trained(0.05, 2)
        called, reason = f"X of shape {tuple(task.x.shape)}", BROADCAST if outputs == 1 else SHAPES
        expect_log(seen["log"], log, last, called, reason)
        expect_training(seen, task, 0.05, 2, called, otherwise=reason)


@check(points=1.5, kind="robustness")
def test_what_was_before_does_not_count(observe, draw):
    """Gradients found in the net change nothing, and a second call goes on with a log of its own."""
    for kind in KINDS:
        task, lr, steps = Task(draw, kind), 0.05, 3
        log, middle = task.trained(lr, steps)
        waiting = {name: draw.normal(*value.shape, dtype=value.dtype) for name, value in task.values.items()}
        seen = observe("train", **task.sent, how={"lr": lr, "steps": steps}, waiting=waiting)
        called = "where the net had gradients before"
        expect_log(seen["log"], log, middle, called, LEFT_OVER)
        expect_training(seen, task, lr, steps, called, waiting, LEFT_OVER)
        seen, (more, last) = observe("train_on", **task.sent, lr=lr, steps=steps), task.trained(lr, steps, middle)
        expect_log(seen["first"], log, middle, "of the first call")
        expect_log(seen["second"], more, last, "of the second call", ONE_LOG)
        expect_log(seen["first, later"], log, middle, "of the first call, after the second", ONE_LOG)
        expect(seen["lengths"], "the lengths of both logs").equal([steps, steps], otherwise=ONE_LOG)
        expect(seen["net"], "the parameters after two calls").close(last, otherwise=LEFT_OVER)


@check(points=1.5, kind="identity")
def test_the_parameters_stay_the_same(observe, draw):
    """Parameters keep their identity, their memory and their ties: who knew them before sees what happens."""
    for kind in KINDS:
        task, lr, steps = Task(draw, kind), 0.05, 2
        later = {name: draw.normal(*value.shape, dtype=value.dtype) for name, value in task.values.items()}
        seen = observe("hold", **task.sent, lr=lr, steps=steps, later=later)
        (_, values), (_, more) = task.trained(lr, steps), task.trained(lr, steps + 1)
        expect(seen["trained"], "net(X)").close(
            task.output(values), mistaken={REBOUND: task.output(task.values)}, otherwise=UNTIED
        )
        expect(seen["state"], "net.state_dict(), taken before the call").close(values, otherwise=REPLACED)
        expect(seen["one step more"], "net(X), after one step of an optimiser made before the call").close(
            task.output(more), mistaken={REPLACED: task.output(values)}, otherwise=UNTIED
        )
        expect(seen["written"], "net(X), after a write to the parameters that the net had before the call").close(
            task.output(later), mistaken={REPLACED: task.output(more)}, otherwise=UNTIED
        )


@check(points=1.5, kind="state")
def test_the_log_is_a_record(observe, draw):
    """The log holds plain numbers: they belong to no graph, and no later change of the net reaches them."""
    for kind in KINDS:
        task, lr, steps = Task(draw, kind), 0.05, 3
        log, last = task.trained(lr, steps)
        seen = observe("after", **task.sent, lr=lr, steps=steps)
        expect_log(seen["log"], log, last, "at first")
        for name, value in task.values.items():
            expect(seen["leaked"][name], f"{name}.grad, after a backward pass from the log").equal(
                torch.zeros_like(value), otherwise=ATTACHED
            )
        expect_log(seen["log, later"], log, last, "after writing to the net and to its gradients", FOLLOWS)
        doubled = [{name: 2 * value for name, (value, _) in entry.items()} for entry in log]
        expect(seen["log, doubled"], "the values in the log, after log[k][name][0].mul_(2)").close(
            doubled, otherwise=TRAINABLE
        )


@check(points=1, kind="robustness")
def test_surroundings_stay(observe, draw):
    """The net is called once a step in the mode it is in; X, y, mode, grad mode and random numbers stay."""
    n, h, o = draw.sizes(3, low=3)
    wide, lr, steps, seed = torch.float64, 0.05, 3, draw.integer(1, 10**9)
    for training in draw.shuffled([True, False]):
        values = draw.state({"1.weight": (o, n), "1.bias": (o,)}, wide)
        x, y = 0.3 * draw.normal(5, n, dtype=wide), 3 + draw.normal(5, o, dtype=wide)
        sent = {"sizes": (n, h, o), "values": values, "x": x, "y": y, "lr": lr, "steps": steps}
        seen = observe("surroundings", **sent, training=training, seed=seed)
        total, expected = sums_and_values(training, lr, steps, values, x, y, 1)
        _, past_hooks = sums_and_values(training, lr, steps, values, x, y, 0)
        expect(seen["witness"], "a Dropout(1.0) in the net, after the call").equal(
            torch.zeros(4) if training else torch.ones(4), otherwise=MODE
        )
        expect(seen["total"], "a buffer that each call in training mode adds to").close(total, otherwise=MORE_CALLS)
        expect(seen["net"], "the parameters").close(expected, mistaken={HOOKS: past_hooks}, otherwise=MORE_CALLS)
        for name, value in (("X", x), ("y", y)):
            expect(seen[name], f"{name}.mul_(2), after the call").equal(2 * value, otherwise=TOUCHED)
        expect(seen["X.grad, y.grad"], "X.grad and y.grad, after the call").equal([0 * x, 0 * y], otherwise=TOUCHED)
        expect(seen["quiet"], "a gradient, asked of no_grad, after a call there").equal(
            torch.zeros(3), otherwise=TOUCHED
        )
        expect(seen["drawn"], "torch.rand(4), after torch.manual_seed and the call").equal(
            torch.rand(4, generator=torch.Generator().manual_seed(seed)), otherwise=TOUCHED
        )
        expect(seen["anchor"], "the gradient of a sum of squares, made after the call").equal(
            torch.full((3,), 2.0), otherwise=TOUCHED
        )


def sums_and_values(training, lr, steps, values, x, y, hook):
    """What a net of a `Counting`, a layer, and a hook that adds `hook` makes of its sums and its parameters."""
    total = torch.zeros_like(x[0])
    for _ in range(steps):
        total = total + x.sum(0) if training else total
        fed = x + total

        def loss(weight, bias, fed=fed):
            return ((linear(fed, weight, bias) + hook - y) ** 2).mean()

        slopes = gradients(list(values.values()), loss)
        values = {name: values[name] - lr * slope for name, slope in zip(values, slopes, strict=True)}
    return total, values
