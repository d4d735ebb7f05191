"""cepstra.json: torchaudio's create_dct, MFCC, LFCC and Kaldi's lifter, in float64.  /usr/bin/python3 make_cepstra.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import torch
import torchaudio
from probe import probe
from signals import noise
from torchaudio.compliance.kaldi import _get_lifter_coeffs

torch.set_default_dtype(torch.float64)


def clip(samples, rate):
    t = torch.arange(samples) / rate
    return torch.from_numpy(noise(samples)).double() * 0.05 + 0.5 * torch.sin(2 * torch.pi * 440 * t)


rows = []
turn = 0
for kind in ["mfcc", "lfcc"]:
    for rate in [8000, 16000, 22050, 44100, 48000]:
        for fft in [256, 400, 512, 2048]:
            turn += 1
            bands = [20, 40, 64, 128][turn % 4]
            count = min(bands, [13, 20, 40][turn % 3])
            hop = [fft // 2, 160, fft // 4][turn % 3]
            center = turn % 2 == 1
            power = [2, 1][turn // 2 % 2]
            norm = ["ortho", "none"][turn // 3 % 2]
            lifter = [0, 22][turn // 4 % 2]
            samples = [4999, 3001, 2503][turn % 3]
            frames = {"n_fft": fft, "hop_length": hop, "center": center, "power": power}
            transform = (
                torchaudio.transforms.MFCC(rate, count, norm=None if norm == "none" else norm,
                                           melkwargs={**frames, "n_mels": bands, "f_min": 20, "mel_scale": ["htk", "slaney"][turn % 2]})
                if kind == "mfcc" else
                torchaudio.transforms.LFCC(rate, bands, 20, n_lfcc=count, norm=None if norm == "none" else norm, speckwargs=frames))
            bank = transform.MelSpectrogram.mel_scale.fb if kind == "mfcc" else transform.filter_mat
            bank.copy_(bank.float().double())
            transform.amplitude_to_DB = torchaudio.transforms.AmplitudeToDB("power" if power == 2 else "magnitude")  # no top_db
            window = (transform.MelSpectrogram.spectrogram if kind == "mfcc" else transform.Spectrogram).window
            window.copy_(window.float().double())
            result = transform(clip(samples, rate)).T
            if lifter:
                result = result * _get_lifter_coeffs(count, lifter)
            rows.append({"kind": kind, "sampleRate": rate, "fft": fft, "window": fft, "hop": hop, "center": center, "mels": bands, "low": 20,
                         "high": rate / 2, "scale": ["htk", "slaney"][turn % 2], "power": power, "coefficients": count, "dct": norm,
                         "lifter": lifter, "samples": samples, "result": probe(result, 16)})
golden.write(os.path.join(here, "cepstra.json"), rows)
