"""Writes FLAC frames of kinds that the flac program does not make; it has to decode them (RFC 9639)."""


class Bits:
    def __init__(self):
        self.bits = []

    def put(self, value, width):
        self.bits += [(value >> (width - 1 - i)) & 1 for i in range(width)]

    def unary(self, zeros):
        self.bits += [0] * zeros + [1]

    def rice(self, value, parameter):
        folded = 2 * value if value >= 0 else -2 * value - 1
        self.unary(folded >> parameter)
        self.put(folded, parameter)

    def bytes(self):
        self.bits += [0] * (-len(self.bits) % 8)
        return bytes(int("".join(map(str, self.bits[i:i + 8])), 2) for i in range(0, len(self.bits), 8))


def crc(data, width, polynomial):
    value = 0
    for byte in data:
        value ^= byte << (width - 8)
        for _ in range(8):
            value = (value << 1) ^ (polynomial if value >> (width - 1) else 0)
            value &= (1 << width) - 1
    return value.to_bytes(width // 8, "big")


def number(value):
    """As UTF-8 would, to 36 bits."""
    if value < 128:
        return bytes([value])
    tail = []
    while value >= 1 << (6 - len(tail)):
        tail.insert(0, 128 | value & 63)
        value >>= 6
    return bytes([0xFF << (7 - len(tail)) & 0xFF & ~(1 << (6 - len(tail))) | value, *tail])


def frame(first, variable, size, channels, bps, subframes):
    """`subframes` writes onto Bits what follows the header; `channels` is the code of the channel assignment."""
    head = Bits()
    head.put(0x3FFE, 14)
    head.put(0, 1)
    head.put(int(variable), 1)
    head.put(7, 4)
    head.put(0, 4)
    head.put(channels, 4)
    head.put({8: 1, 12: 2, 16: 4, 20: 5, 24: 6, 32: 7}.get(bps, 0), 3)
    head.put(0, 1)
    header = head.bytes() + number(first) + (size - 1).to_bytes(2, "big")
    header += crc(header, 8, 0x107)
    body = Bits()
    subframes(body)
    whole = header + body.bytes()
    return whole + crc(whole, 16, 0x18005)


def file(rate, channels, bps, total, smallest, largest, frames, md5=bytes(16)):
    info = Bits()
    info.put(0x80000022, 32)
    info.put(smallest, 16)
    info.put(largest, 16)
    info.put(0, 48)
    info.put(rate, 20)
    info.put(channels - 1, 3)
    info.put(bps - 1, 5)
    info.put(total, 36)
    return b"fLaC" + info.bytes() + md5 + b"".join(frames)


def verbatim(bits, samples, width):
    bits.put(1 << 1, 8)
    for sample in samples:
        bits.put(sample, width)


def constant(bits, sample, width, wasted=0):
    bits.put(int(wasted > 0), 8)
    if wasted:
        bits.unary(wasted - 1)
    bits.put(sample >> wasted, width - wasted)


def fixed(bits, samples, width, order, partitions, method=0, wasted=0):
    """`partitions`: for each a Rice parameter, or ("raw", bits) for an escape."""
    own = [sample >> wasted for sample in samples]
    bits.put((8 + order) << 1 | int(wasted > 0), 8)
    if wasted:
        bits.unary(wasted - 1)
    for sample in own[:order]:
        bits.put(sample, width - wasted)
    residual = own
    for _ in range(order):
        residual = [b - a for a, b in zip(residual, residual[1:])]
    _residual(bits, residual, len(own), order, partitions, method)


def linear(bits, samples, width, coefficients, precision, shift, partitions, method=0):
    order = len(coefficients)
    bits.put((31 + order) << 1, 8)
    for sample in samples[:order]:
        bits.put(sample, width)
    bits.put(precision - 1, 4)
    bits.put(shift, 5)
    for coefficient in coefficients:
        bits.put(coefficient, precision)
    residual = [samples[i] - (sum(c * samples[i - 1 - j] for j, c in enumerate(coefficients)) >> shift) for i in range(order, len(samples))]
    _residual(bits, residual, len(samples), order, partitions, method)


def _residual(bits, residual, size, order, partitions, method):
    width = 4 + method
    bits.put(method, 2)
    bits.put(len(partitions).bit_length() - 1, 4)
    each = size // len(partitions)
    at = 0
    for i, parameter in enumerate(partitions):
        count = each - order if i == 0 else each
        part = residual[at:at + count]
        at += count
        if isinstance(parameter, int):
            bits.put(parameter, width)
            for value in part:
                bits.rice(value, parameter)
        else:
            bits.put(2 ** width - 1, width)
            bits.put(parameter[1], 5)
            for value in part:
                assert -(2 ** max(parameter[1] - 1, 0)) <= value < 2 ** max(parameter[1] - 1, 0) or value == 0
                bits.put(value, parameter[1])
