"""What is done to submitted `save_tensors` and `load_tensors`."""

import io
import os
import pickle
import zipfile
from pathlib import Path

import torch
from torch import nn

from grader.worker.probing import attempt, machine_with, recorded, snapshot, used_on, write


def round_trip(submission, obj, name="x-file"):
    """save_tensors(obj, path); load_tensors(path)"""
    submission.save_tensors(obj, name)
    return submission.load_tensors(name)


def round_trips(submission, objects):
    """save_tensors(obj, path); load_tensors(path)"""
    return [attempt(round_trip, submission, obj, f"file-{place}") for place, obj in enumerate(objects)]


def nested(submission, obj, kinds):
    """save_tensors(obj, path), for an obj nested deeply; load_tensors(path)"""
    for kind in kinds:
        obj = {"list": [obj], "tuple": (obj,), "dict": {"in": obj}}[kind]
    return attempt(lambda: unpacked(round_trip(submission, obj), kinds))


def unpacked(obj, kinds):
    for kind in kinds[::-1]:
        obj = obj["in" if kind == "dict" else 0]
    return obj


def view_of(base, size, stride, offset, kind):
    """A view of `base`, as it comes about in different ways."""
    if kind == "parameter":
        return nn.Parameter(base).as_strided(size, stride, offset)
    if kind == "frozen parameter":
        return nn.Parameter(base.as_strided(size, stride, offset), requires_grad=False)
    view = base.as_strided(size, stride, offset)
    return view.data if kind == "data" else view.detach() if kind == "detached" else view


def wrapped(obj, kind):
    return {"alone": obj, "list": [1, obj], "tuple": ("a", (obj, obj)), "dict": {1: {"in": [obj, None]}}}[kind]


def save_views(submission, base, layouts, names):
    """save_tensors(x[...], path)"""
    for (size, stride, offset, kind, container), name in zip(layouts, names, strict=True):
        submission.save_tensors(wrapped(view_of(base.clone(), size, stride, offset, kind), container), name)
    return {"sizes": {name: os.path.getsize(name) if os.path.isfile(name) else None for name in names}}


def round_trip_views(submission, base, layouts):
    """save_tensors(view, path); load_tensors(path)"""
    seen = []
    for size, stride, offset in layouts:
        seen.append(round_trip(submission, base.as_strided(size, stride, offset)))
    turned = base.to(torch.complex64) * 1j
    special = {"x.conj()": turned.conj(), "x.imag": turned.imag, "x.conj().imag": turned.conj().imag}
    return {"views": seen, "special": {name: round_trip(submission, view) for name, view in special.items()}}


def tensors_in(obj):
    if isinstance(obj, torch.Tensor):
        return [obj]
    parts = obj.values() if isinstance(obj, dict) else obj if isinstance(obj, (list, tuple)) else ()
    return [tensor for part in parts for tensor in tensors_in(part)]


def save_trained(submission, weight, x, left, upstream, number, recordings):
    """save_tensors(obj, path), with Parameters and results in obj; load_tensors(path)"""
    seen = []
    for recording in recordings:
        leaf = nn.Parameter(weight.clone())
        leaf.grad = left.clone()
        with torch.enable_grad():
            result = leaf @ x
        obj = {"leaf": leaf, "inner": [result, (leaf[0], {1: leaf.t()})], "plain": x}
        with torch.set_grad_enabled(recording):
            loaded = round_trip(submission, obj)
        values, claims = snapshot(loaded), [tensor.requires_grad for tensor in tensors_in(loaded)]
        with torch.enable_grad():
            filled = attempt(lambda: [tensor.fill_(number) for tensor in tensors_in(loaded)])  # noqa: B023
            attempt(lambda: (obj["inner"][0] * upstream + obj["leaf"].sum()).sum().backward())  # noqa: B023
        seen.append({"loaded": values, "requires grad": claims, "filled": filled, "gradient": snapshot(leaf.grad)})
    return seen


def change_after_saving(submission, x, later, other):
    """save_tensors(obj, path); change obj; load_tensors(path)"""
    obj = {"x": x, "list": [x[0], 1]}
    submission.save_tensors(obj, "x-file")
    write(x, later)
    obj["list"].append(2)
    obj["y"] = x
    first = submission.load_tensors("x-file")
    seen = {"first": snapshot(first)}
    for tensor in tensors_in(first):
        write(tensor, tensor + 1)
    if isinstance(first, dict):
        first["z"] = 3
    seen["second"] = snapshot(submission.load_tensors("x-file"))
    submission.save_tensors(other, "x-file")
    seen["other"] = snapshot(submission.load_tensors("x-file"))
    submission.save_tensors(obj, "y-file")
    return seen | {"other again": submission.load_tensors("x-file"), "new": submission.load_tensors("y-file")}


def save(submission, obj):
    """save_tensors(obj, path)"""
    submission.save_tensors(obj, "x-file")


def load(submission, content):
    """load_tensors(path), in another program"""
    Path("moved-file").write_bytes(content)
    return submission.load_tensors("moved-file")


def save_and_look(submission, x, y, later, seed, recording):
    """save_tensors(obj, path); load_tensors(path)"""
    inner = [y.t(), (x[1:], "text")]
    obj = {"x": x, "inner": inner, 3: {"y": y, "none": None}}
    trained = nn.Parameter(y.clone())
    torch.manual_seed(seed)
    with torch.set_grad_enabled(recording):
        round_trip(submission, obj)
        round_trip(submission, {"trained": trained}, "trained")
        mode = recorded(x)
    seen = {"drawn": torch.rand(4), "mode": mode, "dtype": torch.zeros(1).dtype}
    for tensor, values in zip((x, y), later, strict=True):
        write(tensor, values)
    inner.append("later")
    with torch.enable_grad():
        attempt(lambda: (trained * y).sum().backward())
    return seen | {"obj": obj, "gradient": trained.grad}


def save_to_paths(submission, obj, folder, names):
    """save_tensors(obj, path), for a str and for a pathlib.Path"""
    os.mkdir(folder)
    seen = []
    for name, kind in names:
        path = {"str": str, "absolute": os.path.abspath, "Path": Path}[kind](os.path.join(folder, name))
        Path(path).write_bytes(b"was here before" * 1000)
        saved = attempt(submission.save_tensors, obj, path)
        seen.append({"saved": saved, "loaded": attempt(submission.load_tensors, path)})
    return {"each": seen, "listing": sorted(os.listdir(folder))}


def use_file_objects(submission, obj):
    """save_tensors(obj, file); file.seek(0); load_tensors(file)"""
    with io.BytesIO() as memory, open("opened", "w+b") as disk:
        return [file_object(submission, obj, file) for file in (memory, disk)]


def file_object(submission, obj, file):
    saved = attempt(submission.save_tensors, obj, file)
    closed = [file.closed]
    if file.closed:
        return {"saved": saved, "closed": closed}
    file.seek(0)
    if isinstance(file, io.BytesIO):
        file = io.BytesIO(file.read())
    loaded = attempt(submission.load_tensors, file)
    return {"saved": saved, "loaded": loaded, "closed": [*closed, file.closed]}


def forge(path):
    """Let the file say that its tensors lay on a GPU."""
    here, there = (len(name).to_bytes(4, "little") + name for name in (b"cpu", b"cuda:0"))
    if not zipfile.is_zipfile(path):
        path.write_bytes(path.read_bytes().replace(b"X" + here, b"X" + there))
        return
    with zipfile.ZipFile(path) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            if name.endswith("/data.pkl"):
                content = content.replace(b"X" + here, b"X" + there)
            archive.writestr(name, content)


def load_forged(submission, obj):
    """load_tensors(path), for a file that was written on a GPU machine"""
    submission.save_tensors(obj, "x-file")
    forge(Path("x-file"))
    return submission.load_tensors("x-file")


def on_gpus(devices, x, weight):
    """Tensors that lie on these devices: a view, its base, a Parameter and what was computed with it."""
    there = [x.to(device, copy=True) for device in devices]
    trained = nn.Parameter(weight.to(devices[0]))
    with torch.enable_grad():
        doubled = 2 * trained
    return {"base": there[0], 1: [there[-1].t(), (there[0][0], {"trained": trained})], "doubled": doubled, "n": 3}


def save_from_gpus(submission, devices, default, x, weight, later, names):
    """x = x.to("cuda:1"); save_tensors({"x": x, ...}, path); load_tensors(path)"""
    obj = on_gpus(devices, x, weight)
    large = x.to(devices[0]).repeat(100, 100)
    torch.set_default_device(default)
    submission.save_tensors(obj, names[0])
    submission.save_tensors([large[0, :3], large[:, : large.shape[1] // 2]], names[1])
    loaded = submission.load_tensors(names[0])
    made = torch.zeros(2)
    current = torch.zeros(2, device="cuda")
    torch.set_default_device(None)
    seen = {"loaded": snapshot(loaded), "made": attempt(used_on, made, default), "size": os.path.getsize(names[1])}
    seen["current"] = attempt(used_on, current, "cuda:0")
    seen["used"] = [attempt(used_on, tensor, "cpu") for tensor in tensors_in(loaded)]
    write(obj["base"], later)
    attempt(lambda: obj["doubled"].sum().backward())
    trained = obj[1][1][1]["trained"]
    kept = {"base": obj["base"], "row": obj[1][1][0], "trained": trained, "gradient": trained.grad}
    return seen | {"kept": {name: attempt(used_on, tensor, devices[0]) for name, tensor in kept.items()}}


def save_from_gpus_load_elsewhere(submission, devices, x, weight, counts):
    """save_tensors(obj, path), with tensors on GPUs in obj; load_tensors(path), on a machine with fewer GPUs"""
    with machine_with(2):
        submission.save_tensors(on_gpus(devices, x, weight), "x-file")
    seen = []
    for count in counts:
        with machine_with(count):
            loaded = attempt(submission.load_tensors, "x-file")
            seen.append({"loaded": snapshot(loaded), "used": [attempt(used_on, t, "cpu") for t in tensors_in(loaded)]})
    return seen


class Trap:
    """Whoever unpickles it creates a file."""

    def __init__(self, name):
        self.name = name

    def __reduce__(self):
        return open, (self.name, "w")


def load_trapped(submission, obj, order):
    """load_tensors(path), for a file with an object whose loading runs code"""
    seen = {}
    for name in order:
        canary = f"canary of {name}"
        if name == "harmless":
            submission.save_tensors(obj, name)
        elif name == "pickle":
            Path(name).write_bytes(pickle.dumps(Trap(canary), protocol=2))
        else:
            torch.save(Trap(canary) if name == "trap" else {"x": obj, "trap": [Trap(canary)]}, name)
        loaded = attempt(submission.load_tensors, name)
        seen[name] = {"loaded": loaded, "ran": os.path.exists(canary)}
    return seen
