"""A training loop that does not wait."""

import torch
from torch.nn.functional import linear

from grader.judge import Misconception, check, expect
from grader.judge.descent import gradients

POINTS = 20

NOT_MOVED = Misconception(
    "a_tensor_moves_in_place", "A batch met the net on another device: `X.to(device)` leaves X where it is."
)
NO_GPU = Misconception("every_machine_has_a_gpu", "A GPU is asked for by name, whatever `device` says.")
LEFT_BEHIND = Misconception("nets_come_home", "The net, or a part of it, is not on `device` after the call.")
OTHER_GPU = Misconception("one_gpu_or_none", "On the first GPU it works, and not on another one.")
ORDER = Misconception(
    "order_is_free", "Nothing was learned: what is updated are the Parameters that the net had before the move."
)
FETCHED = Misconception("reading_is_free", "Values are fetched again and again, and each time the host stands still.")
GRAPHS = Misconception("a_loss_is_a_number", "What is kept of a batch keeps its graph alive, long after its update.")
MEANS = Misconception(
    "batches_are_equal", "The mean of an epoch is one over batches, and a small batch counts too much."
)
NOT_MEAN = Misconception("sum_is_mean", "The losses of an epoch are summed, or divided by something else.")
LAST = Misconception("last_is_mean", "The loss of an epoch is that of one of its batches.")
AFTER = Misconception("loss_is_after_the_update", "The losses are those after an update, or after the epoch.")
RUNNING = Misconception("totals_go_on", "The total of one epoch goes on in the next.")
COPY = Misconception(
    "a_copy_is_the_net", "The net that was given never changed: something else was trained, or nothing."
)
ADDED_UP = Misconception("backward_overwrites", "Gradients of earlier batches were added to those of a batch.")
OTHER_LOSS = Misconception(
    "any_squared_error", "The updates are those of a multiple of the loss: another mean, or a sum."
)
UPDATES = Misconception(
    "any_update_will_do", "The updates are not those of plain gradient descent, one for each batch."
)
SHUFFLED = Misconception("order_of_batches_is_free", "The batches were not taken in the order of the list.")
SOME_BATCHES = Misconception("batches_may_be_left_out", "Not all of the batches were used.")
DOUBLE = Misconception("each_name_is_a_parameter", "A parameter with two names made two steps where one was due.")
DEFAULTS = Misconception("defaults_are_free", "Without `lr` and `epochs`, or by position, other ones are used.")
STRING = Misconception("a_device_is_a_string", "A `torch.device` is not understood where a string is.")
NUMBERS = Misconception("a_tensor_is_a_float", "What is returned is no list with one Python float for each epoch.")
FLOAT32 = Misconception("everything_is_float32", "Parameters change their dtype, or lose digits.")
SHAPES = Misconception(
    "data_is_a_matrix", "Batches of some shape are not understood, or broadcast where they should not."
)
LEFT_OVER = Misconception("a_net_comes_without_gradients", "A gradient that the net had before the call took part.")
GOES_ON = Misconception("a_call_begins_anew", "The second call does not go on where the first one ended.")
REPLACED = Misconception(
    "a_new_parameter_is_an_update", "Who knew the net's Parameters before does not see the training."
)
MODE = Misconception("fit_finds_training_mode", "The net was not trained in training mode, or did not end in it.")
CALLS = Misconception("looking_is_free", "The net was not called once for each batch, as `net(X)`.")
MINE = Misconception("batches_are_mine", "The list of batches, a tensor in it, or the place of one was changed.")
TOUCHED = Misconception(
    "surroundings_are_mine", "The random numbers that follow, the grad mode or defaults were changed."
)

RAISED = {
    r"CUDA enabled|NVIDIA driver|CUDA GPUs": NO_GPU,
    r"on the same device|not on the expected device|at the same device|at least two devices": NOT_MOVED,
    r"one too many of fetches": FETCHED,
    r"graphs of \d+ batches are alive": GRAPHS,
    r"appears to not have been used in the graph|for \*: 'float' and 'NoneType'": ORDER,
    r"object is not iterable|float\(\) argument|to Python scalars|only one element tensors": NUMBERS,
    r"leaf Variable|does not require grad": UPDATES,
    r"positional argument|keyword argument|cannot be interpreted as an integer": DEFAULTS,
    r"'torch.device'": STRING,
    r"shapes cannot be multiplied": SHAPES,
    r"same dtype|but found (Float|Double)|expected (Float|Double|scalar)": FLOAT32,
}

LOSSES = (1e-5, 1e-6)


class Task:
    """A net with its first values, batches of which the last is smaller, and what training makes of them."""

    def __init__(self, draw, kind="two layers", rows=(5, 5, 2), inner=(), outputs=None, dtype=torch.float64):
        n, h, o = draw.sizes(3, low=2, high=5)
        self.kind, self.sizes = kind, (n, h, outputs or o)
        layers = {"0": (h, n), ("3" if kind == "watched" else "2"): (self.sizes[2], h)}
        if kind in ("line", "counting"):
            layers = {"0" if kind == "line" else "1": (self.sizes[2], n)}
        if kind == "tied":
            self.sizes, layers = (n, n, n), {"0": (n, n), "2": (n, n)}
        shapes = {f"{name}.{part}": s for name, shape in layers.items() for part, s in parts(shape)}
        if kind == "tied":
            del shapes["2.weight"]
        self.values = {name: 0.7 * value for name, value in draw.state(shapes, dtype).items()}
        self.batches = [self.batch(draw, row, inner, dtype) for row in rows]

    def batch(self, draw, row, inner, dtype):
        """Targets are far from what the net says, each batch's at another place: no two batches are alike."""
        x = 0.5 * draw.normal(row, *inner, self.sizes[0], dtype=dtype)
        y = self.output(self.values, x)
        return x, y + draw.pick([-1, 1]) * draw.uniform(*y.shape, low=1, high=3, dtype=dtype)

    @property
    def sent(self):
        return {"kind": self.kind, "sizes": self.sizes, "values": self.values, "batches": self.batches}

    def output(self, v, x):
        tensors = list(v.values())
        if self.kind == "tied":
            tensors.insert(2, tensors[0])
        pairs = list(zip(tensors[::2], tensors[1::2], strict=True))
        for weight, bias in pairs[:-1]:
            x = torch.tanh(linear(x, weight, bias))
        return linear(x, *pairs[-1])

    def loss(self, values, batch):
        return ((self.output(values, batch[0]) - batch[1]) ** 2).mean()

    def slopes(self, values, batch):
        def loss(*tensors):
            return self.loss(dict(zip(values, tensors, strict=True)), batch)

        return dict(zip(values, gradients(list(values.values()), loss), strict=True))

    def trained(
        self, lr=0.1, epochs=1, values=None, found=None, keep=False, times=1.0, momentum=0.0, order=None, twice=()
    ):
        """The history of each epoch and the last values; the options are slips.

        A history lists for each batch its size, its loss before the update and its loss after it.
        """
        values, speed, histories = values or self.values, {}, []
        found = found or {}
        for _ in range(epochs):
            history = []
            for batch in order or self.batches:
                slopes = self.slopes(values, batch)
                new = {name: times * slope + found.get(name, 0.0) for name, slope in slopes.items()}
                speed = {name: momentum * speed.get(name, 0.0) + slope for name, slope in new.items()}
                before = self.loss(values, batch)
                values = {
                    name: value - lr * (2 if name in twice else 1) * speed[name] for name, value in values.items()
                }
                history.append((len(batch[0]), before, self.loss(values, batch)))
                found = new if keep else {}
            histories.append(history)
        return histories, values

    def updates(self, lr, epochs, found=None):
        """What some misconceptions would have made of the net."""
        count = self.batches[0][1].numel() / len(self.batches[0][1])
        options = [(ADDED_UP, {"keep": True}), (UPDATES, {"momentum": 0.9}), (UPDATES, {"times": -1.0})]
        options += [(OTHER_LOSS, {"times": times}) for times in (count, 0.5, 2.0) if times != 1]
        options += [(SHUFFLED, {"order": self.batches[::-1]}), (SOME_BATCHES, {"order": self.batches[:-1]})]
        options += [(SOME_BATCHES, {"order": self.batches[:1]}), (SOME_BATCHES, {"order": self.batches[1:]})]
        options += [(DOUBLE, {"twice": ("0.weight",)})] if self.kind == "tied" else []
        options += [(LEFT_OVER, {"found": found, "keep": keep}) for keep in (False, True) if found]
        return [(COPY, self.values)] + [(slip, self.trained(lr, epochs, **how)[1]) for slip, how in options]


def parts(shape):
    return ("weight", shape), ("bias", shape[:1])


def mean(history, at=1):
    return sum(one[0] * one[at] for one in history) / sum(one[0] for one in history)


def epoch_losses(histories, rule=mean):
    return torch.stack([torch.as_tensor(rule(history)) for history in histories]).double()


def summaries(histories):
    """What other ideas of the loss of an epoch give."""
    before = [[loss for _, loss, _ in history] for history in histories]
    pairs = [
        (MEANS, lambda h: sum(one[1] for one in h) / len(h)),
        (NOT_MEAN, lambda h: sum(one[1] for one in h)),
        (NOT_MEAN, lambda h: sum(one[0] * one[1] for one in h)),
        (NOT_MEAN, lambda h: sum(one[0] * one[1] for one in h) / len(h)),
        (NOT_MEAN, lambda h: sum(one[1] for one in h) / sum(one[0] for one in h)),
        (LAST, lambda h: h[-1][1]),
        (LAST, lambda h: h[0][1]),
        (AFTER, lambda h: mean(h, 2)),
        (AFTER, lambda h: h[-1][2]),
    ]
    found = [(slip, epoch_losses(histories, rule)) for slip, rule in pairs]
    right = epoch_losses(histories)
    steps = torch.arange(1, len(before) + 1)
    return [*found, (RUNNING, right.cumsum(0)), (RUNNING, right.cumsum(0) / steps)] if len(before) > 1 else found


def expect_losses(seen, histories, called, otherwise=None):
    right = epoch_losses(histories)
    slips = (
        [] if seen.is_close(right, LOSSES) else [(s, v) for s, v in summaries(histories) if seen.is_close(v, LOSSES)]
    )
    expect(seen, called).close(right, otherwise=slips[0][0] if slips else otherwise, tolerance=LOSSES)


def expect_net(seen, task, lr, epochs, called, otherwise=None, found=None, more=()):
    right = task.trained(lr, epochs)[1]
    slips = [] if seen.is_close(right) else [*more, *task.updates(lr, epochs, found)]
    expect(seen, f"the parameters after {called}").close(right, mistaken=slips, otherwise=otherwise)


@check(points=2, kind="value")
def test_losses_of_the_epochs(observe, draw):
    """The loss of an epoch is the mean over its examples of the losses found before the updates."""
    for kind, rows, epochs in (("line", (5, 5, 2), 1), ("two layers", (4, 4, 4, 1), 3), ("line", (1, 6), 2)):
        task, lr = Task(draw, kind, rows), draw.number(0.05, 0.1)
        seen = observe("fit", **task.sent, how={"lr": lr, "epochs": epochs})
        called = f"fit(net, batches of {', '.join(map(str, rows))} examples, 'cpu', epochs={epochs})"
        expect_losses(seen["losses"], task.trained(lr, epochs)[0], called, UPDATES)


@check(points=2.5, kind="value")
def test_the_net_is_trained(observe, draw):
    """At the end the net holds what plain gradient descent makes of it, with one update for each batch in order."""
    for kind, epochs in (("line", 1), ("two layers", 3), ("tied", 2)):
        task, lr = Task(draw, kind), draw.number(0.05, 0.15)
        seen = observe("fit", **task.sent, how={"lr": lr, "epochs": epochs})
        expect_net(seen["net"], task, lr, epochs, f"fit(net, batches, 'cpu', epochs={epochs})", UPDATES)
    task, lr = Task(draw), draw.number(0.02, 0.05)
    for how in ({}, {"lr": lr}, {"epochs": 2}):
        seen, used = observe("fit", **task.sent, how=how), {"lr": 0.1, "epochs": 1} | how
        expect_net(seen["net"], task, **used, called="fit(net, batches, 'cpu')", otherwise=DEFAULTS)
    seen = observe("fit_by_position", **task.sent, lr=lr, epochs=2)
    expect_net(seen["net"], task, lr, 2, "fit(net, batches, torch.device('cpu'), lr, epochs)", DEFAULTS)


@check(points=1, kind="shape")
def test_python_floats(observe, draw):
    """What is returned is a list with one Python float for each epoch."""
    for epochs, dtype in ((1, torch.float64), (4, torch.float32)):
        task = Task(draw, dtype=dtype)
        seen = observe("answer", **task.sent, how={"lr": 0.05, "epochs": epochs})
        expect(seen["types"], f"the types in fit(net, batches, 'cpu', epochs={epochs})").equal(
            ["float"] * epochs, otherwise=NUMBERS
        )
        expect(seen["answer"], f"fit(net, batches, 'cpu', epochs={epochs})").satisfies(
            lambda answer: type(answer) is list, "a list", otherwise=NUMBERS
        )


def expect_stops(draw, observe, stops, otherwise):
    for kind, as_object in (("two layers", False), ("counting", True)):
        task = Task(draw, kind)
        seen = observe("fit_on", **task.sent, stops=stops, as_object=as_object)
        for position, stop in enumerate(stops):
            how, device = stop["how"], stop["device"]
            called = f"fit(net, batches, {device!r}), the net on {stop['start']}"
            if kind == "counting":
                histories, values = counted(task, **how)
            else:
                histories, values = task.trained(**how)
            expect(seen[position]["net"], f"parameters and buffers after {called}").close(
                values, mistaken=[(COPY, task.values)], otherwise=otherwise
            )
            expect_losses(seen[position]["losses"], histories, called)


def counted(task, lr, epochs, hook=0, training=True):
    """What a net makes of its sums and its parameters that begins with a `Counting` and ends with a hook."""
    total, histories = torch.zeros_like(task.batches[0][0][0]), []
    values = task.values
    for _ in range(epochs):
        history = []
        for x, y in task.batches:
            total = total + x.sum(0) if training else total
            fed = (x + total, y - hook)
            before, slopes = task.loss(values, fed), task.slopes(values, fed)
            values = {name: value - lr * slopes[name] for name, value in values.items()}
            history.append((len(x), before, task.loss(values, fed)))
        histories.append(history)
    return histories, values | {"0.total": total}


@check(points=2.5, kind="device", gpus=1)
def test_the_same_numbers_on_a_gpu(observe, draw):
    """On a GPU losses and updates are the same, wherever the batches lie, and the net with its buffers stays there."""
    how = {"lr": 0.05, "epochs": 2}
    places = [["cpu", "cpu", "cpu"], ["cuda:0", "cpu", "cuda:0"], ["cpu", "cpu", "cpu"]]
    starts, devices = ["cpu", "cuda:0", "cpu"], ["cuda:0", "cuda:0", "cpu"]
    stops = [
        {"start": start, "device": device, "places": lie, "how": how}
        for start, device, lie in zip(starts, devices, places, strict=True)
    ]
    expect_stops(draw, observe, stops, LEFT_BEHIND)


@check(points=0.5, kind="device", gpus=2)
def test_on_the_second_gpu(observe, draw):
    """On the second GPU as on the first one, with a net from another device, and back on the CPU."""
    how, cpu = {"lr": 0.05, "epochs": 1}, ["cpu"] * 3
    moves = [("cpu", "cuda:1"), ("cuda:0", "cuda:1"), ("cuda:1", "cpu")]
    expect_stops(
        draw,
        observe,
        [{"start": start, "device": device, "places": cpu, "how": how} for start, device in moves],
        OTHER_GPU,
    )


@check(points=2, kind="device", gpus=1)
def test_new_parameters_are_trained(observe, draw):
    """Where the move gives the net new Parameter objects, it is these that are trained."""
    for kind in ("line", "two layers"):
        task, lr, epochs = Task(draw, kind), draw.number(0.05, 0.15), 2
        seen = observe("fit_with_new_parameters", **task.sent, device="cuda:0", how={"lr": lr, "epochs": epochs})
        called = "fit(net, batches, 'cuda:0'), where the move makes new Parameters"
        expect_net(seen["net"], task, lr, epochs, called, LEFT_BEHIND, more=[(ORDER, task.values)])


@check(points=2.5, kind="device", gpus=1)
def test_values_are_fetched_once_an_epoch(observe, draw):
    """Values come to the host once for each epoch at most, and once more for the whole call."""
    for epochs, count in ((3, 30), (1, 30), (5, 2)):
        task, lr = Task(draw, "line", rows=(2,) * (count - 1) + (1,)), 0.02
        sent = task.sent | {"device": "cuda:0", "how": {"lr": lr, "epochs": epochs}}
        seen = observe("within_budget", **sent, fetches=epochs + 1)
        called = f"fit(net, {count} batches, 'cuda:0', epochs={epochs})"
        if seen["calls"][0].raised_a("BudgetSpentError"):
            number = observe("fetches", **sent).plain()
            expect(seen, called).holds(
                False,
                f"at most {epochs + 1} values fetched",
                otherwise=FETCHED,
                message=f"{number} values fetched for {epochs} epoch{'s' * (epochs > 1)} of {count} batches.",
                actual=f"{number} values fetched",
            )
        else:
            expect_losses(seen["calls"][0]["losses"], task.trained(lr, epochs)[0], called)


@check(points=2, kind="gradient")
def test_graphs_are_free_to_go(observe, draw):
    """While a batch goes through the net, at most the graph of the batch before it is still alive."""
    for rows, epochs in (((3,) * 10 + (1,), 1), ((3, 2), 6)):
        task, lr = Task(draw, "watched", rows), 0.05
        sent = {name: value for name, value in task.sent.items() if name != "kind"}
        sent["how"] = {"lr": lr, "epochs": epochs}
        seen = observe("within_graphs", **sent, limit=2)
        called = f"fit(net, {len(rows)} batches, 'cpu', epochs={epochs})"
        if seen["calls"][0].raised_a("TooManyGraphsError"):
            number = observe("graphs", **sent).plain()
            expect(seen, called).holds(
                False,
                "at most 2 graphs alive at once",
                otherwise=GRAPHS,
                message=f"The graphs of {number} batches are alive at once, of {epochs * len(rows)} in all.",
                actual=f"{number} graphs",
            )
        else:
            expect_net(seen["calls"][0]["net"], task, lr, epochs, called)


@check(points=1, kind="state")
def test_training_mode(observe, draw):
    """The net is called once for each batch and in training mode, whichever it came in."""
    for training in draw.shuffled([True, False]):
        task, lr, epochs = Task(draw, "counting"), 0.05, 2
        sent = {name: value for name, value in task.sent.items() if name != "kind"}
        seen = observe("in_mode", **sent, how={"lr": lr, "epochs": epochs}, training=training)
        _, right = counted(task, lr, epochs, 1)
        found = seen["net"]
        slips = [(MODE, counted(task, lr, epochs, 1, training=False)[1]), (CALLS, counted(task, lr, epochs, 0)[1])]
        expect(found, "parameters and a buffer that each call in training mode adds to").close(
            right, mistaken=slips, otherwise=CALLS
        )
        if training:
            expect(seen["witness"], "a Dropout(1.0) in the net, after the call").equal(torch.zeros(4), otherwise=MODE)


@check(points=1, kind="identity")
def test_the_parameters_stay_the_same(observe, draw):
    """On the device where it is, the net keeps its Parameters and their memory."""
    for kind in ("line", "two layers"):
        task, how = Task(draw, kind), {"lr": 0.05, "epochs": 2}
        later = {name: draw.normal(*value.shape, dtype=value.dtype) for name, value in task.values.items()}
        seen = observe("hold", **task.sent, how=how, later=later)
        _, trained = task.trained(**how)
        slopes = task.slopes(trained, task.batches[0])
        expect(seen["one step more"], "net, after one step more of an optimiser made before the call").close(
            {name: value - how["lr"] * slopes[name] for name, value in trained.items()}, otherwise=REPLACED
        )
        expect(seen["output"], "net(X), after a write into net.state_dict(), taken before the call").close(
            task.output(later, task.batches[0][0]), otherwise=REPLACED
        )


@check(points=1, kind="robustness")
def test_what_was_before_does_not_count(observe, draw):
    """Gradients found in the net change nothing, and a second call goes on where the first one ended."""
    for kind in ("line", "two layers"):
        task, how = Task(draw, kind), {"lr": 0.05, "epochs": 2}
        waiting = {name: draw.normal(*value.shape, dtype=value.dtype) for name, value in task.values.items()}
        seen = observe("fit", **task.sent, how=how, waiting=waiting)
        expect_net(seen["net"], task, **how, called="fit, where gradients were waiting", found=waiting)
        seen, (first, middle) = observe("fit_twice", **task.sent, how=how), task.trained(**how)
        second, _ = task.trained(**how, values=middle)
        expect_losses(seen["first"], first, "the first call's losses", GOES_ON)
        expect_losses(seen["second"], second, "the second call's losses", GOES_ON)


@check(points=1, kind="robustness")
def test_every_shape_and_dtype(observe, draw):
    """Batches of one, sequences, one output; float32 stays float32, and float64 keeps its digits."""
    cases = [((4, 1), (), None), ((1,), (), 1), ((4, 3, 1), (), 1), ((3, 2), (4,), None), ((3, 1), (2, 3), 1)]
    for rows, inner, outputs in cases:
        for dtype in (torch.float64, torch.float32):
            task, how = Task(draw, "two layers", rows, inner, outputs, dtype), {"lr": 0.05, "epochs": 2}
            seen = observe("fit", **task.sent, how=how)
            x = task.batches[0][0]
            called = f"fit, the first X of shape {tuple(x.shape)} and {dtype}"
            right = task.trained(**how)[1]
            nearly = all(is_nearly(seen["net"][name], value) for name, value in right.items())
            expect(seen["net"], f"the parameters after {called}").close(right, otherwise=FLOAT32 if nearly else SHAPES)
            expect_losses(seen["losses"], task.trained(**how)[0], called, SHAPES)


def is_nearly(seen, expected):
    """Whether these are the right numbers, but for the digits that float32 drops, or in another dtype."""
    actual = seen.tensor()
    alike = actual is not None and actual.shape == expected.shape and actual.is_floating_point()
    return alike and torch.allclose(actual.double(), expected.double(), 1e-3, 1e-4)


@check(points=1, kind="robustness", gpus=1)
def test_batches_and_surroundings_stay(observe, draw):
    """The list and its tensors stay what and where they are; random numbers, grad mode and defaults as well."""
    for device in ("cuda:0", "cpu"):
        task, seed = Task(draw), draw.integer(1, 10**9)
        seen = observe("surroundings", **task.sent, device=device, how={"lr": 0.05, "epochs": 2}, seed=seed)
        pairs = [list(pair) for pair in task.batches]
        expect(seen["list"], "batches, after the call").equal(pairs, otherwise=MINE)
        doubled = [[2 * part for part in pair] for pair in pairs]
        expect(seen["written"], "X.mul_(2), y.mul_(2) for the tensors in batches").equal(doubled, otherwise=MINE)
        expect(seen["drawn"], "torch.rand(4), after torch.manual_seed and the call").equal(
            torch.rand(4, generator=torch.Generator().manual_seed(seed)), otherwise=TOUCHED
        )
        expect(seen["recorded"], "the gradient of a sum of products with 1, made after the call").equal(
            torch.ones(3), otherwise=TOUCHED
        )
