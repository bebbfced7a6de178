"""Label propagation and correct & smooth in NumPy, dense, double precision: the numbers that LabelSpreadTests compares with.

S = C^-1/2 (sum of S_r) C^-1/2: S_r = D^-1/2 A D^-1/2 between customers, the mean of that and its transpose where there is a direction, and B B^T
with B = D^-1/2 A D'^-1/2 for items; c_i counts the relations in which customer i has an edge. Customer 9 has none.
Run: python3 label_spread.py   (writes label_spread.json beside itself)
"""
import json
import pathlib

import numpy as np

USERS, ITEMS, LABELS = 10, 5, 3
FRIENDS = [[0, 1, 1.5], [0, 2, 0.25], [1, 2, 1], [2, 3, 3], [3, 4, 0.5], [4, 5, 2], [5, 3, 1]]
FOLLOWS = [[0, 6], [6, 1], [7, 6], [4, 7], [7, 8]]
BUYS = [[0, 0, 2], [1, 0, 1], [1, 1, 1], [8, 1, 4], [5, 2, 1], [4, 2, 0.5], [8, 3, 1]]  # nobody bought item 4
TRAIN = {0: 0, 3: 1, 6: 2, 8: 0, 5: 1}
rng = np.random.default_rng(5)
base = rng.dirichlet([1] * LABELS, USERS).astype(np.float32).astype(float)


def root(sums):
    return np.where(sums > 0, 1 / np.sqrt(np.where(sums > 0, sums, 1)), 0)


def both(a):
    return root(a.sum(1))[:, None] * a * root(a.sum(0))[None]


friends, follows, buys = np.zeros((USERS, USERS)), np.zeros((USERS, USERS)), np.zeros((USERS, ITEMS))
for i, j, w in FRIENDS:
    friends[i, j] = friends[j, i] = w
for i, j in FOLLOWS:
    follows[j, i] = 1  # the second hears the first
for i, j, w in BUYS:
    buys[i, j] = w
has = [friends.sum(1) > 0, (follows.sum(1) > 0) | (follows.sum(0) > 0), buys.sum(1) > 0]
c = root(np.sum(has, 0).astype(float))
s = c[:, None] * (both(friends) + (both(follows) + both(follows).T) / 2 + both(buys) @ both(buys).T) * c[None]
assert np.allclose(s, s.T) and np.abs(np.linalg.eigvalsh(s)).max() <= 1 + 1e-12


def spread(y0, alpha, steps):
    y = y0
    for _ in range(steps):
        y = alpha * s @ y + (1 - alpha) * y0
    return y


def shares(y):
    y = np.maximum(y, 0)
    return y / y.sum(1, keepdims=True)


onehot, train = np.zeros((USERS, LABELS)), list(TRAIN)
for i, label in TRAIN.items():
    onehot[i, label] = 1
with np.errstate(invalid="ignore"):
    propagated = shares(spread(onehot, 0.9, 50))
propagated[9] = onehot.sum(0) / len(train)  # reached by no label: shares of the training labels
errors = np.zeros_like(base)
errors[train] = onehot[train] - base[train]
answers = {}
for name, alpha, smoothing, steps, scale in [("auto", 0.8, 0.8, 50, None), ("fixed", 0.6, 0.5, 7, 1.5)]:
    e = spread(errors, alpha, steps)
    size = np.abs(errors).sum() / len(train)
    with np.errstate(divide="ignore"):
        factor = size / np.abs(e).sum(1) if scale is None else np.full(USERS, scale)
    factor[~(factor <= 1000)] = 1
    corrected = base + factor[:, None] * e
    corrected[train] = onehot[train]
    answers[name] = shares(spread(corrected, smoothing, steps)).round(9).tolist()
json.dump({"friends": FRIENDS, "follows": FOLLOWS, "buys": BUYS, "train": [[i, label] for i, label in TRAIN.items()], "base": base.tolist(), "propagated": propagated.round(9).tolist(), **answers},
          open(pathlib.Path(__file__).with_suffix(".json"), "w"))
