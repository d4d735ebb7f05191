"""Goldens of safetensors files from the Python package (pip install safetensors==0.8.0 numpy torch): python make_safetensors.py"""
import base64
import json
import os

import numpy
import safetensors.torch
import torch
from safetensors.numpy import save

draw = numpy.random.default_rng(3)
files = {
    "mixed": (
        {
            "conv.weight": draw.standard_normal((2, 1, 3)).astype("float32"),
            "10": numpy.float32([1.5]),
            "9": numpy.float64([[1, 2], [3, -4]]),
            "labels": numpy.int32([7, -1, 2**31 - 1]),
            "ümlaut": numpy.float32([0.25, -0.0]),
            "scalar": numpy.float64(3.0),
            "empty": numpy.zeros((0, 4), "float32"),
        },
        {"made by": "make_safetensors.py"},
    ),
    "bare": ({"a": numpy.float32([1, 2, 3])}, None),
    "none": ({}, None),
}
written = {}
for name, (tensors, metadata) in files.items():
    values = {key: {"shape": list(x.shape), "dtype": x.dtype.name, "values": numpy.asarray(x).ravel().tolist()} for key, x in tensors.items()}
    written[name] = {
        "bytes": base64.b64encode(save({k: numpy.asarray(v) for k, v in tensors.items()}, metadata)).decode(),
        "metadata": metadata or {},
        "tensors": values,
    }
# What torch stores and this package only reads: the smallest and largest of each kind, and what lies between.
halves = [1.5, -0.0, 2.0**-24, -(1023 * 2.0**-24), 2.0**-14, 65504.0, -0.333251953125]
stored = {
    "1.num_batches_tracked": (torch.tensor(12), "int32"),
    "ends": (torch.tensor([-(2**31), 2**31 - 1, -1]), "int32"),
    "half": (torch.tensor(halves, dtype=torch.float16), "float32"),
    "brain": (torch.tensor([[1.5, -0.0, 2.0**-133], [-(2.0**127), 0.333984375, 3.0]], dtype=torch.bfloat16), "float32"),
}
written["torch"] = {
    "bytes": base64.b64encode(safetensors.torch.save({key: x for key, (x, _) in stored.items()})).decode(),
    "metadata": {},
    "tensors": {key: {"shape": list(x.shape), "dtype": dtype, "values": x.double().ravel().tolist()} for key, (x, dtype) in stored.items()},
}
with open(os.path.join(os.path.dirname(__file__), "safetensors.json"), "w") as file:
    json.dump(written, file, indent=1, ensure_ascii=False)
    file.write("\n")
