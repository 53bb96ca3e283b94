#!/usr/bin/python3
"""Turns reviews into numbers in plain Python, with the very steps of Keras: lower, translate, split, dictionaries.

    text.py CASE FILE.tsv.gz [ROUNDS]

Prints a number that the case comes to and the fewest milliseconds that it took.
"""

import gzip
import sys
import time
from collections import OrderedDict, defaultdict

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


CASES = {
    "tokenizer-fit": lambda texts, index: len(fit(texts)),
    "tokenizer-sequences": lambda texts, index: sum(map(len, sequences(texts, index))),
    "tokenizer-padded": lambda texts, index: sum(map(len, padded(sequences(texts, fit(texts))))),
}


def main():
    case, file = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
        texts = [line.rstrip("\n").split("\t", 3)[3] for line in lines]
    index = fit(texts) if case == "tokenizer-sequences" else None
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        result = CASES[case](texts, index)
        best = min(best, time.perf_counter() - start)
    print(result, best * 1e3)


if __name__ == "__main__":
    main()
