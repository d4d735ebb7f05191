"""resample.json: torchaudio.functional.resample of noise, in float64.  /usr/bin/python3 make_resample.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden
import torch
import torchaudio
from signals import noise

torch.set_default_dtype(torch.float64)
cases = []
for rates in [(44100, 16000), (16000, 44100), (22050, 16000), (8000, 16000), (48000, 16000), (44100, 48000), (16000, 8000), (16000, 11025)]:
    for samples in [0, 1, 5, 331, 1009]:
        cases.append((*rates, samples, {}))
for extra in [{"lowpass_filter_width": 1}, {"lowpass_filter_width": 24, "rolloff": 0.9}, {"resampling_method": "kaiser_window"},
              {"resampling_method": "kaiser_window", "beta": 6.0, "lowpass_filter_width": 16}, {"rolloff": 0.5}]:
    for rates in [(44100, 16000), (8000, 11025)]:
        cases.append((*rates, 331, extra))

rows = []
for start, end, samples, extra in cases:
    signal = torch.from_numpy(noise(samples)).double()
    result = torchaudio.functional.resample(signal[None], start, end, **extra)[0] if samples else signal
    rows.append({"from": start, "to": end, "samples": samples,
                 "lowpassFilterWidth": extra.get("lowpass_filter_width", 6), "rolloff": extra.get("rolloff", 0.99),
                 "window": "kaiser" if "resampling_method" in extra else "hann", "beta": extra.get("beta", 14.769656459379492),
                 "result": golden.encode(result.float())})
golden.write(os.path.join(here, "resample.json"), rows)

# How far torchaudio's own float32 path is from its float64 path, for the docs.
signal = torch.from_numpy(noise(44100))
single = torchaudio.functional.resample(signal, 44100, 16000).double()
double = torchaudio.functional.resample(signal.double(), 44100, 16000)
print("float32 against float64:", (single - double).abs().max().item())
