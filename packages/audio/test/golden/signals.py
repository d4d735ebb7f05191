"""Test signals that Python and TypeScript make alike, without storing them: a linear congruential generator."""
import numpy


def noise(samples, seed=1):
    """[samples] in [-1, 1), float32: x <- x * 1664525 + 1013904223 mod 2^32 (Numerical Recipes), as x / 2^31 - 1."""
    values = numpy.empty(samples, dtype=numpy.float64)
    x = seed
    for i in range(samples):
        x = (x * 1664525 + 1013904223) % 4294967296
        values[i] = x / 2147483648 - 1
    return values.astype(numpy.float32)
