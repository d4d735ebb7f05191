"""librosa.json: what librosa 0.11.0 gives by its defaults, in float64, for the tables "to get librosa's, set" of docs/audio.
python3 -m venv venv; venv/bin/pip install librosa==0.11.0; venv/bin/python make_librosa.py"""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden

import librosa
import numpy
from probe import probe
from signals import noise

assert librosa.__version__ == "0.11.0"


def clip(samples):
    """A rising tone in noise; the second half 100 dB softer, so that top_db = 80 has something to cut."""
    t = numpy.arange(samples)
    level = numpy.where(2 * t < samples, 1, 1e-5)
    return ((noise(samples) * 0.1 + numpy.sin(t * 0.1 + t * t * 1e-5)) * level).astype(numpy.float32).astype(float)


def tones(samples):
    """Eight tones from 100 Hz to 0.8 of the lower Nyquist frequency, at 44.1 kHz."""
    t = numpy.arange(samples) / 44100
    return sum(numpy.sin(2 * numpy.pi * hz * t) for hz in 100 + 900 * numpy.arange(8)).astype(numpy.float32).astype(float) / 8


def rows(features):
    """[..., frames] -> [frames, ...]."""
    return probe(numpy.atleast_1d(numpy.squeeze(features)).T, 24)


samples = 9001
y = clip(samples)
mel = librosa.feature.melspectrogram(y=y)
spectra = librosa.stft(y)
cepstra = librosa.feature.mfcc(y=y)
own = noise(12 * 1025, 1).reshape(12, 1025) + 1j * noise(12 * 1025, 2).reshape(12, 1025)  # of no signal
magnitudes = numpy.abs(librosa.stft(y[: samples // 2], n_fft=512, pad_mode="reflect")).astype(numpy.float32).astype(float)
golden.write(os.path.join(here, "librosa.json"), {
    "samples": samples,
    "real": rows(spectra.real),
    "imaginary": rows(spectra.imag),
    "istft": rows(librosa.istft(own.T)),
    "amplitudeToDb": rows(librosa.amplitude_to_db(numpy.abs(spectra))),
    "filters": [{"fft": fft, "sampleRate": rate, "mels": mels, "scale": "htk" if htk else "slaney", "norm": norm or "none",
                 "result": rows(librosa.filters.mel(sr=rate, n_fft=fft, n_mels=mels, htk=htk, norm=norm))}
                for fft, rate, mels, htk, norm in [(2048, 22050, 128, False, "slaney"), (512, 16000, 40, True, None), (1024, 44100, 64, True, "slaney")]],
    "scale": {"hz": golden.encode(numpy.array([0, 60, 999, 1000, 1001, 4000, 11025.0])),
              **{name: golden.encode(librosa.hz_to_mel([0, 60, 999, 1000, 1001, 4000, 11025], htk=name == "htk")) for name in ["htk", "slaney"]}},
    "windows": [{"name": name, "length": length, "result": rows(librosa.filters.get_window(given, length))}
                for length in [400, 511] for name, given in
                [("hann", "hann"), ("hamming", "hamming"), ("blackman", "blackman"), ("rectangular", "boxcar"), ("kaiser", ("kaiser", 12)),
                 ("gaussian", ("gaussian", length / 6))]],
    "decibels": rows(librosa.power_to_db(mel, top_db=None)),
    "topDb": rows(librosa.power_to_db(mel)),
    "mfcc": rows(cepstra),
    "lifted": rows(librosa.feature.mfcc(y=y, lifter=22)),
    "pcen": rows(librosa.pcen(mel * 2 ** 31)),
    "deltas": rows(librosa.feature.delta(cepstra)[:, 4:-4]),
    "deltasNearest": rows(librosa.feature.delta(cepstra, mode="nearest")),
    "centroid": rows(librosa.feature.spectral_centroid(y=y)),
    "rolloff": rows(librosa.feature.spectral_rolloff(y=y)),
    "rms": rows(librosa.feature.rms(y=y, dtype=float)),
    "resample": rows(librosa.resample(tones(8820), orig_sr=44100, target_sr=16000)[400:-400]),
    "magnitudes": rows(magnitudes),
    "griffinLim": rows(librosa.griffinlim(magnitudes, n_iter=8, init=None, pad_mode="reflect")),
})
