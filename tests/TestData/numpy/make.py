"""Makes the files beside it with NumPy 1.24 (Debian's python3-numpy): python3 make.py. They are data; nothing here runs in a test."""
import io
import json
import pickle
import struct
import zipfile
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

here = Path(__file__).parent
counted = np.arange(24).reshape(2, 3, 4)


def save(name, array, version=None):
    with open(here / name, "wb") as file:
        npy.write_array(file, array, version=version, allow_pickle=False)


for code in ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]:
    save(f"{code}.npy", (counted % 2 if code == "b1" else counted).astype(code))
for code in [">i2", ">u4", ">i8", ">f2", ">f4", ">f8"]:
    save(f"big-{code[1:]}.npy", counted.astype(code))
save("fortran.npy", np.asfortranarray(counted.astype("<i4")))
save("fortran-big.npy", np.asfortranarray(counted.astype(">f8")))
save("version2.npy", counted.astype("<f4"), version=(2, 0))
save("version3.npy", counted.astype("<f4"), version=(3, 0))
save("scalar.npy", np.array(2.5))
save("empty.npy", np.zeros((0, 3), "f4"))
save("negative.npy", np.array([-1, 0, 1], "i1"))
save("texts.npy", np.array([["naïve", "", "日本"], ["😀", "a", "b c"]]))
save("texts-big.npy", np.array(["naïve", "日本"], ">U5"))
save("bytes.npy", np.array([b"ab", b"", b"xyz"]))
save("complex.npy", np.array([1j, 2]))
save("records.npy", np.array([(1, 2.0)], [("a", "i4"), ("b", "f8")]))
np.savez(here / "plain.npz", x=counted.astype("f4"), y=np.arange(3, dtype="i4"))
np.savez_compressed(here / "packed.npz", x=counted.astype("f4"), y=np.arange(3, dtype="i4"))

# Lists as Keras' imdb.npz and reuters.npz have them: an array of Python lists, in each protocol that NumPy has used, and one of arrays.
lists = np.empty(4, dtype=object)
lists[:] = [[1, 14, 22], [300, 70000, 5], [], [7]]
arrays = np.empty(3, dtype=object)
arrays[:] = [np.array([1, 2]), np.array([3], "u2"), np.array([], "i4")]


def objects(array, protocol):
    header = {"descr": "|O", "fortran_order": False, "shape": array.shape}
    stream = io.BytesIO()
    npy.write_array_header_1_0(stream, header)
    pickle.dump(array, stream, protocol=protocol)
    return stream.getvalue()


for protocol in [2, 3, 4]:
    with zipfile.ZipFile(here / f"lists-protocol{protocol}.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in [("x", lists), ("arrays", arrays)]:
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), objects(array, protocol))
        stream = io.BytesIO()
        npy.write_array(stream, np.array([0, 1, 1, 0]))
        archive.writestr(zipfile.ZipInfo("y.npy"), stream.getvalue())

for protocol in [2, 3, 4]:
    value = {
        "none": None, "true": True, "false": False, "large": 1 << 40, "negative": -70000, "half": 0.5, "text": "naïve", "bytes": b"\x00\xff",
        "tuple": (1, 2, 3, 4), "pair": (1, 2), "lists": [[1], [2, 3]], "mixed": [1, "a", 0.5], "again": None, "array": np.arange(6, dtype=">i2").reshape(2, 3),
        "fortran": np.asfortranarray(np.arange(6, dtype="f4").reshape(2, 3)), "number": np.int64(5), "float": np.float32(0.25),
    }
    value["again"] = value["lists"]
    (here / f"values-protocol{protocol}.pickle").write_bytes(pickle.dumps(value, protocol=protocol))

# Pictures as CIFAR's batches are: Python 2 wrote them in protocol 2 with texts as byte strings, which Python 3 cannot write any more, so by opcode.


def short(text):
    return b"U" + bytes([len(text)]) + text


def whole(numbers):
    return b"](" + b"".join(b"K" + bytes([number]) for number in numbers) + b"e"


def batch(pixels, **labels):
    rows = len(pixels) // 3072
    out = b"\x80\x02}q\x01(" + short(b"batch_label") + short(b"testing batch 1 of 1")
    for key, values in labels.items():
        out += short(key.encode()) + whole(values)
    out += short(b"data") + b"cnumpy.core.multiarray\n_reconstruct\nq\x02cnumpy\nndarray\nq\x03K\x00\x85" + short(b"b") + b"\x87Rq\x04(K\x01K" + bytes([rows]) + b"M\x00\x0c\x86"
    out += b"cnumpy\ndtype\nq\x05" + short(b"u1") + b"K\x00K\x01\x87Rq\x06(K\x03" + short(b"|") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89"
    return out + b"T" + struct.pack("<i", len(pixels)) + pixels + b"tb" + short(b"filenames") + b"](" + short(b"a.png") * rows + b"eu."


pixels = bytes((i * 7) % 251 for i in range(2 * 3072))
(here / "cifar-batch.pickle").write_bytes(batch(pixels, labels=[3, 0]))
decoded = pickle.loads((here / "cifar-batch.pickle").read_bytes(), encoding="bytes")
assert decoded[b"data"].tobytes() == pixels and decoded[b"data"].shape == (2, 3072) and decoded[b"labels"] == [3, 0]

# A tiny imdb.npz and reuters.npz in the form of Keras' own, and what Keras' rules make of them.
draw = np.random.RandomState(5)


def texts(count):
    made = np.empty(count, dtype=object)
    made[:] = [[int(rank) for rank in draw.randint(1, 40, draw.randint(1, 9))] for _ in range(count)]
    return made


def numbered(text, start, offset):
    return ([] if start is None else [start]) + [rank + offset for rank in text]


def known(text, low, high, unknown):
    if unknown is None:
        return [word for word in text if low <= word < high]
    return [word if low <= word < high else unknown for word in text]


def load(parts, numWords=None, skipTop=0, maxLen=None, seed=113, startChar=1, oovChar=2, indexFrom=3):
    random = np.random.RandomState(seed)
    loaded = []
    for x, y in parts:
        order = np.arange(len(x))
        random.shuffle(order)
        pairs = [(numbered(x[i], startChar, indexFrom), int(y[i])) for i in order]
        loaded.append([pair for pair in pairs if maxLen is None or len(pair[0]) < maxLen])
    high = numWords or max(max(text) for pairs in loaded for text, _ in pairs)
    return [{"x": [known(text, skipTop, high, oovChar) for text, _ in pairs], "y": [label for _, label in pairs]} for pairs in loaded]


imdb = [(texts(12), draw.randint(0, 2, 12)), (texts(7), draw.randint(0, 2, 7))]
reuters = [(texts(10), draw.randint(0, 46, 10))]
np.savez(here / "imdb.npz", x_train=imdb[0][0], y_train=imdb[0][1], x_test=imdb[1][0], y_test=imdb[1][1])
np.savez(here / "reuters.npz", x=reuters[0][0], y=reuters[0][1])
arguments = [
    {}, {"numWords": 20}, {"skipTop": 10}, {"skipTop": 2}, {"maxLen": 6}, {"seed": 7}, {"startChar": None}, {"oovChar": None, "numWords": 20, "skipTop": 8},
    {"indexFrom": 0}, {"startChar": None, "indexFrom": 0, "oovChar": None}, {"numWords": 25, "skipTop": 6, "maxLen": 7, "seed": 3, "startChar": 5, "oovChar": 9, "indexFrom": 10},
]
cases = [{"arguments": chosen, "imdb": load(imdb, **chosen), "reuters": load(reuters, **chosen)[0]} for chosen in arguments]
(here / "sequences.json").write_text(json.dumps(cases, separators=(",", ":")) + "\n")
