"""torchaudio.json: what torch 1.13 and torchaudio 0.13.1 give by their defaults, in float64, for the tables "to get torchaudio's, set" of
docs/audio.  /usr/bin/python3 make_torchaudio.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import torch
import torchaudio.compliance.kaldi as kaldi
import torchaudio.functional as functional
import torchaudio.transforms as transforms
from probe import probe
from signals import noise

torch.set_default_dtype(torch.float64)


def clip(samples):
    """A rising tone in noise; the second half 100 dB softer, so that top_db = 80 has something to cut."""
    t = torch.arange(samples)
    level = torch.where(2 * t < samples, 1.0, 1e-5)
    return ((torch.from_numpy(noise(samples)).double() * 0.1 + torch.sin(t * 0.1 + t * t * 1e-5)) * level).float().double()


def rows(features):
    """[..., frames] -> [frames, ...]."""
    return probe(features.T if features.ndim > 1 else features, 24)


samples = 6001
y = clip(samples)
mfcc = transforms.MFCC()(y)
spectrum = torch.stft(y, 512, return_complex=True)
powers = transforms.Spectrogram()(y[: samples // 2])
golden.write(os.path.join(here, "torchaudio.json"), {
    "samples": samples,
    "real": rows(spectrum.real),
    "imaginary": rows(spectrum.imag),
    "spectrogram": rows(transforms.Spectrogram()(y)),
    "decibels": rows(transforms.AmplitudeToDB()(transforms.MelSpectrogram()(y))),
    "mfcc": rows(mfcc),
    "lfcc": rows(transforms.LFCC()(y)),
    "deltas": rows(transforms.ComputeDeltas()(mfcc)),
    "centroid": rows(transforms.SpectralCentroid(16000)(y)),
    "resample": rows(transforms.Resample(44100, 16000, dtype=torch.float64)(y)),
    "best": rows(functional.resample(y, 44100, 16000, 64, 0.9475937167399596, "kaiser_window")),
    "fast": rows(functional.resample(y, 44100, 16000, 16, 0.85, "kaiser_window", 8.555504641634386)),
    "kaldi": rows(kaldi.fbank(y[None, : samples // 2], num_mel_bins=64, window_type="hamming", high_freq=8000, preemphasis_coefficient=0,
                              remove_dc_offset=False).T),
    "low": rows(functional.lowpass_biquad(y / 4, 16000, 1000, 0.8)),
    "peak": rows(functional.equalizer_biquad(y / 4, 16000, 1000, 6, 2)),
    "griffinLim": rows(transforms.GriffinLim(n_iter=8, rand_init=False)(powers)),
})
