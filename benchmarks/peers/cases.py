"""The benchmark cases as eager PyTorch runs them: one row of CASES each.

A case is a function that builds a model on random data and returns `step`, a function without arguments which does one
unit of work (a whole training step with its loss read, or one prediction). A new case is one function and one row.
"""

from itertools import cycle

import torch
from torch import nn

# Training steps walk round this many batches, so that the data of a step is not already in the first-level cache.
BATCHES = 32


def _train(model, optimizer, images, labels, batch_size):
    """A step of eager training: forward, loss, gradients, update; the loss is read each time, as a progress bar does."""
    loss_of = nn.CrossEntropyLoss()
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
        images, labels = _digits(BATCHES * batch_size)
        return _train(model, _adam(model), images, labels, batch_size)

    return build


def _predict_one():
    model = nn.Sequential(*_mlp(128), nn.Softmax(dim=1)).eval()
    row, _ = _digits(1)

    @torch.inference_mode()
    def step():
        return model(row)

    return step


CASES = {
    "mnist-mlp-32": _train_mlp(hidden=(128,), batch_size=32),
    "mnist-mlp2-64": _train_mlp(hidden=(128, 64), batch_size=64),
    "predict-1": _predict_one,
}
