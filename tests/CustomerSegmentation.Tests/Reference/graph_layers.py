"""Graph layers forward and backward in PyTorch, double precision: the numbers that the layer tests compare with.

Each layer is written out densely from its paper's formula (PyTorch Geometric's conventions where the paper leaves a choice), so only
PyTorch is needed and any version agrees. The gradients are those of sum(output * upstream). A matrix "rows <- neighbours" has a line
for each row that is reached. Every input is a multiple of 1/1024, so single precision reads it exactly.
Run: python3 graph_layers.py   (writes graph_layers.json beside itself)
"""
import json
import math
import pathlib

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(4)
USERS, ITEMS, FEATURES, ITEM_FEATURES, UNITS = 9, 6, 5, 4, 3  # user 8 is isolated, item 5 is cold

FRIENDS = [[0, 1], [0, 2], [0, 3], [0, 4], [0, 5], [1, 2], [1, 3], [2, 4], [2, 6], [3, 5], [3, 7], [4, 6], [4, 7], [5, 6], [5, 7], [6, 7]]
FRIEND_WEIGHTS = [1.5, 0.25, 2, 1, 3, 0.5, 1.25, 4, 0.75, 1, 2.5, 0.125, 1.75, 2, 0.5, 3.5]
FOLLOWS = [[0, 1], [1, 0], [2, 0], [3, 0], [4, 1], [5, 2], [6, 2], [7, 2], [1, 4], [3, 4], [7, 6], [0, 6]]  # 3, 5 and 7 are followed by nobody
BUYS = [[0, 0], [0, 1], [0, 2], [1, 0], [2, 1], [2, 3], [3, 0], [3, 4], [4, 2], [4, 3], [4, 4], [5, 0], [6, 1], [7, 0], [7, 3]]
BUY_WEIGHTS = [1, 3, 2, 1, 5, 1, 0.5, 2, 1, 1.5, 4, 1, 2, 6, 1]
GROUPS = [0, 0, 1, 1, 1, 2, 0, 1, 0]  # of four groups; group 2 has one member, group 3 none


def numbers(*shape, scale=1.0):
    return torch.tensor(np.round(rng.normal(0, scale, shape) * 1024) / 1024)


def dense(rows, columns, edges, weights=None, both=False, turned=False):
    """matrix[row, neighbour]; an edge from -> to reaches "to", turned it reaches "from"."""
    matrix = torch.zeros(rows, columns)
    for (a, b), w in zip(edges, weights or [1.0] * len(edges)):
        if both or not turned:
            matrix[b, a] = w
        if both or turned:
            matrix[a, b] = w
    return matrix


friends = dense(USERS, USERS, FRIENDS, both=True)
weighted = dense(USERS, USERS, FRIENDS, FRIEND_WEIGHTS, both=True)
follows = dense(USERS, USERS, FOLLOWS)
followed = dense(USERS, USERS, FOLLOWS, turned=True)
users_from_items = dense(USERS, ITEMS, BUYS, turned=True)
users_from_items_weighted = dense(USERS, ITEMS, BUYS, BUY_WEIGHTS, turned=True)
items_from_users = dense(ITEMS, USERS, BUYS)


def symmetric(a, loops=True):
    """D^-1/2 (A + I) D^-1/2 with the degrees of the reached rows (Kipf and Welling, arXiv 1609.02907)."""
    a = a + torch.eye(len(a)) if loops else a
    d = a.sum(1)
    d = torch.where(d > 0, d.clamp(min=1e-300) ** -0.5, torch.zeros_like(d))
    return d[:, None] * a * d[None, :]


def mean_of(a):
    """The weighted mean of the neighbours; zeros where there is none."""
    d = a.sum(1, keepdim=True)
    return torch.where(d > 0, a / torch.where(d > 0, d, torch.ones_like(d)), torch.zeros_like(a))


def max_over(a, x):
    """The largest value of each column among the neighbours; zeros where there is none."""
    rows = []
    for i in range(len(a)):
        near = x[a[i] != 0]
        if len(near) > 1:
            top = near.detach().sort(0).values
            assert (top[-1] != top[-2]).all(), "a tie has no single gradient"
        rows.append(near.max(0).values if len(near) else torch.zeros(x.shape[1]))
    return torch.stack(rows)


def attention_softmax(scores, there):
    return torch.softmax(scores.masked_fill(there == 0, -math.inf), dim=1)


def gat(p, x, a, heads, concat=True, units=UNITS, kept=None):
    """GATv2 (Brody et al., arXiv 2105.14491): a_h . LeakyReLU(x_i W_target + x_j W_source), softmax over j in N(i) and i itself."""
    there = ((a != 0) | torch.eye(len(a), dtype=torch.bool)).double()
    source = x @ p["weight_source"] + p.get("bias_source", 0)
    target = x @ p["weight_target"] + p.get("bias_target", 0)
    outputs = []
    for h in range(heads):
        s, t = (m[:, h * units:(h + 1) * units] for m in (source, target))
        score = torch.nn.functional.leaky_relu(t[:, None, :] + s[None, :, :], 0.2) @ p["attention"][h]
        share = attention_softmax(score, there)
        outputs.append((share if kept is None else share * kept[h]) @ s)
    return (torch.cat(outputs, 1) if concat else sum(outputs) / heads) + p["bias"]


def powers(s, x, hops):
    out = [x]
    for _ in range(hops):
        out.append(s @ out[-1])
    return out


def appnp(s, h, alpha, hops):
    z = h
    for _ in range(hops):
        z = (1 - alpha) * (s @ z) + alpha * h
    return z


def semantic(p, parts):
    """HAN's attention over relations (arXiv 1903.07293): softmax of mean over rows of q . tanh(h W + b)."""
    scores = torch.stack([(torch.tanh(h @ p["weight"] + p["bias"]) @ p["query"]).mean() for h in parts])
    return sum(b * h for b, h in zip(torch.softmax(scores, 0), parts))


def rgcn(p, x, relations):
    """R-GCN (arXiv 1703.06103): own part plus, per relation, the mean of the neighbours times W_r = sum_b c_rb V_b."""
    out = x @ p["weight_self"] + p["bias"]
    for r, a in enumerate(relations):
        w = sum(p["coefficients"][r, b] * p["bases"][b] for b in range(len(p["bases"])))
        out = out + mean_of(a) @ x @ w
    return out


def lightgcn(a, users, items, layers):
    """LightGCN (arXiv 2002.02126): neighbours over sqrt of both degrees; layers 0..K averaged. Rows of users, then of items."""
    du, di = a.sum(1), a.sum(0)
    scale = torch.where(a != 0, 1 / torch.sqrt((du[:, None] * di[None, :]).clamp(min=1e-300)), torch.zeros_like(a)) * a
    su, si, u, i = users, items, users, items
    for _ in range(layers):
        u, i = scale @ i, scale.T @ u
        su, si = su + u, si + i
    return torch.cat([su, si]) / (layers + 1)


def group_rows(values, choose):
    return torch.stack([choose(values, [i for i, g in enumerate(GROUPS) if g == group]) for group in range(4)])


def group_mean(x, rows):
    return x[rows].mean(0) if rows else torch.zeros(x.shape[1])


def group_max(x, rows):
    return x[rows].max(0).values if rows else torch.zeros(x.shape[1])


def group_attention(x, gate):
    return torch.stack([torch.softmax(gate[rows], 0) @ x[rows] if rows else torch.zeros(x.shape[1])
                        for rows in ([i for i, g in enumerate(GROUPS) if g == group] for group in range(4))])


def batch_norm(x, p):
    mean, variance = x.mean(0), x.var(0, unbiased=False)
    return (x - mean) / torch.sqrt(variance + 1e-5) * p["scale"] + p["shift"]


def layer_norm(x, p):
    return torch.nn.functional.layer_norm(x, x.shape[1:], p["scale"], p["shift"], 1e-5)


layers = {}


def plain(tensor):
    return json.loads(json.dumps(tensor.detach().tolist()), parse_float=lambda text: float(f"{float(text):.12g}"))


def layer(name, compute, inputs, parameters=None, **settings):
    """compute(parameters, inputs) -> output; both are dictionaries of leaves."""
    parameters = parameters or {}
    leaves = {**inputs, **parameters}
    assert len(leaves) == len(inputs) + len(parameters)
    leaves = {key: value.clone().requires_grad_() for key, value in leaves.items()}
    output = compute({key: leaves[key] for key in parameters}, {key: leaves[key] for key in inputs})
    upstream = numbers(*output.shape)
    (output * upstream).sum().backward()
    layers[name] = {
        "settings": settings,
        "inputs": {key: plain(value) for key, value in inputs.items()},
        "parameters": {key: plain(value) for key, value in parameters.items()},
        "output": plain(output),
        "upstream": plain(upstream),
        "gradients": {key: plain(value.grad) for key, value in leaves.items()},
    }


x = numbers(USERS, FEATURES)
hidden = [numbers(USERS, UNITS) for _ in range(3)]
item_x = numbers(ITEMS, ITEM_FEATURES)


def linear(inputs=FEATURES, units=UNITS):
    return {"weight": numbers(inputs, units, scale=0.6), "bias": numbers(units, scale=0.3)}


def two_weights(own=FEATURES, other=FEATURES, units=UNITS):
    return {"weight_self": numbers(own, units, scale=0.6), "weight_neighbour": numbers(other, units, scale=0.6), "bias": numbers(units, scale=0.3)}


for name, a in (("friends", friends), ("friends_weighted", weighted), ("follows", follows)):
    layer(f"gcn_{name}", lambda p, i: symmetric(a) @ i["x"] @ p["weight"] + p["bias"], {"x": x}, linear(), relation=name)
    layer(f"sage_mean_{name}", lambda p, i: i["x"] @ p["weight_self"] + mean_of(a) @ i["x"] @ p["weight_neighbour"] + p["bias"],
          {"x": x}, two_weights(), relation=name)
    layer(f"sage_max_{name}", lambda p, i: i["x"] @ p["weight_self"] + max_over(a, i["x"]) @ p["weight_neighbour"] + p["bias"],
          {"x": x}, two_weights(), relation=name)
    layer(f"sum_{name}", lambda p, i: a @ i["x"], {"x": x}, relation=name)
    layer(f"mean_{name}", lambda p, i: mean_of(a) @ i["x"], {"x": x}, relation=name)
    layer(f"max_{name}", lambda p, i: max_over(a, i["x"]), {"x": x}, relation=name)


def gat_parameters(heads, concat=True, biases=False):
    p = {"weight_source": numbers(FEATURES, heads * UNITS, scale=0.6), "weight_target": numbers(FEATURES, heads * UNITS, scale=0.6),
         "attention": numbers(heads, UNITS), "bias": numbers(heads * UNITS if concat else UNITS, scale=0.3)}
    return {**p, "bias_source": numbers(heads * UNITS, scale=0.3), "bias_target": numbers(heads * UNITS, scale=0.3)} if biases else p


for name, a in (("friends", friends), ("follows", follows)):
    layer(f"gat_one_head_{name}", lambda p, i: gat(p, i["x"], a, 1), {"x": x}, gat_parameters(1), relation=name, heads=1, slope=0.2, join="concat")
    layer(f"gat_concat_{name}", lambda p, i: gat(p, i["x"], a, 4), {"x": x}, gat_parameters(4), relation=name, heads=4, slope=0.2, join="concat")
    layer(f"gat_mean_{name}", lambda p, i: gat(p, i["x"], a, 3, concat=False), {"x": x}, gat_parameters(3, concat=False),
          relation=name, heads=3, slope=0.2, join="mean")
layer("gat_biases_friends", lambda p, i: gat(p, i["x"], friends, 2), {"x": x}, gat_parameters(2, biases=True),
      relation="friends", heads=2, slope=0.2, join="concat")
kept = torch.tensor((rng.random((2, USERS, USERS)) < 0.5) * 2.0)
layer("gat_dropout_friends", lambda p, i: gat(p, i["x"], friends, 2, kept=kept), {"x": x}, gat_parameters(2),
      relation="friends", heads=2, slope=0.2, join="concat", rate=0.5, kept_by_head_row_neighbour=plain(kept))

for name, a in (("friends", friends), ("friends_weighted", weighted)):
    s = symmetric(a)
    layer(f"sgc_{name}", lambda p, i: powers(s, i["x"], 3)[-1] @ p["weight"] + p["bias"], {"x": x}, linear(), relation=name, hops=3)
    layer(f"sign_{name}", lambda p, i: torch.cat(powers(s, i["x"], 2), 1) @ p["weight"] + p["bias"], {"x": x}, linear(3 * FEATURES), relation=name, hops=2)
    layer(f"appnp_{name}", lambda p, i: appnp(s, i["h"], 0.1, 4), {"h": hidden[0]}, relation=name, hops=4, alpha=0.1)
    for number in (1, 5):
        beta = math.log(0.5 / number + 1)
        layer(f"gcnii_{name}_{number}", lambda p, i: (lambda m: (1 - beta) * m + beta * (m @ p["weight"]))(0.9 * (s @ i["h"]) + 0.1 * i["first"]),
              {"h": hidden[0], "first": hidden[1]}, {"weight": numbers(UNITS, UNITS, scale=0.6)}, relation=name, layer=number, alpha=0.1, theta=0.5, beta=beta)
layer("sign_without_loops", lambda p, i: torch.cat(powers(symmetric(friends, loops=False), i["x"], 2), 1) @ p["weight"] + p["bias"],
      {"x": x}, linear(3 * FEATURES), relation="friends", hops=2, loops=False)

layer("rgcn", lambda p, i: rgcn(p, i["x"], [friends, follows, followed]), {"x": x},
      {"weight_self": numbers(FEATURES, UNITS, scale=0.6), "bases": numbers(2, FEATURES, UNITS, scale=0.6), "coefficients": numbers(3, 2), "bias": numbers(UNITS, scale=0.3)},
      relations=["friends", "follows", "followed"], bases=2)
own = {f"{key}_{number}": value for number in range(2) for key, value in linear().items()}
layer("relations_sum", lambda p, i: sum(symmetric(a) @ i["x"] @ p[f"weight_{r}"] + p[f"bias_{r}"] for r, a in enumerate((friends, follows))),
      {"x": x}, own, relations=["friends", "follows"])
layer("relations_concat", lambda p, i: torch.cat([symmetric(a) @ i["x"] @ p[f"weight_{r}"] + p[f"bias_{r}"] for r, a in enumerate((friends, follows))], 1),
      {"x": x}, own, relations=["friends", "follows"])
layer("relations_attention", lambda p, i: semantic(p, [i["h_0"], i["h_1"], i["h_2"]]), {f"h_{r}": h for r, h in enumerate(hidden)},
      {"weight": numbers(UNITS, 4, scale=0.6), "bias": numbers(4, scale=0.3), "query": numbers(4)})

layer("users_from_items", lambda p, i: i["users"] @ p["weight_self"] + mean_of(users_from_items) @ i["items"] @ p["weight_neighbour"] + p["bias"],
      {"users": x, "items": item_x}, two_weights(FEATURES, ITEM_FEATURES), relation="buys")
layer("users_from_items_weighted", lambda p, i: i["users"] @ p["weight_self"] + mean_of(users_from_items_weighted) @ i["items"] @ p["weight_neighbour"] + p["bias"],
      {"users": x, "items": item_x}, two_weights(FEATURES, ITEM_FEATURES), relation="buys_weighted")
layer("items_from_users", lambda p, i: i["items"] @ p["weight_self"] + mean_of(items_from_users) @ i["users"] @ p["weight_neighbour"] + p["bias"],
      {"users": x, "items": item_x}, two_weights(ITEM_FEATURES, FEATURES), relation="buys")
for name, a in (("buys", users_from_items), ("buys_weighted", users_from_items_weighted)):
    layer(f"lightgcn_{name}", lambda p, i: lightgcn(a, p["users"], p["items"], 3), {}, {"users": numbers(USERS, UNITS), "items": numbers(ITEMS, UNITS)},
          relation=name, layers=3)

norm = {"scale": numbers(UNITS), "shift": numbers(UNITS)}
layer("layer_norm", lambda p, i: layer_norm(i["h"], p), {"h": hidden[0]}, norm, epsilon=1e-5)
layer("batch_norm", lambda p, i: batch_norm(i["h"], p), {"h": hidden[0]}, norm, epsilon=1e-5)
layer("jumping_concat", lambda p, i: torch.cat([i["h_0"], i["h_1"], i["h_2"]], 1), {f"h_{r}": h for r, h in enumerate(hidden)})
layer("jumping_max", lambda p, i: torch.stack([i["h_0"], i["h_1"], i["h_2"]]).max(0).values, {f"h_{r}": h for r, h in enumerate(hidden)})

layer("pool_mean", lambda p, i: group_rows(i["x"], group_mean), {"x": x})
layer("pool_max", lambda p, i: group_rows(i["x"], group_max), {"x": x})
layer("pool_attention", lambda p, i: group_attention(i["x"], i["x"] @ p["query"]), {"x": x}, {"query": numbers(FEATURES)})
layer("pool_attention_tanh", lambda p, i: group_attention(i["x"], torch.tanh(i["x"] @ p["weight"] + p["bias"]) @ p["query"]),
      {"x": x}, {**linear(FEATURES, 4), "query": numbers(4)})

graph = {"users": USERS, "items": ITEMS, "friends": FRIENDS, "friend_weights": FRIEND_WEIGHTS, "follows": FOLLOWS, "buys": BUYS,
         "buy_weights": BUY_WEIGHTS, "groups": GROUPS, "group_count": 4}
lines = [f' {json.dumps(name)}: {json.dumps(value)}' for name, value in layers.items()]
pathlib.Path(__file__).with_name("graph_layers.json").write_text(
    '{"graph": ' + json.dumps(graph) + ',\n"layers": {\n' + ",\n".join(lines) + "\n}}\n")
