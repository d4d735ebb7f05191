"""PyTorch on one thread; variants: eager, channels-last, frozen (traced and optimised for inference)."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from serve import read_task, serve


def start(path, role, variant):
    import torch

    from torch_network import load, train

    torch.set_num_threads(1)
    tensors, metadata = read_task(path)
    network = load(json.loads(metadata["network"]), tensors)
    x, labels = torch.from_numpy(tensors["x"]), torch.from_numpy(tensors["labels"]).long()
    if variant == "channels-last":
        network = network.to(memory_format=torch.channels_last)
        x = x.contiguous(memory_format=torch.channels_last)
    if role == "training":
        steps = {}
        return {"step": lambda batch: steps.setdefault(batch, train(network, x[:batch], labels[:batch]))()}
    network.eval()
    if variant == "frozen":
        with torch.no_grad():
            network = torch.jit.optimize_for_inference(torch.jit.trace(network, x))

    def infer(batch):
        with torch.no_grad():
            return network(x[:batch]).numpy()

    return {"infer": infer}


serve(start)
