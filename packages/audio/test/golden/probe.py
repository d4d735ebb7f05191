"""A large array in a few numbers: its size, its length as a vector, its product with noise, and what it holds at some places."""
import golden
import numpy
from signals import noise


def probe(array, count=16):
    """Places are drawn where something stands; complex arrays are taken as pairs."""
    array = numpy.ascontiguousarray(array.detach().numpy() if hasattr(array, "detach") else array)
    if array.dtype.kind == "c":
        array = array.view(array.real.dtype)
    values = array.astype(numpy.float64).ravel()
    filled = numpy.flatnonzero(values)
    places = filled[numpy.floor((noise(min(count, filled.size), values.size) * 0.5 + 0.5) * filled.size).astype(int)]
    return {"size": values.size, "norm": float(numpy.sqrt((values ** 2).sum())), "projection": float(values @ noise(values.size)),
            "places": golden.encode(places), "values": golden.encode(values[places].astype(numpy.float32))}
