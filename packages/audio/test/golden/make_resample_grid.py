"""resample-grid.json: torchaudio.functional.resample of noise in float64, from every rate to every other.  /usr/bin/python3 make_resample_grid.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import torch
import torchaudio
from probe import probe
from signals import noise

torch.set_default_dtype(torch.float64)
rates = [8000, 16000, 22050, 44100, 48000]
ratios = [(a, b) for a in rates for b in rates if a != b] + [(3, 2), (1, 7), (7, 1), (11025, 96000), (997, 1009)]
rows = []
for start, end in ratios:
    for window in ["hann", "kaiser"]:
        for samples in [100, 1999]:
            signal = torch.from_numpy(noise(samples)).double()
            result = torchaudio.functional.resample(signal[None], start, end, resampling_method="kaiser_window" if window == "kaiser" else "sinc_interpolation")
            rows.append({"from": start, "to": end, "window": window, "samples": samples, "result": probe(result, 8)})
golden.write(os.path.join(here, "resample-grid.json"), rows)
