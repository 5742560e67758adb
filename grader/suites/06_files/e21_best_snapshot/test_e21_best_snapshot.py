"""Keep the best, go on training."""

import itertools
import math

import torch
from torch.nn.functional import linear, relu

from grader.judge import Misconception, check, expect
from grader.judge.descent import gradients

POINTS = 15

TIES = Misconception("an_equal_loss_is_better", "An equal loss counts as better, and the later net is kept.")
PREVIOUS = Misconception("the_last_loss_is_the_best", "The loss is compared with the one before it, not with the best.")
NO_DIMENSION = Misconception("every_tensor_has_a_dimension", "A tensor of shape () has nothing to slice.")
NONE = Misconception("no_answer_is_false", "`update` returns nothing where it should say False.")
TENSOR = Misconception("a_tensor_is_a_bool", "`update` answers with a tensor or a number, not with True or False.")
NUMBERS = Misconception("every_loss_is_a_tensor", "A loss that is a Python number was refused, or not understood.")
ZERO = Misconception("zero_is_no_loss", "A loss of 0 is taken for no loss at all.")
NEGATIVE = Misconception("losses_are_positive", "A negative loss is smaller than a positive one; here it is not kept.")
BOUND = Misconception("every_loss_is_below_my_start", "A large first loss is not kept, though nothing came before.")
TINY = Misconception("small_gains_do_not_count", "A loss that is smaller by very little does not count as smaller.")
NAN = Misconception("not_worse_means_better", "nan is taken for the best: all comparisons with it are False.")
POISON = Misconception("nan_can_be_compared", "After a nan, a smaller loss is no longer recognised.")
LOSS_TENSOR = Misconception("a_tensor_is_a_number", "The keeper holds the loss as a tensor, and follows its changes.")
NOT_THE_BEST = Misconception("best_loss_is_the_last_loss", "`best_loss` is not the smallest loss so far.")
LOSS_CHANGED = Misconception("the_loss_is_mine", "After `update`, the training step does not go on as it would have.")
ALIAS = Misconception("state_dict_is_a_copy", "`restore` gave the last weights: what was kept is the net's own memory.")
FIRST = Misconception("kept_once_is_kept", "`restore` gave the weights of the first update, not of the smallest loss.")
LATEST = Misconception("the_last_update_is_kept", "`restore` gave the weights of the last update, not of the best.")
PARAMETERS = Misconception("state_is_its_parameters", "The buffers belong to the state as well: they are missing.")
ONE_NAME = Misconception("one_tensor_one_name", "A tensor with two names was kept under one of them only.")
WATCHED = Misconception("autograd_lets_me_write", "A Parameter was written to while autograd was watching.")
LAYERS = Misconception("parameters_live_in_layers", "A parameter of the net itself, outside its layers, is missing.")
FROZEN = Misconception("only_what_learns_is_kept", "A frozen parameter is part of the state: it was not restored.")
INEXACT = Misconception("values_may_be_converted", "An entry does not come back exactly as it was.")
SHARES = Misconception("restoring_copies", "After `restore`, what is kept goes on changing with the net.")
USED_UP = Misconception("restore_is_the_end", "After one `restore`, the keeper no longer does its work.")
ONE_NET = Misconception("a_keeper_has_one_net", "`restore` wrote into another net than the one it was given.")
REPLACED = Misconception(
    "equal_values_same_parameter", "The net has new Parameters: an older optimiser trains nothing."
)
RETURNED = Misconception("restore_makes_a_net", "The best values are in the returned net, not in the one given.")
NOT_RETURNED = Misconception("in_place_returns_nothing", "What `restore` returns is not the net that it was given.")
SILENT = Misconception("nothing_to_do_is_no_error", "There is nothing to restore, and `restore` raises nothing.")
TOUCHED = Misconception("failing_may_write", "`restore` raised, but the net is not what it was.")
SHARED_KEEPERS = Misconception("class_attribute_belongs_to_the_object", "Two keepers share what they keep.")
GRADS = Misconception("gradients_are_mine", "The gradients are not what they would have been without the call.")
GRAD_MODE = Misconception("grad_mode_is_mine", "The caller's choice about gradients (`no_grad` or not) is overruled.")
MODES = Misconception("modes_are_mine", "A module is not in the mode, training or evaluation, in which it was.")
WRITES = Misconception("update_may_write", "The net has other values than it should have after the call.")
SURROUNDINGS = Misconception(
    "the_surroundings_are_mine", "Random numbers or new tensors are other than without the call."
)

RAISED = {
    r'Missing key\(s\) in state_dict: "body\.3\.weight", "body\.3\.bias"\.': ONE_NAME,
    r"Missing key\(s\) in state_dict": PARAMETERS,
    r"0-dim tensor": NO_DIMENSION,
    r"(float|int)' object has no attribute": NUMBERS,
    r"[Cc]an't detach": LOSS_CHANGED,
    r"leaf Variable that requires grad": WATCHED,
}

BUFFERS = ("body.2.running_mean", "body.2.running_var", "body.2.num_batches_tracked", "mask")


def small_state(draw):
    """The state of a net of two layers."""
    return draw.state({"0.weight": (5, 3), "0.bias": (5,), "2.weight": (2, 5), "2.bias": (2,)})


def answers_to(losses, better=lambda loss, best: loss < best):
    best, answers = None, []
    for loss in losses:
        answers.append(not math.isnan(loss) and (best is None or better(loss, best)))
        best = loss if answers[-1] else best
    return answers


def answers_to_neighbours(losses):
    return [True] + [after < before for before, after in itertools.pairwise(losses)]


def wavy(draw):
    """Losses that fall and rise, with ties; float32 holds them."""
    scale, shift = draw.integer(4, 16) / 8, draw.integer(0, 3)
    return [scale * value + shift for value in (3.0, 5.0, 4.0, 3.0, 2.0, 2.0, 2.5, 2.25)]


@check(points=2, kind="value")
def test_update_says_whether_the_loss_is_the_best(observe, draw):
    """`update` returns True for the first loss and for one strictly smaller than all before, else False."""
    a = draw.integer(8, 15) / 8
    below = math.nextafter(a, 0.0)
    cases = [
        (wavy(draw), None),
        ([a, 0.0, a / 2, 0.0, 2 * a], ZERO),
        ([0.0, a, 0.0], ZERO),
        ([-a, a, -2 * a, -a, -3 * a], NEGATIVE),
        ([a * 1e30, a * 1e29], BOUND),
        ([a, below, a, math.nextafter(below, 0.0), below], TINY),
        ([7, 9, 5, 5, 6, -1], NUMBERS),
    ]
    for losses, reason in cases:
        expected = answers_to(losses)
        mistaken = {
            TIES: answers_to(losses, lambda loss, best: loss <= best),
            PREVIOUS: answers_to_neighbours(losses),
            NONE: [answer or None for answer in expected],
        }
        seen = observe("updates", state=small_state(draw), losses=losses)
        found = seen["answers"].plain()
        meant = isinstance(found, list) and all(isinstance(answer, bool | int | torch.Tensor) for answer in found)
        if meant and [bool(answer) for answer in found] == expected:
            reason = TENSOR
        expect(seen["answers"], f"[keeper.update(net, loss) for loss in {losses}]").equal(
            expected, mistaken=mistaken, otherwise=reason
        )
    losses = wavy(draw)
    for dtype in (torch.float32, torch.float64):
        sent = [torch.tensor(loss, dtype=dtype) for loss in losses]
        seen = observe("updates", state=small_state(draw), losses=sent)
        expect(seen["answers"], f"[keeper.update(net, torch.tensor(loss)) for loss in {losses}]").equal(
            answers_to(losses), otherwise=TENSOR
        )


@check(points=1, kind="robustness")
def test_nan_is_never_the_best(observe, draw):
    """For a loss of nan, also as the first, `update` returns False and keeps nothing."""
    nan, a = math.nan, draw.integer(8, 15) / 8
    for losses in ([a, nan, a / 2, a], [nan, a, nan, a / 2, nan, a], [nan, nan, -a]):
        expected = answers_to(losses)
        for sent in (losses, [torch.tensor(loss) for loss in losses]):
            seen = observe("updates", state=small_state(draw), losses=sent)
            taken = any(seen["answers"][i].plain() for i, loss in enumerate(losses) if math.isnan(loss))
            expect(seen["answers"], f"[keeper.update(net, loss) for loss in {losses}]").equal(
                expected, otherwise=NAN if taken else POISON
            )
        states, last = [small_state(draw) for _ in losses], small_state(draw)
        seen = observe("keep", states=states, losses=losses, last=last, training=True, quiet=False)
        best = max(i for i, answer in enumerate(expected) if answer)
        expect(seen["state"], "keeper.restore(net).state_dict()").equal(
            states[best], mistaken={ALIAS: last, LATEST: states[-1]}, otherwise=NAN
        )


@check(points=1, kind="value")
def test_best_loss_is_a_number_of_its_own(observe, draw):
    """`best_loss` is the smallest loss so far, a float that does not follow the tensor it came from."""
    losses = wavy(draw)
    tensors = [torch.tensor(loss) for loss in losses]
    for sent in (losses, tensors):
        seen = observe("updates", state=small_state(draw), losses=sent)
        reason = LOSS_TENSOR if seen["best"][0].tensor() is not None else NOT_THE_BEST
        for i, best in enumerate(itertools.accumulate(losses, min)):
            expect(seen["best"][i], f"keeper.best_loss, after the losses {losses[: i + 1]}").equal(
                best, otherwise=reason
            )
    seen = observe("updates_from_one_tensor", state=small_state(draw), losses=tensors)
    expect(seen["best"], "keeper.best_loss, after loss.zero_()").equal(min(losses), otherwise=LOSS_TENSOR)


@check(points=1, kind="gradient")
def test_update_does_not_disturb_a_step(observe, draw):
    """Between the loss and `loss.backward()`, `update` leaves the loss, its graph and the net as they are."""
    state, x, upstream = small_state(draw), draw.normal(4, 3), draw.normal(4, 2)
    seen = observe("update_within_a_step", state=state, x=x, upstream=upstream)

    def loss(*values):
        return (small(values, x) * upstream).sum()

    expected = dict(zip(state, gradients(list(state.values()), loss), strict=True))
    expect(seen["ended"], "loss.backward(), after keeper.update(net, loss)").equal(None, otherwise=LOSS_CHANGED)
    expect(seen["grad"], "grad").close(expected, otherwise=LOSS_CHANGED)
    expect(seen["loss"], "loss").close(loss(*state.values()), otherwise=LOSS_CHANGED)


def small(values, x):
    """The output of the net with these values: weight, bias, weight, bias."""
    weight, bias, out_weight, out_bias = values
    return linear(relu(linear(x, weight, bias)), out_weight, out_bias)


@check(points=2, kind="state")
def test_restore_gives_the_best(observe, draw):
    """After more training, `restore` gives the net of the smallest loss; of equal losses, of the earlier one."""
    orders = [[1.0, 2.0, 1.0, 3.0, 2.0], [2.0, 1.0, 3.0, 1.0, 2.0], [5.0, 4.0, 6.0, 0.0, 0.0]]
    for losses, training, quiet in itertools.product(orders, (True, False), (True, False)):
        states, last = [small_state(draw) for _ in losses], small_state(draw)
        seen = observe("keep", states=states, losses=losses, last=last, training=training, quiet=quiet)
        earlier, later = (i for i, loss in enumerate(losses) if loss == min(losses))
        expect(seen["state"], "keeper.restore(net).state_dict()").equal(
            states[earlier],
            mistaken=[(ALIAS, last), (TIES, states[later]), (LATEST, states[-1]), (FIRST, states[0])],
        )


@check(points=2, kind="state")
def test_the_whole_state_is_kept(observe, draw):
    """All entries of `state_dict()` come back exactly: parameters, frozen ones too, and buffers, in their dtypes."""
    reasons = {"body.0.weight": FROZEN, "scale": LAYERS} | dict.fromkeys(BUFFERS, PARAMETERS)
    n, h = draw.sizes(2)
    for sizes, dtype in itertools.product(((n, h), (1, 1)), (torch.float32, torch.float64)):
        first, best, last = (rich_state(draw, *sizes, dtype) for _ in range(3))
        first["mask"] = last["mask"] = ~best["mask"]
        seen = observe("keep_rich", sizes=sizes, first=first, best=best, last=last)
        for name in sorted(best, key=lambda name: name in reasons):
            expect(seen["state"][name], f'keeper.restore(net).state_dict()["{name}"]').equal(
                best[name], mistaken=[(reasons.get(name, ALIAS), last[name]), (FIRST, first[name])], otherwise=INEXACT
            )


def rich_state(draw, n, h, dtype):
    """The state of a net with a layer that stands in two places."""
    shapes = {"scale": (), "body.0.weight": (h, n), "body.0.bias": (h,), "body.1.weight": (h, h), "body.1.bias": (h,)}
    shapes |= {f"body.2.{name}": (h,) for name in ("weight", "bias", "running_mean", "running_var")}
    state = draw.state(shapes, dtype=dtype)
    state |= {f"body.3.{name}": state[f"body.1.{name}"] for name in ("weight", "bias")}
    state["body.2.num_batches_tracked"] = torch.tensor(2**53 + 2 * draw.integer(1, 2**40) + 1)  # too long for floats
    return state | {"mask": draw.integers(h, low=0, high=2).bool()}


@check(points=1, kind="state")
def test_restore_works_again(observe, draw):
    """`restore` may be called again, after more training and after more updates, and gives the best so far."""
    first, better, worse, *others = (small_state(draw) for _ in range(6))
    seen = observe("restore_again", first=first, better=better, worse=worse, others=others)
    for i, other in enumerate(others):
        expect(seen["often"][i], "keeper.restore(net).state_dict()").equal(
            first, mistaken={SHARES if i else ALIAS: other}, otherwise=USED_UP if i else None
        )
    expect(seen["answers"], "[keeper.update(net, loss) for loss in [3.5, 2.0, 2.5]]").equal(
        [False, True, False], otherwise=USED_UP
    )
    for moment in ("later", "once more"):
        expect(seen[moment], "keeper.restore(net).state_dict()").equal(
            better, mistaken={ALIAS: worse, FIRST: first}, otherwise=USED_UP
        )


@check(points=1, kind="identity")
def test_restore_writes_into_the_net_it_is_given(observe, draw):
    """`update` and `restore` take any net of the same make, and such nets share nothing afterwards."""
    best, *others = (small_state(draw) for _ in range(4))
    seen = observe("restore_elsewhere", best=best, others=others)
    expect(seen["twin"], "keeper.restore(twin).state_dict()").equal(best, otherwise=ONE_NET)
    expect(seen["net"], "net.state_dict()").equal(others[0], otherwise=ONE_NET)
    expect(seen["third"], "keeper.restore(third).state_dict()").equal(best, otherwise=ONE_NET)
    for name in ("third", "net"):
        expect(seen[f"{name} after a write"], f"{name}.state_dict()").equal(
            best, mistaken={SHARES: others[1]}, otherwise=ONE_NET
        )


@check(points=1, kind="identity")
def test_restore_works_in_place(observe, draw):
    """`restore` writes into the Parameters that the net has, and returns the net."""
    best, last, stepped = (small_state(draw) for _ in range(3))
    seen = observe("restore_in_place", best=best, last=last, stepped=stepped)
    reason = RETURNED if seen["net"]["0.weight"].is_close(last["0.weight"]) else REPLACED
    expect(seen["held"], "dict(net.named_parameters())").equal(best, otherwise=reason)
    expect(seen["after a step"], "net.state_dict()").equal(stepped, otherwise=REPLACED)
    expect(seen["returned"], "keeper.restore(net).state_dict()").equal(best, otherwise=NOT_RETURNED)
    expect(seen["after a write"], "net.state_dict()").equal(last, otherwise=NOT_RETURNED)


@check(points=1, kind="robustness")
def test_restore_needs_a_best(observe, draw):
    """`restore` raises, and leaves the net alone, before there was a best."""
    for losses in ([], [math.nan], [torch.tensor(math.nan), math.nan]):
        state = small_state(draw)
        seen = observe("restore_too_early", state=state, losses=losses)
        expect(seen["ended"], f"keeper.restore(net), after the losses {losses}").raises(
            otherwise=NAN if losses else SILENT
        )
        expect(seen["state"], "net.state_dict()").equal(state, otherwise=TOUCHED)


@check(points=1, kind="identity")
def test_keepers_are_independent(observe, draw):
    """Two keepers share neither the best loss nor what they keep, and a new one has neither."""
    for losses in ([1.0, 2.0], [2.0, 1.0]):
        one, two, last = (small_state(draw) for _ in range(3))
        seen = observe("two_keepers", states=[one, two], losses=losses, last=last)
        expect(seen["answers"], f"one.update(net, {losses[0]}), two.update(net, {losses[1]})").equal(
            [True, True], otherwise=SHARED_KEEPERS
        )
        expect(seen["best"], "[one.best_loss, two.best_loss]").equal(losses, otherwise=SHARED_KEEPERS)
        for name, own, other in (("one", one, two), ("two", two, one)):
            expect(seen[name], f"{name}.restore(net).state_dict()").equal(
                own, mistaken={SHARED_KEEPERS: other, ALIAS: last}
            )
        expect(seen["new"], "net.state_dict()").equal(last, otherwise=SHARED_KEEPERS)


@check(points=1, kind="robustness")
def test_leaves_the_rest_alone(observe, draw):
    """Gradients, flags, modes, grad mode and random numbers stay as they are; `update` leaves the net alone."""
    shapes = {"free": (2, 3), "frozen": (3, 4)}
    ones, dtypes = torch.ones(2, dtype=torch.float32), (torch.float32, torch.float64)
    calls = ("better", "worse", "restore")
    for call, training, quiet in itertools.product(calls, (True, False), (True, False)):
        first, weights, grads = (draw.state(shapes) for _ in range(3))
        seed = draw.integer(1, 2**31)
        inputs = {"first": first, "weights": weights, "grads": grads, "training": training, "quiet": quiet}
        inputs["dtype"] = dtype = dtypes[training]
        seen = observe("call_quietly", call=call, seed=seed, **inputs)
        if call != "restore":
            expect(seen["weights"], "the weights, after the call").equal(weights, otherwise=WRITES)
        one = 0.0 if quiet else 1.0
        expect(seen["anchor"], "the gradient of a sum, made after the call").equal(one * ones, otherwise=GRAD_MODE)
        added = {"free": grads["free"] + one, "frozen": grads["frozen"]}
        expect(seen["grads"], "grad, with the gradient of that sum added").close(added, otherwise=GRADS)
        expect(seen["made"], "torch.ones(2), after the call").equal(ones.to(dtype), otherwise=SURROUNDINGS)
        for name, mode in (("same", training), ("other", not training)):
            expect(seen[name], f"a Dropout(1.0) in {'training' if mode else 'evaluation'} mode, after the call").equal(
                0 * ones if mode else ones, otherwise=MODES
            )
        expect(seen["random"], "torch.manual_seed(s); the call; torch.rand(4)").equal(
            torch.rand(4, generator=torch.Generator().manual_seed(seed), dtype=torch.float32), otherwise=SURROUNDINGS
        )
