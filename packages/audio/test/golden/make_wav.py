"""wav.json: files written by scipy.io.wavfile, Python's wave and flac -d, with their samples.  /usr/bin/python3 make_wav.py"""
import base64
import io
import os
import subprocess
import sys
import tempfile
import wave

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import golden
import numpy
import scipy.io.wavfile
from signals import noise

rows = []


def add(name, content, rate, bits, form, samples):
    """`samples` [frames, channels] in [-1, 1]."""
    rows.append({"name": name, "file": base64.b64encode(content).decode(), "sampleRate": rate, "bitsPerSample": bits, "format": form,
                 "channels": [golden.encode(channel.astype(numpy.float32)) for channel in samples.T]})


for channels in [1, 2, 5]:
    base = noise(37 * channels).reshape(37, channels).astype(numpy.float64)
    base[0], base[1], base[2] = -1, 0.9999, 0
    for dtype, bits in [("uint8", 8), ("int16", 16), ("int32", 32)]:
        whole = numpy.floor(base * 2.0 ** (bits - 1))
        stored = (whole + (128 if bits == 8 else 0)).astype(dtype)
        file = io.BytesIO()
        scipy.io.wavfile.write(file, 16000, stored)
        add(f"scipy {dtype} x{channels}", file.getvalue(), 16000, bits, "pcm", whole / 2.0 ** (bits - 1))
    for dtype, bits in [("float32", 32), ("float64", 64)]:
        file = io.BytesIO()
        scipy.io.wavfile.write(file, 44100, (base * 1.5).astype(dtype))
        add(f"scipy {dtype} x{channels}", file.getvalue(), 44100, bits, "float", (base * 1.5).astype(dtype))
    for width in [1, 2, 3, 4]:
        whole = numpy.floor(base * 2.0 ** (8 * width - 1)).astype(numpy.int64)
        stored = b"".join(int(v + (128 if width == 1 else 0)).to_bytes(width, "little", signed=width > 1) for v in whole.ravel())
        file = io.BytesIO()
        with wave.open(file, "wb") as out:
            out.setnchannels(channels)
            out.setsampwidth(width)
            out.setframerate(22050)
            out.writeframes(stored)
        add(f"wave {8 * width} bit x{channels}", file.getvalue(), 22050, 8 * width, "pcm", whole / 2.0 ** (8 * width - 1))
for bits in [16, 24]:
    for channels in range(1, 9):
        whole = numpy.floor(noise(4 * channels).reshape(4, channels).astype(numpy.float64) * 2.0 ** (bits - 1)).astype(numpy.int64)
        stored = b"".join(int(v).to_bytes(bits // 8, "little", signed=True) for v in whole.ravel())
        with tempfile.TemporaryDirectory() as folder:
            raw, flac, wav = (os.path.join(folder, name) for name in ["raw", "flac", "wav"])
            with open(raw, "wb") as out:
                out.write(stored)
            form = ["--force-raw-format", "--endian=little", "--sign=signed", f"--channels={channels}", f"--bps={bits}", "--sample-rate=48000"]
            subprocess.run(["flac", "-s", *form, "-o", flac, raw], check=True)
            subprocess.run(["flac", "-s", "-d", "-o", wav, flac], check=True)
            with open(wav, "rb") as file:
                add(f"flac {bits} bit x{channels}", file.read(), 48000, bits, "pcm", whole / 2.0 ** (bits - 1))
golden.write(os.path.join(here, "wav.json"), rows)
