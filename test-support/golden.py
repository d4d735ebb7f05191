"""Writes golden arrays: a JSON object of name -> { dtype, shape, data }, data little-endian in base64."""
import base64
import json

import numpy


def encode(array):
    if hasattr(array, "detach"):
        array = array.detach().numpy()
    array = numpy.asarray(array)
    if array.dtype.kind in "iub":
        array = array.astype("<i4")
    elif array.dtype == numpy.float64:
        array = array.astype("<f8")
    else:
        array = array.astype("<f4")
    name = {"i": "int32", "f": "float64" if array.itemsize == 8 else "float32"}[array.dtype.kind]
    return {"dtype": name, "shape": list(array.shape), "data": base64.b64encode(numpy.ascontiguousarray(array).tobytes()).decode()}


def write(path, value):
    """Writes nested dicts and lists whose leaves are encoded arrays, numbers or strings; one top-level key a line."""
    with open(path, "w") as file:
        if isinstance(value, dict):
            rows = [json.dumps(key) + ": " + json.dumps(item) for key, item in value.items()]
            file.write("{\n" + ",\n".join(rows) + "\n}\n")
        else:
            file.write("[\n" + ",\n".join(json.dumps(item) for item in value) + "\n]\n")
