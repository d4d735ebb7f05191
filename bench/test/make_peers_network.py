"""peers-network.json: logits, and losses of the first steps of Adam, of the network in which rivals are compared, from torch.

Its weights and batch are those of a task file, from the repository's root:
node -e "import('./bench/dist/peers-network.js').then((m) => process.stdout.write(m.taskFile(m.comparisons['peers 64 x 96'], 4)))" > task.safetensors
/usr/bin/python3 bench/test/make_peers_network.py task.safetensors
"""
import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path += [os.path.join(here, path) for path in ("../../test-support", "../rivals", "../rivals/networks")]
import golden
import torch
from serve import read_task
from torch_network import load, train

tensors, metadata = read_task(sys.argv[1])
network = load(json.loads(metadata["network"]), tensors).eval()
x, labels = torch.from_numpy(tensors["x"]), torch.from_numpy(tensors["labels"]).long()
with torch.no_grad():
    logits = network(x)
step = train(network, x, labels)
losses = [step() for _ in range(3)]
parameters = sum(parameter.numel() for parameter in network.parameters())
values = {"parameters": parameters, "logits": golden.encode(logits), "losses": losses}
golden.write(os.path.join(here, "golden/peers-network.json"), values)
