"""state.json: a torch model in training, after two batches, as safetensors wrote its state_dict, with an input and the output in evaluation.

/usr/bin/python3 make_state.py    (pip install safetensors==0.8.0)
"""
import base64
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "../../../../test-support"))
import golden
import torch
from safetensors.torch import save
from torch import nn

torch.manual_seed(4)
model = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(8, 3))
for _ in range(2):
    model(torch.randn(3, 1, 4, 4))
x = torch.randn(2, 1, 4, 4)
golden.write(os.path.join(here, "state.json"), {
    "bytes": base64.b64encode(save(model.state_dict())).decode(),
    "x": golden.encode(x),
    "y": golden.encode(model.eval()(x)),
})
