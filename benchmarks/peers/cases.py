"""The benchmark cases as eager PyTorch runs them: one row of CASES each.

A case is a function that builds a model on random data and returns `step`, a function without arguments which does one
unit of work (a whole training step with its loss read, or one prediction). A new case is one function and one row.
"""

from itertools import cycle

import torch
from torch import nn

# Training steps walk round so many numbers, so that the data of a step is not already in the first-level cache.
NUMBERS_WALKED = 1 << 21

# Different words in the texts of sequence models.
WORDS = 10_000


def _train(model, loss_of, images, labels, batch_size):
    """A step of eager training: forward, loss, gradients, update; the loss is read each time, as a progress bar does."""
    optimizer = _adam(model)
    batches = cycle(list(zip(images.split(batch_size), labels.split(batch_size))))

    def step():
        x, y = next(batches)
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(model(x), y)
        loss.backward()
        optimizer.step()
        return loss.item()

    return step


def _adam(model):
    # The defaults of Keras, which has a larger epsilon than PyTorch.
    return torch.optim.Adam(model.parameters(), lr=1e-3, eps=1e-7)


def _count(batch_size, numbers):
    """Images of so many numbers to walk round: whole batches, two or more."""
    return batch_size * max(2, NUMBERS_WALKED // (batch_size * numbers))


def _digits(count):
    return torch.rand(count, 784), torch.randint(0, 10, (count,))


def _mlp(*hidden):
    """784 inputs, the given hidden widths with ReLU, 10 logits. The softmax is part of PyTorch's loss."""
    widths = (784, *hidden)
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(widths[-1], 10))


def _train_mlp(hidden, batch_size):
    def build():
        model = _mlp(*hidden)
        images, labels = _digits(_count(batch_size, 784))
        return _train(model, nn.CrossEntropyLoss(), images, labels, batch_size)

    return build


def _convolution(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3), nn.ReLU(), nn.MaxPool2d(2)]


def _train_images(layers, loss_of, labels_of, size, channels, batch_size):
    """Convolutions on random images, which lie in memory with the channels last: here PyTorch 1.13 is faster so than in its usual order."""
    layout = torch.channels_last

    def build():
        model = nn.Sequential(*layers()).to(memory_format=layout)
        count = _count(batch_size, size * size * channels)
        images = torch.rand(count, channels, size, size).contiguous(memory_format=layout)
        return _train(model, loss_of, images, labels_of(count), batch_size)

    return build


def _mnist_cnn():
    return [*_convolution(1, 32), *_convolution(32, 64), nn.Flatten(), nn.Dropout(0.5), nn.Linear(5 * 5 * 64, 10)]


def _cnn():
    return [*_convolution(3, 32), *_convolution(32, 64), *_convolution(64, 128), nn.Flatten(), nn.Linear(17 * 17 * 128, 512), nn.ReLU(), nn.Linear(512, 1)]


def _predict_one():
    model = nn.Sequential(*_mlp(128), nn.Softmax(dim=1)).eval()
    row, _ = _digits(1)

    @torch.inference_mode()
    def step():
        return model(row)

    return step


def _convolutions(*between):
    """Two convolutions that keep the size, what comes after each, and a classifier of ten."""
    return lambda: [
        nn.Conv2d(3, 32, 3, padding=1, bias=not between), *(layer() for layer in between), nn.ReLU(),
        nn.Conv2d(32, 32, 3, padding=1, bias=not between), *(layer() for layer in between), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(32, 10),
    ]


class _AttentionBlock(nn.Module):
    """A block of a transformer on 128 steps of 128 features, and a classifier of ten."""

    def __init__(self):
        super().__init__()
        self.look = nn.MultiheadAttention(128, 4, batch_first=True)
        self.think = nn.Sequential(nn.Linear(128, 512), nn.ReLU(), nn.Linear(512, 128))
        self.first, self.second = nn.LayerNorm(128, eps=1e-3), nn.LayerNorm(128, eps=1e-3)
        self.judge = nn.Linear(128, 10)

    def forward(self, x):
        seen = self.first(x + self.look(x, x, x, need_weights=False)[0])
        return self.judge(self.second(seen + self.think(seen)).mean(dim=1))


class _MeanOfWords(nn.Module):
    def __init__(self):
        super().__init__()
        self.words, self.judge = nn.Embedding(WORDS, 128), nn.Linear(128, 1)

    def forward(self, x):
        return self.judge(self.words(x).mean(dim=1))


def _attention():
    count = _count(32, 128 * 128)
    return _train(_AttentionBlock(), nn.CrossEntropyLoss(), torch.rand(count, 128, 128), _classes(count), 32)


def _embedding():
    count = _count(32, 200)
    return _train(_MeanOfWords(), nn.BCEWithLogitsLoss(), torch.randint(0, WORDS, (count, 200)), torch.randint(0, 2, (count, 1)).float(), 32)


def _classes(count):
    return torch.randint(0, 10, (count,))


class _SequenceClassifier(nn.Module):
    """The vectors of words, a recurrent layer's last states, one logit."""

    def __init__(self, layer, bidirectional=False):
        super().__init__()
        self.embedding = nn.Embedding(WORDS, 128)
        self.recurrent = layer(128, 128, batch_first=True, bidirectional=bidirectional)
        self.output = nn.Linear(256 if bidirectional else 128, 1)

    def forward(self, ids):
        _, last = self.recurrent(self.embedding(ids))
        states = last[0] if isinstance(last, tuple) else last
        return self.output(torch.cat(tuple(states), dim=1))


def _train_texts(layer, bidirectional=False, batch_size=32, steps=200):
    def build():
        count = _count(batch_size, steps)
        ids = torch.randint(0, WORDS, (count, steps))
        labels = torch.randint(0, 2, (count, 1)).float()
        return _train(_SequenceClassifier(layer, bidirectional), nn.BCEWithLogitsLoss(), ids, labels, batch_size)

    return build


CASES = {
    "mnist-mlp-32": _train_mlp(hidden=(128,), batch_size=32),
    "mnist-mlp2-64": _train_mlp(hidden=(128, 64), batch_size=64),
    "mnist-cnn-128": _train_images(_mnist_cnn, nn.CrossEntropyLoss(), _classes, size=28, channels=1, batch_size=128),
    "cnn-32": _train_images(_cnn, nn.BCEWithLogitsLoss(), lambda n: torch.randint(0, 2, (n, 1)).float(), size=150, channels=3, batch_size=32),
    "conv-32": _train_images(_convolutions(), nn.CrossEntropyLoss(), _classes, size=64, channels=3, batch_size=32),
    "conv-bn-32": _train_images(
        _convolutions(lambda: nn.BatchNorm2d(32, eps=1e-3, momentum=0.01)), nn.CrossEntropyLoss(), _classes, size=64, channels=3, batch_size=32),
    "lstm-32": _train_texts(nn.LSTM),
    "gru-32": _train_texts(nn.GRU),
    "bilstm-32": _train_texts(nn.LSTM, bidirectional=True),
    "attention-32": _attention,
    "embedding-32": _embedding,
    "predict-1": _predict_one,
}
