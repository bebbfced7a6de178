"""Aggregates of neighbours' features in NumPy, double precision: the numbers that NeighbourAggregatesTests compares with.

Written out customer by customer: hop k of a relation is the weighted mean, the weighted spread (no degrees of freedom taken off), the least
and the most over a customer's neighbours of the means that hop k - 1 gave them; hop 0 is the customer's own row: log(1 + neighbours), log(1 +
sum of weights) where edges are weighted, features. Degrees are left out from hop 3 on. A neighbour without a mean is left out; a customer
without neighbours has none (null). An item's row is its popularity, its features and the mean of its customers' rows of hop 0.
Run: python3 neighbour_aggregates.py   (writes neighbour_aggregates.json beside itself)
"""
import json
import math
import pathlib

import numpy as np

rng = np.random.default_rng(11)
USERS, ITEMS, HOPS = 9, 6, 3  # user 8 is isolated, item 5 is cold
FRIENDS = [[0, 1, 1.5], [0, 2, 0.25], [0, 3, 2], [0, 4, 1], [0, 5, 3], [1, 2, 0.5], [1, 3, 1.25], [2, 4, 4], [2, 6, 0.75], [3, 5, 1], [3, 7, 2.5],
           [4, 6, 0.125], [4, 7, 1.75], [5, 6, 2], [5, 7, 0.5], [6, 7, 3.5]]
FOLLOWS = [[0, 1], [1, 0], [2, 0], [3, 0], [4, 1], [5, 2], [6, 2], [7, 2], [1, 4], [3, 4], [7, 6], [0, 6]]  # 3, 5 and 7 are followed by nobody
BUYS = [[0, 0], [0, 1], [0, 2], [1, 0], [2, 1], [2, 3], [3, 0], [3, 4], [4, 2], [4, 3], [4, 4], [5, 0], [6, 1], [7, 0], [7, 3]]
features = np.round(rng.normal(0, 2, (USERS, 2)) * 1024) / 1024
prices = np.round(rng.normal(5, 2, (ITEMS, 1)) * 1024) / 1024
columns = {}


def statistics(rows, weights):
    if not rows:
        return [None] * 4
    rows, weights = np.array(rows), np.array(weights)
    mean = (weights[:, None] * rows).sum(0) / weights.sum()
    spread = np.sqrt((weights[:, None] * (rows - mean) ** 2).sum(0) / weights.sum())
    return [mean, spread, rows.min(0), rows.max(0)]


def put(place, names, rows, skip):
    for k, statistic in enumerate(("mean", "spread", "least", "most")):
        for c, name in enumerate(names):
            if c >= skip:
                columns[f"{place} {statistic} {name}"] = [None if row[k] is None else round(float(row[k][c]), 9) for row in rows]


def own(neighbours, weighted, user):
    weights = [w for _, w in neighbours[user]]
    return [math.log(1 + len(weights))] + ([math.log(1 + sum(weights))] if weighted else []) + list(features[user])


def between(name, neighbours, weighted):
    degrees = ["degree"] + (["weight"] if weighted else [])
    level = [np.array(own(neighbours, weighted, user)) for user in range(USERS)]
    for c, degree in enumerate(degrees):
        columns[f"{name} {degree}"] = [round(float(row[c]), 9) for row in level]
    for hop in range(1, HOPS + 1):
        rows = []
        for user in range(USERS):
            known = [(j, w) for j, w in neighbours[user] if level[j] is not None]
            rows.append(statistics([level[j] for j, _ in known], [w for _, w in known]))
        put(name if hop == 1 else f"{name} {hop} hops", degrees + ["a", "b"], rows, len(degrees) if hop > 2 else 0)
        level = [row[0] for row in rows]


between("friends", [[(b if a == u else a, w) for a, b, w in FRIENDS if u in (a, b)] for u in range(USERS)], True)
between("follows incoming", [[(a, 1.0) for a, b in FOLLOWS if b == u] for u in range(USERS)], False)
between("follows outgoing", [[(b, 1.0) for a, b in FOLLOWS if a == u] for u in range(USERS)], False)
buys = [[(i, 1.0) for a, i in BUYS if a == u] for u in range(USERS)]
item_rows = []
for item in range(ITEMS):
    buyers = [u for u, i in BUYS if i == item]
    item_rows.append(np.array([math.log(1 + len(buyers)), prices[item, 0], *(np.mean([own(buys, False, u) for u in buyers], 0) if buyers else [0, 0, 0])]))
columns["buys degree"] = [round(math.log(1 + len(row)), 9) for row in buys]
put("buys", ["popularity", "price", "customers' degree", "customers' a", "customers' b"], [statistics([item_rows[i] for i, _ in row], [1.0] * len(row)) for row in buys], 0)

lines = [f" {json.dumps(name)}: {json.dumps(value)}" for name, value in columns.items()]
pathlib.Path(__file__).with_name("neighbour_aggregates.json").write_text(
    json.dumps({"features": features.tolist(), "prices": prices.tolist(), "friends": FRIENDS, "follows": FOLLOWS, "buys": BUYS})[:-1]
    + ', "columns": {\n' + ",\n".join(lines) + "\n}}\n")
