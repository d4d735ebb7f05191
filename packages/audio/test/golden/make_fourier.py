"""fourier.json: scipy.fft of noise; more-windows.json: torch and scipy.signal.windows.  /usr/bin/python3 make_fourier.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import numpy
import scipy.fft
import scipy.signal
import torch
from probe import probe
from signals import noise

rows = []
for size in [1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 15, 25, 31, 49, 60, 61, 67, 100, 127, 128, 134, 200, 243, 400, 441, 480, 509, 625, 882,
             1000, 1009, 1018, 1024, 2003, 2048, 3721, 4093, 6000, 16384, 30030, 65537, 100000]:
    spectrum = scipy.fft.fft(noise(size).astype(float) + 1j * noise(size, 2))
    rows.append({"size": size, "complex": probe(spectrum, 12), "real": probe(scipy.fft.rfft(noise(size).astype(float)), 12)})
golden.write(os.path.join(here, "fourier.json"), rows)

rows = []
for length in [1, 2, 3, 16, 25, 401]:
    for symmetric in [False, True]:
        row = {"length": length, "symmetric": symmetric}
        row["blackman"] = torch.blackman_window(length, periodic=not symmetric, dtype=torch.float64)
        for beta in [0, 5, 12]:
            row[f"kaiser {beta}"] = torch.kaiser_window(length, periodic=not symmetric, beta=beta, dtype=torch.float64)
        for deviation in [2, 60]:
            row[f"gaussian {deviation}"] = scipy.signal.windows.gaussian(length, deviation, sym=symmetric)
        rows.append({name: probe(value, 12) if hasattr(value, "shape") else value for name, value in row.items()})
golden.write(os.path.join(here, "more-windows.json"), rows)
