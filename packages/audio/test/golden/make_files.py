"""files.json: sound files of scipy's and CPython's test data, and of libsndfile and the flac program, with fingerprints of
their samples as their own readers give them.

apt-get install flac python3-scipy python3-soundfile; apt-get download libpython3.11-testsuite, unpacked by dpkg -x into DIR
/usr/bin/python3 make_files.py DIR/usr/lib/python3.11/test/audiodata
"""
import audioop
import base64
import glob
import io
import os
import random
import subprocess
import sys
import tempfile
import warnings
import wave

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "../../../../test-support")]
import flac_writer
import golden
import numpy
import scipy.io.tests
import scipy.io.wavfile
import soundfile

rows = []
place = tempfile.mkdtemp()


def fingerprint(samples):
    """FNV-1a of the bits of float32 numbers."""
    value = 0x811C9DC5
    for byte in numpy.ascontiguousarray(samples, dtype="<f4").tobytes():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"


def add(name, content, rate, bits, form, samples):
    """`samples` [frames, channels] as float64, or a message of their own reader that refuses the file."""
    samples = samples.reshape(len(samples), -1)
    rows.append({"name": name, "file": base64.b64encode(content).decode(), "sampleRate": rate, "bitsPerSample": bits, "format": form,
                 "samples": len(samples), "channels": [fingerprint(channel) for channel in samples.T]})


def scaled(samples):
    """Integers as wide as their container to [-1, 1)."""
    if samples.dtype.kind == "f":
        return samples.astype(numpy.float64)
    bits = 8 * samples.dtype.itemsize
    return (samples.astype(numpy.float64) - (128 if bits == 8 else 0)) / 2.0 ** (bits - 1)


def content_of(path):
    with open(path, "rb") as file:
        return file.read()


def bits_of(content):
    order = "big" if content[:4] == b"RIFX" else "little"
    at = content.index(b"fmt ") + 8
    return int.from_bytes(content[at + 14:at + 16], order)


def from_scipy():
    for path in sorted(glob.glob(os.path.join(os.path.dirname(scipy.io.tests.__file__), "data", "*.wav"))):
        name = os.path.basename(path)
        content = content_of(path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                rate, samples = scipy.io.wavfile.read(path)
            except ValueError:
                if "ulaw" in name:  # scipy knows no mu-law
                    at = content.index(b"data") + 8
                    body = content[at:at + int.from_bytes(content[at - 4:at], "little")]
                    samples = numpy.frombuffer(audioop.ulaw2lin(body, 2), dtype="<i2")
                    add(f"scipy {name}", content, 8000, 8, "mu-law", scaled(samples))
                else:
                    rows.append({"name": f"scipy {name}", "file": base64.b64encode(content).decode(), "refused": True})
                continue
        add(f"scipy {name}", content, rate, bits_of(content), "float" if samples.dtype.kind == "f" else "pcm", scaled(samples))


def from_cpython(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.wav"))):
        try:
            with wave.open(path) as file:
                rate, width = file.getframerate(), file.getsampwidth()
                frames = file.readframes(file.getnframes())
            if width == 1:
                frames = audioop.bias(frames, 1, 128)
            whole = numpy.frombuffer(audioop.lin2lin(frames, width, 4), dtype="<i4").reshape(-1, file.getnchannels())
        except wave.Error:  # 3.11 knows no extensible format
            whole, rate = soundfile.read(path, dtype="int32")
            width = bits_of(content_of(path)) // 8
        add(f"cpython {os.path.basename(path)}", content_of(path), rate, 8 * width, "pcm", scaled(whole))


def tone(size, channels, seed=1):
    """[size, channels] in [-1, 1): partials with a little noise, so that predictors have something to do."""
    rng = numpy.random.default_rng(seed)
    t = numpy.arange(size)[:, None]
    c = numpy.arange(channels)[None, :]
    waves = 0.5 * numpy.sin(0.031 * t + c) + 0.2 * numpy.sin(0.17 * t * (1 + 0.1 * c)) + 0.002 * rng.standard_normal((size, channels))
    return numpy.clip(waves, -1, 0.999)


def from_libsndfile():
    for form, subtype, endian, channels in [("WAV", "ULAW", "FILE", 2), ("WAV", "ALAW", "FILE", 1), ("WAV", "IMA_ADPCM", "FILE", 1), ("WAV", "IMA_ADPCM", "FILE", 2),
                                            ("WAVEX", "PCM_24", "FILE", 3), ("RF64", "PCM_16", "FILE", 2), ("WAV", "PCM_U8", "FILE", 1),
                                            ("WAV", "PCM_16", "BIG", 2), ("WAV", "PCM_32", "BIG", 1), ("WAV", "DOUBLE", "BIG", 1), ("WAVEX", "ULAW", "FILE", 1)]:
        file = io.BytesIO()
        soundfile.write(file, tone(300, channels), 16000, subtype=subtype, format=form, endian=endian)
        content = file.getvalue()
        kind = {"ULAW": "mu-law", "ALAW": "a-law", "IMA_ADPCM": "ima-adpcm", "DOUBLE": "float"}.get(subtype, "pcm")
        samples, rate = soundfile.read(io.BytesIO(content), dtype="float64" if kind == "float" else "int32")
        at = content.find(b"fact")
        if kind == "ima-adpcm":  # libsndfile gives the filling of the last block too
            samples = samples[:int.from_bytes(content[at + 8:at + 12], "little")]
        add(f"libsndfile {form} {subtype} {endian} x{channels}", content, rate, bits_of(content), kind, scaled(samples))


def half_floats():
    values = numpy.array([0, 1, -1, 0.333, 65504, 6e-8, -6.1e-5, numpy.inf, -numpy.inf, 0.5, -0.0], dtype="<f2")
    head = b"fmt " + (16).to_bytes(4, "little") + bytes([3, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x80, 0x3E, 0, 0, 2, 0, 16, 0])
    body = b"data" + values.nbytes.to_bytes(4, "little") + values.tobytes()
    add("numpy float16", b"RIFF" + (4 + len(head) + len(body)).to_bytes(4, "little") + b"WAVE" + head + body, 8000, 16, "float", values.astype(numpy.float64))


def wavex(whole, bits, rate=16000):
    """A WAVE file of samples of `bits` bits in the upper ones of their bytes; scipy writes none of 12, 20 or 24."""
    size, channels = whole.shape
    width = (bits + 7) // 8
    body = b"".join(int(v << (8 * width - bits)).to_bytes(width, "little", signed=True) for v in whole.ravel())
    if width == 1:
        body = bytes(byte ^ 128 for byte in body)
    guid = bytes([1, 0, 0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113])
    mask = {1: 4, 2: 3, 3: 7, 4: 0x33, 5: 0x37, 6: 0x3F, 7: 0x70F, 8: 0x63F}[channels]
    fmt = b"".join(v.to_bytes(n, "little") for v, n in [(0xFFFE, 2), (channels, 2), (rate, 4), (rate * channels * width, 4), (channels * width, 2), (8 * width, 2),
                                                        (22, 2), (bits, 2), (mask, 4)]) + guid
    chunks = b"WAVE" + b"fmt " + len(fmt).to_bytes(4, "little") + fmt + b"data" + len(body).to_bytes(4, "little") + body + bytes(len(body) % 2)
    return b"RIFF" + len(chunks).to_bytes(4, "little") + chunks


def decoded(path):
    """What flac -d makes of a file, [frames, channels] scaled to [-1, 1)."""
    subprocess.run(["flac", "-s", "-d", "-f", "-o", f"{place}/out.wav", path], check=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rate, samples = scipy.io.wavfile.read(f"{place}/out.wav")
    return rate, scaled(samples).reshape(len(samples), -1)


def add_flac(name, path, bits, prefix=b""):
    rate, samples = decoded(path)
    add(f"flac {name}", prefix + content_of(path), rate, bits, "flac", samples)


def from_flac():
    def encode(name, whole, bits, *options, raw=False, prefix=b""):
        common = ["flac", "-s", "-f", "--no-padding", "--no-seektable", *options]
        if raw:  # through pipes, so that flac can neither know the length nor go back to fill it in
            flags = ["--force-raw-format", "--endian=little", "--sign=signed", f"--channels={whole.shape[1]}", f"--bps={bits}", "--sample-rate=16000", "-"]
            made = subprocess.run([*common, *flags], input=whole.astype("<i2").tobytes(), check=True, stdout=subprocess.PIPE)
            with open(f"{place}/out.flac", "wb") as file:
                file.write(made.stdout)
        else:
            with open(f"{place}/in.wav", "wb") as file:
                file.write(wavex(whole, bits))
            subprocess.run([*common, "-o", f"{place}/out.flac", f"{place}/in.wav"], check=True)
        add_flac(name, f"{place}/out.flac", bits, prefix)

    def whole(size, channels, bits, seed=1):
        return numpy.floor(tone(size, channels, seed) * 2.0 ** (bits - 1)).astype(numpy.int64)

    for level in range(9):
        encode(f"-{level}", whole(700, 2, 16), 16, f"-{level}")
    for bits in [8, 12, 16, 20, 24, 32]:
        encode(f"{bits} bits", whole(400, 1, bits), bits, "-8")
        encode(f"{bits} bits x2", whole(300, 2, bits), bits, "-5")
    for channels in range(1, 9):
        encode(f"x{channels}", whole(150, channels, 16), 16, "-5", "--channel-map=none")
    for block in [16, 17, 192, 1021, 65535]:
        encode(f"block {block}", whole(1100, 1, 16), 16, "-5", "--lax", f"-b{block}")
    encode("order 32", whole(900, 1, 16), 16, "--lax", "-8", "-l32", "-b900", "-e", "-p")
    encode("order 32, 24 bits", whole(600, 1, 24), 24, "--lax", "-8", "-l32", "-b600")
    encode("partitions", whole(4096, 1, 16)[:, :] >> 6, 16, "--lax", "-b4096", "-r15", "-l12")
    encode("mid-side 32 bits", whole(300, 2, 32), 32, "-8", "-m")
    rng = numpy.random.default_rng(5)
    encode("noise", rng.integers(-32768, 32768, (150, 2)), 16, "-5")
    encode("noise, 24 bits", rng.integers(-2 ** 23, 2 ** 23, (150, 1)), 24, "-5")
    encode("far ends", numpy.array([[-2 ** 31, 2 ** 31 - 1], [2 ** 31 - 1, -2 ** 31]] * 40), 32, "-5")
    encode("silence", numpy.zeros((20000, 2), dtype=numpy.int64), 16, "-5")
    encode("wasted bits", whole(300, 2, 13) << 3, 16, "-5")
    encode("of a pipe", whole(500, 2, 16), 16, "-5", "-b128", raw=True)
    encode("behind an ID3 tag", whole(100, 1, 16), 16, "-5", prefix=b"ID3\4\0\0\0\0\1\2" + bytes(130))


def by_hand():
    """Frames that the flac program does not make."""
    rng = random.Random(1)
    ramp = [10 * i + rng.randrange(-6, 7) for i in range(64)]
    small = [rng.randrange(-3, 4) for _ in range(64)]
    wide = [rng.randrange(-2 ** 15, 2 ** 15) for _ in range(64)]

    def frames(name, bps, channels, parts, code=None, variable=False, total=True, start=0):
        made = []
        at = start
        for i, (size, sub) in enumerate(parts):
            made.append(flac_writer.frame(at if variable else i, variable, size, channels - 1 if code is None else code, bps, sub))
            at += size
        sizes = [size for size, _ in parts]
        content = flac_writer.file(8000, channels, bps, at - start if total else 0, min(sizes) if variable else sizes[0], max(sizes), made)
        with open(f"{place}/hand.flac", "wb") as file:
            file.write(content)
        add_flac(name, f"{place}/hand.flac", bps)

    w = flac_writer
    frames("by hand, escapes", 16, 1, [(64, lambda b: w.fixed(b, ramp, 16, 1, [("raw", 6), 3, ("raw", 7), ("raw", 6)]))])
    frames("by hand, escape of 0 bits", 16, 1, [(64, lambda b: w.fixed(b, [5] * 32 + ramp[:32], 16, 1, [("raw", 0), 5]))])
    frames("by hand, escapes of method 1", 16, 1, [(64, lambda b: w.fixed(b, wide, 16, 0, [("raw", 16), 14, 16, ("raw", 17)], method=1))])
    frames("by hand, long unary", 16, 1, [(64, lambda b: w.fixed(b, wide[:8] + [0] * 56, 16, 0, [9]))])
    frames("by hand, every fixed order", 16, 1, [(64, lambda b, order=order: w.fixed(b, ramp, 16, order, [3])) for order in range(5)])
    frames("by hand, variable blocks", 16, 1, [(size, lambda b, size=size: w.fixed(b, ramp[:size], 16, 2, [3])) for size in [16, 64, 17, 33]], variable=True)
    frames("by hand, a late start", 16, 1, [(16, lambda b: w.verbatim(b, wide[:16], 16))] * 3, variable=True, start=2 ** 33)
    frames("by hand, total unknown", 16, 1, [(16, lambda b: w.verbatim(b, wide[:16], 16))] * 3, total=False)
    frames("by hand, wasted bits", 16, 2, [(64, lambda b: (w.fixed(b, [s << 4 for s in small], 16, 1, [1], wasted=4), w.constant(b, -4096, 16, wasted=12)))])
    linear = lambda b: w.linear(b, ramp, 16, [30, -15], 6, 4, [3, 3])
    frames("by hand, linear", 16, 1, [(64, linear)])
    frames("by hand, linear, coefficients of 15 bits", 16, 1, [(64, lambda b: w.linear(b, wide, 16, [16383, -16384, 9000], 15, 15, [15], method=1))])
    frames("by hand, linear, shift 0", 16, 1, [(64, lambda b: w.linear(b, small, 16, [1, -1], 2, 0, [3]))])
    for code in [8, 9, 10]:
        frames(f"by hand, stereo {code}", 16, 2, [(64, lambda b, code=code: (w.verbatim(b, [3 * s for s in ramp], 17 if code == 9 else 16), w.verbatim(b, small, 16 if code == 9 else 17)))], code=code)
    left = [2 ** 31 - 1, -2 ** 31, 2 ** 31 - 1, -2 ** 31, 5, -6, 0, 1] * 2
    right = [-2 ** 31, 2 ** 31 - 1, 2 ** 31 - 1, -2 ** 31, -7, 8, 1, 0] * 2
    half = [(a + b) >> 1 for a, b in zip(left, right)]
    frames("by hand, 33 bits of side", 32, 2, [(16, lambda b: (w.verbatim(b, half, 32), w.verbatim(b, [a - c for a, c in zip(left, right)], 33)))], code=10)
    frames("by hand, 33 bits, left and side", 32, 2, [(16, lambda b: (w.verbatim(b, left, 32), w.verbatim(b, [a - c for a, c in zip(left, right)], 33)))], code=8)
    sides = [2 ** 32 - 1 - 9 * i for i in range(16)]
    frames("by hand, 33 bits predicted", 32, 2, [(16, lambda b: (w.verbatim(b, [-1] * 16, 32), w.fixed(b, sides, 33, 2, [2])))], code=10)


def main():
    from_scipy()
    from_cpython(sys.argv[1])
    from_libsndfile()
    half_floats()
    from_flac()
    by_hand()
    golden.write(os.path.join(here, "files.json"), rows)


main()
