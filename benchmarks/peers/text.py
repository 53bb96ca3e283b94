#!/usr/bin/python3
"""Turns reviews into numbers in plain Python, with the very steps of Keras: lower, translate, split, dictionaries.

    text.py CASE FILE.tsv.gz [ROUNDS]

Prints a number that the case comes to and the fewest milliseconds that it took.
"""

import gzip
import sys
import time
from collections import Counter, OrderedDict, defaultdict

FILTERS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n'
NUM_WORDS = 20_000
LENGTH = 200


def words(text):
    """text_to_word_sequence"""
    return [word for word in text.lower().translate(str.maketrans({c: " " for c in FILTERS})).split(" ") if word]


def fit(texts):
    """fit_on_texts: the number of each word"""
    counts, docs = OrderedDict(), defaultdict(int)
    for text in texts:
        sequence = words(text)
        for word in sequence:
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
        for word in set(sequence):
            docs[word] += 1
    ranked = sorted(counts.items(), key=lambda item: item[1], reverse=True)
    return {word: i + 1 for i, (word, _) in enumerate(ranked)}


def sequences(texts, index):
    """texts_to_sequences"""
    result = []
    for text in texts:
        vector = []
        for word in words(text):
            i = index.get(word)
            if i is not None and i < NUM_WORDS:
                vector.append(i)
        result.append(vector)
    return result


def padded(rows):
    """pad_sequences, as rows of lists: NumPy need not be there"""
    return [[0] * (LENGTH - len(row)) + row[-LENGTH:] for row in rows]


UPPER_TO_LOWER = bytes(range(256)).lower()
PUNCTUATION = b"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


def tokens(text):
    """TextVectorization's standardize and split, which know the letters and the white space of ASCII alone"""
    return text.encode().translate(UPPER_TO_LOWER, PUNCTUATION).split()


def adapt(texts):
    """TextVectorization.adapt: the index of each token, by count, equal ones by falling bytes"""
    counts = Counter()
    for text in texts:
        counts.update(tokens(text))
    counts.pop(b"[UNK]", None)
    ranked = sorted(counts.items(), key=lambda item: (item[1], item[0]), reverse=True)[: NUM_WORDS - 2]
    return {token: i + 2 for i, (token, _) in enumerate(ranked)}


def vectorize(texts, index):
    """TextVectorization, as rows of lists"""
    rows = [[index.get(token, 1) for token in tokens(text)[:LENGTH]] for text in texts]
    return [row + [0] * (LENGTH - len(row)) for row in rows]


CASES = {
    "tokenizer-fit": lambda texts, index: len(fit(texts)),
    "tokenizer-sequences": lambda texts, index: sum(map(len, sequences(texts, index))),
    "tokenizer-padded": lambda texts, index: sum(map(len, padded(sequences(texts, fit(texts))))),
    "vectorization-adapt": lambda texts, index: len(adapt(texts)) + 2,
    "vectorization-apply": lambda texts, index: sum(map(sum, vectorize(texts, index))),
}


def main():
    case, file = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
        texts = [line.rstrip("\n").split("\t", 3)[3] for line in lines]
    index = fit(texts) if case == "tokenizer-sequences" else adapt(texts) if case == "vectorization-apply" else None
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        result = CASES[case](texts, index)
        best = min(best, time.perf_counter() - start)
    print(result, best * 1e3)


if __name__ == "__main__":
    main()
