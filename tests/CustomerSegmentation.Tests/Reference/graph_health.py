"""Degrees, components, homophily, near neighbours and shared items of small random graphs, by numpy, scipy and scikit-learn;
writes graph_health.json beside itself. Run: python3 graph_health.py"""
import itertools
import json
import math
import pathlib

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

random = np.random.default_rng(11)
n, items = 80, 40
labels = random.choice(["a", "b", "c"], n, p=[.5, .3, .2])
labelled = np.sort(random.choice(n, 60, replace=False))
is_labelled = np.isin(np.arange(n), labelled)


def degrees(values):
    return [float(values.mean())] + [float(np.quantile(values, q)) for q in (.1, .5, .9, .99)] + [int(values.max())]


def components(matrix, customers):
    _, found = connected_components(matrix, directed=True, connection="weak")
    sizes = np.unique(found[:customers], return_counts=True)[1]
    return [int(len(sizes)), int(sizes.max())]


def direct(edges, alive):
    """share - chance by listing the edges of the living; an undirected edge is listed from both ends."""
    kept = [(i, j) for i, j in edges if alive[i] and alive[j] and is_labelled[i] and is_labelled[j]]
    if not kept:
        return math.nan, math.nan, 0
    share = np.mean([labels[i] == labels[j] for i, j in kept])
    chance = sum(np.mean([labels[i] == c for i, _ in kept]) * np.mean([labels[j] == c for _, j in kept]) for c in "abc")
    return float(share), float(chance), len(kept)


def shared(pairs, alive):
    ends, same = [], 0.0
    for item in range(items):
        users = [u for u, i in pairs if i == item and alive[u] and is_labelled[u]]
        if len(users) < 2:
            continue
        for u in users:
            others = [v for v in users if v != u]
            same += np.mean([labels[v] == labels[u] for v in others])
            ends.append(labels[u])
    if not ends:
        return math.nan, math.nan, 0
    return float(same / len(ends)), float(sum(np.mean([e == c for e in ends]) ** 2 for c in "abc")), len(ends)


def jackknife(measure, edges):
    everyone = np.ones(n, bool)
    share, chance, count = measure(edges, everyone)
    values = []
    for row in labelled:
        alive = everyone.copy()
        alive[row] = False
        s, c, _ = measure(edges, alive)
        values.append(s - c)
    values = np.array(values)
    m = len(values)
    return {"edges": count, "share": share, "chance": chance, "error": float(math.sqrt((m - 1) / m * ((values - values.mean()) ** 2).sum()))}


def draw(count, columns, upper):
    found = set()
    while len(found) < count:
        i, j = int(random.integers(n)), int(random.integers(columns))
        if upper and i == j:
            continue
        # Sometimes wait for an end of the same label, so that there is something to find.
        if upper and labels[i] != labels[j] and random.random() < .4:
            continue
        found.add((min(i, j), max(i, j)) if upper is True else (i, j))
    return sorted(found)


friends = draw(60, n, True)
both = friends + [(j, i) for i, j in friends]
follows = draw(70, n, "directed")
bought = draw(110, items, False)


def matrix(edges, columns):
    return sp.csr_matrix((np.ones(len(edges)), ([i for i, _ in edges], [j for _, j in edges])), shape=(n, columns))


undirected, directed, bipartite = matrix(both, n), matrix(follows, n), matrix(bought, items)
square = sp.bmat([[None, bipartite], [bipartite.T, None]]).tocsr()
whole = sp.bmat([[undirected + directed, bipartite], [bipartite.T, None]]).tocsr()
counts = lambda m, axis: np.asarray((m > 0).sum(axis=axis)).ravel()

cap = 4
popular = counts(bipartite, 0)
kept = sp.csr_matrix(bipartite.multiply(popular <= cap))
overlap = (kept @ kept.T).toarray()
size = overlap.diagonal().copy()
with np.errstate(divide="ignore", invalid="ignore"):
    jaccard = overlap / (size[:, None] + size[None, :] - overlap)
    rare = np.where((popular <= cap) & (popular > 1), 1 / np.log(popular), 0)
adamic = (kept @ sp.diags(rare) @ kept.T).toarray()


def pairs(values):
    return [[i, j, float(values[i, j])] for i in range(n) for j in range(i + 1, n) if overlap[i, j] > 0]


points = random.normal(size=(n, 3)) * [1, 10, 100] + [0, 5, -3]
points[7] = points[3]
near = NearestNeighbors(n_neighbors=6, algorithm="brute").fit(StandardScaler().fit_transform(points))
distances, found = near.kneighbors(StandardScaler().fit_transform(points))
neighbours = [[j for _, j in sorted((round(d, 9), int(j)) for d, j in zip(*row) if j != i)][:5] for i, row in enumerate(zip(distances, found))]  # equal ones by row

# Neighbours of one label in all different orders of a few labels.
code = "aaabbcca"
same = [sum(a == b for a, b in itertools.pairwise(order)) for order in set(itertools.permutations(code))]
mean, deviation = float(np.mean(same)), float(np.std(same))

out = {
    "labels": labels.tolist(), "labelled": labelled.tolist(), "items": items, "friends": friends, "follows": follows, "bought": bought,
    "friends_health": {"degrees": degrees(counts(undirected, 1)), "components": components(undirected, n), "isolated": int((counts(undirected, 1) == 0).sum()), **jackknife(direct, both)},
    "follows_health": {"degrees": degrees(counts(directed, 0)), "components": components(directed, n), "isolated": int(((counts(directed, 0) + counts(directed, 1)) == 0).sum()), **jackknife(direct, follows)},
    "bought_health": {"degrees": degrees(counts(bipartite, 1)), "components": components(square, n), "isolated": int((counts(bipartite, 1) == 0).sum()),
                      "item_degrees": degrees(popular), "cold": int((popular <= 1).sum()), **jackknife(shared, bought)},
    "all_components": components(whole, n),
    "cap": cap, "left_out": int((popular > cap).sum()), "count": pairs(overlap), "jaccard": pairs(jaccard), "adamic_adar": pairs(adamic),
    "points": points.tolist(), "neighbours": neighbours,
    "runs": {"labels": code, "same": sum(a == b for a, b in itertools.pairwise(code)), "mean": mean, "deviation": deviation},
}
pathlib.Path(__file__).with_name("graph_health.json").write_text(json.dumps(out) + "\n")
