"""augment.json: biquads by scipy, from the analog prototypes of the Audio EQ Cookbook.  /usr/bin/python3 make_augment.py

The cookbook's digital coefficients are the bilinear transforms of these prototypes, warped so that the corner stays where it is; scipy does both."""
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden
import numpy
from scipy.signal import bilinear, freqz, lfilter
from signals import noise


def prototype(kind, q, gain):
    A = 10 ** (gain / 40)
    root = numpy.sqrt(A) / q
    return {
        "low": ([1], [1, 1 / q, 1]),
        "high": ([1, 0, 0], [1, 1 / q, 1]),
        "band": ([1 / q, 0], [1, 1 / q, 1]),
        "notch": ([1, 0, 1], [1, 1 / q, 1]),
        "peak": ([1, A / q, 1], [1, 1 / (A * q), 1]),
        "lowShelf": (A * numpy.array([1, root, A]), [A, root, 1]),
        "highShelf": (A * numpy.array([A, root, 1]), [1, root, A]),
    }[kind]


rows = []
for kind in ["low", "high", "band", "notch", "peak", "lowShelf", "highShelf"]:
    for rate, frequency, q, gain in [(16000, 1000, 0.5 ** 0.5, 6.0), (44100, 60, 3.0, -12.0), (8000, 3500, 0.4, 9.0)]:
        above, below = prototype(kind, q, gain)
        # bilinear() maps s to 2 fs (z - 1) / (z + 1): with 2 fs = 1 / tan(w / 2) the corner, 1, comes to w.
        b, a = bilinear(above, below, fs=0.5 / numpy.tan(numpy.pi * frequency / rate))
        b = numpy.concatenate([b, numpy.zeros(3 - len(b))])
        hz = numpy.geomspace(20, 0.49 * rate, 12)
        _, response = freqz(b, a, worN=hz, fs=rate)
        rows.append({"kind": kind, "sampleRate": rate, "frequency": frequency, "q": q, "gain": gain,
                     "hz": golden.encode(hz), "decibels": golden.encode(20 * numpy.log10(numpy.maximum(abs(response), 1e-9))),
                     "filtered": golden.encode(lfilter(b, a, noise(60).astype(float)).astype("f4"))})
golden.write(os.path.join(here, "augment.json"), rows)
