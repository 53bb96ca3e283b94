"""Reads an HDF5 file with h5py and h5dump and compares it with a description: check_hdf5.py FILE DESCRIPTION.

The description is a list of objects in the form of the golden vectors: path, shape, dtype, values {dtype, data}, attrs.
Prints the number of objects and exits with 0 if everything agrees; prints what differs and exits with 1 if not.
"""
import json
import subprocess
import sys

import h5py
import numpy as np


def plain(value):
    """An attribute as JSON has it."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    if isinstance(value, np.ndarray):
        return [plain(item) for item in value]
    return value.item() if isinstance(value, np.generic) else value


def same(name, found, expected):
    if found != expected:
        raise SystemExit(f"{name}: h5py finds {str(found)[:200]}, expected {str(expected)[:200]}")


def check(file, item):
    path = item["path"]
    found = file[path or "/"]
    same(f"attributes of {path}", {name: plain(value) for name, value in found.attrs.items()}, item.get("attrs", {}))
    same(f"{path} is a dataset", isinstance(found, h5py.Dataset), "dtype" in item)
    if "dtype" not in item:
        return
    same(f"shape of {path}", list(found.shape), item["shape"])
    same(f"dtype of {path}", str(found.dtype), item["dtype"])
    expected = np.array([float(x) if isinstance(x, str) else x for x in item["values"]["data"]], dtype=item["dtype"])
    if found[()].tobytes() != expected.tobytes() and not np.array_equal(found[()].ravel(), expected, equal_nan=True):
        raise SystemExit(f"{path}: h5py finds {found[()]}, expected {expected}")


def main():
    name, description = sys.argv[1:]
    with open(description, encoding="utf-8") as text:
        tree = json.load(text)
    with h5py.File(name, "r") as file:
        paths = []
        file.visit(paths.append)
        same("objects", sorted(paths), sorted(item["path"] for item in tree if item["path"]))
        for item in tree:
            check(file, item)
    with h5py.File(name, "r+") as file:
        file.create_dataset("added/later", data=np.ones(3))
        file["optimizer/vars/added"] = 1.0
    with h5py.File(name, "r") as file:
        same("what h5py added", float(file["optimizer/vars/added"][()]), 1.0)
    dump = subprocess.run(["h5dump", name], capture_output=True, check=False)
    if dump.returncode != 0:
        raise SystemExit(f"h5dump refuses the file: {dump.stderr.decode()[:500]}")
    print(f"{len(tree)} objects agree")


if __name__ == "__main__":
    main()
