"""Collects the cases of make_ops.py: inputs drawn once, and what torch makes of them in float64."""
import os
import sys

import numpy
import torch

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../../test-support"))
import golden  # noqa: E402

draw = numpy.random.default_rng(20261122)
cases = {}


def normal(*shape, scale=1.0):
    """Normal numbers that float32 holds exactly."""
    return (draw.standard_normal(shape) * scale).astype("float32")


def positive(*shape):
    return numpy.float32(draw.uniform(0.2, 3.0, shape))


def probabilities(*shape):
    return numpy.float32(draw.uniform(0.0, 1.0, shape))


def integers(high, *shape):
    return draw.integers(0, high, shape).astype("int32")


def few(*shape):
    """Floats with many ties."""
    return draw.integers(-2, 3, shape).astype("float32")


def case(op, note, f, fixed=(), **inputs):
    """One case of `op`. `f` is torch's version, or None where torch has none; `fixed` names inputs without a gradient."""
    row = {"note": note, "inputs": {name: golden.encode(value) for name, value in inputs.items()}}
    cases.setdefault(op, []).append(row)
    if f is None:
        return
    tensors = {}
    for name, value in inputs.items():
        value = numpy.asarray(value)
        whole = value.dtype.kind in "iu"
        tensors[name] = torch.tensor(value.astype("int64" if whole else "float64"), requires_grad=not whole and name not in fixed)
    y = f(*tensors.values())
    whole = not y.is_floating_point()
    row["y"] = golden.encode(y.detach().numpy().astype("int32" if whole else "float64"))
    wanted = {name: x for name, x in tensors.items() if x.requires_grad}
    if whole or not wanted or not y.requires_grad:
        return
    seed = normal(*y.shape)
    gradients = torch.autograd.grad(y, list(wanted.values()), torch.tensor(seed.astype("float64")), allow_unused=True)
    row["seed"] = golden.encode(seed)
    row["gradients"] = {
        name: golden.encode(torch.zeros_like(x) if g is None else g) for (name, x), g in zip(wanted.items(), gradients)
    }


def save(name):
    golden.write(os.path.join(os.path.dirname(__file__), name), cases)
