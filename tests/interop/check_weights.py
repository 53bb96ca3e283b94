"""Compares two files of weights with h5py, object by object: check_weights.py OURS KERAS.

KERAS is what Python's Keras wrote of a model, OURS what we wrote of it: .weights.h5 files, or .keras archives that hold one.
Names, shapes, types, attributes and all numbers must be equal. Prints the number of objects and exits with 0, or what differs and exits with 1.
"""
import io
import re
import sys
import zipfile

import h5py
import numpy as np


def opened(name):
    """The weights of a file or an archive."""
    if not zipfile.is_zipfile(name):
        return h5py.File(name, "r")
    with zipfile.ZipFile(name) as archive:
        return h5py.File(io.BytesIO(archive.read("model.weights.h5")), "r")


def plain(value):
    """An attribute as text or a list."""
    return value.decode("utf-8") if isinstance(value, bytes) else value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def described(file):
    """All objects by path."""
    found = {"": describe(file)}
    file.visititems(lambda path, item: found.__setitem__(path, describe(item)))
    return found


def describe(item):
    attributes = {name: plain(value) for name, value in item.attrs.items()}
    if "/_" in item.name and "name" in attributes:
        # Made by its owner under an automatic name, whose number counts what the process has made so far.
        attributes["name"] = re.sub(r"_\d+$", "", attributes["name"])
    if not isinstance(item, h5py.Dataset):
        return ("group", attributes)
    return ("dataset", attributes, item.shape, str(item.dtype), np.asarray(item[()]).tobytes())


def main():
    with opened(sys.argv[1]) as ours, opened(sys.argv[2]) as keras:
        (found, expected) = (described(ours), described(keras))
    for path in sorted(set(found) | set(expected)):
        if path not in found or path not in expected:
            raise SystemExit(f"'{path}' is only in {'ours' if path in found else 'the file of Keras'}")
        if found[path] != expected[path]:
            raise SystemExit(f"'{path}' is {str(found[path])[:200]}, expected {str(expected[path])[:200]}")
    print(f"{len(found)} objects agree")


if __name__ == "__main__":
    main()
