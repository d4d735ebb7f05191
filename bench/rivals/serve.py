"""The contender's side in Python: see serve.mjs, which does the same."""
import json
import os
import resource
import struct
import sys
import time

import numpy


def read_task(path):
    """Tensors by name, and the metadata, of a safetensors file."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    kinds = {"F32": "<f4", "I32": "<i4"}
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = numpy.frombuffer(data[begin:end], kinds[entry["dtype"]]).reshape(entry["shape"]).copy()
    return tensors, metadata


def run_for(run, seconds):
    """Runs for at least so many seconds and at least once; seconds a run."""
    start = time.perf_counter()
    runs = 0
    while True:
        run()
        runs += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds:
            return elapsed / runs


def peak_memory():
    """Peak of the resident set in MB: see peak-memory.ts for why not ru_maxrss where /proc tells."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def obey(actions, request):
    action, batch = request["action"], request.get("batch")
    if action == "memory":
        return peak_memory()
    if "seconds" in request:
        return run_for(lambda: actions[action](batch), request["seconds"])
    result = actions[action](batch)
    return numpy.asarray(result() if callable(result) else result, dtype="f8").ravel().tolist()


def serve(start):
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    try:
        task, role, variant = sys.argv[1:4]
        actions = start(task, role, variant)
        if role == "inference":
            actions["infer"](1)
        answers.write('{"value": "ready"}\n')
        for line in sys.stdin:
            answers.write(json.dumps({"value": obey(actions, json.loads(line))}) + "\n")
    except Exception as error:
        answers.write(json.dumps({"error": (str(error) or repr(error)).split("\n")[0][:300]}) + "\n")
        sys.exit(1)
