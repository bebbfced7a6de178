"""Writes preparation.json: scikit-learn's (1.2.1) and numpy's preparation of ordinary and odd columns. NaN is written as null."""
import json, math, pathlib
import numpy as np
from scipy.stats import norm
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, QuantileTransformer, StandardScaler

rng = np.random.default_rng(11)
nan = math.nan


def holes(values, share):
    values = np.asarray(values, dtype=float).copy()
    values[rng.random(len(values)) < share] = nan
    return values


columns = {
    "normal": rng.normal(40, 12, 300),
    "holes": holes(rng.normal(-3, 0.2, 101), 0.2),
    "skewed": np.exp(rng.normal(0, 2, 500)),
    "counts": holes(rng.poisson(2, 60), 0.1),
    "two": [1.0, 2.0],
    "one": [5.0],
    "constant": [0.1] * 10,
    "far": 1e9 + rng.normal(0, 1e-2, 50),
    "large": rng.normal(0, 1, 30) * 1e150,
    "long": np.round(rng.normal(0, 1, 9001), 3),
}


def out(values):
    return [None if math.isnan(v) else float(v) for v in np.asarray(values, dtype=float).ravel()]


def normal(x, present):
    """scikit-learn's, but by ranks where it learns every value: its own quantiles are then off by rounding and tear ties apart."""
    if len(present) > 100:
        return QuantileTransformer(n_quantiles=100, output_distribution="normal").fit(x).transform(x)
    ranks = np.array([[nan if math.isnan(v) else ((present < v).sum() + (present <= v).sum() - 1) / 2 for v in x.ravel()]]).T
    return norm.ppf(np.clip(ranks / max(1, len(present) - 1), 0.001, 0.999))


numbers = []
for name, values in columns.items():
    x = np.asarray(values, dtype=float).reshape(-1, 1)
    present = x[~np.isnan(x)]
    scaler = StandardScaler().fit(x)
    few = slice(0, 40)
    numbers.append({
        "name": name,
        "values": out(x),
        "mean": float(SimpleImputer(strategy="mean").fit(x).statistics_[0]),
        "median": float(SimpleImputer(strategy="median").fit(x).statistics_[0]),
        "most": float(SimpleImputer(strategy="most_frequent").fit(x).statistics_[0]),
        "standard": out(scaler.transform(x)[few]),
        "minmax": out(MinMaxScaler((-2, 3)).fit(x).transform(x)[few]),
        "quantiles": {str(q): float(np.quantile(present, q)) for q in (0, 0.005, 0.1, 0.25, 0.5, 0.9, 0.995, 1)},
        "normal": out(normal(x, present)[few]),
        "clipped": out(np.clip(x, np.quantile(present, 0.1), np.quantile(present, 0.9))[few]),
    })

train = ["b", "a", "c", "a", "b", "a", "d", "a", "c", "e"]
score = ["a", "e", "zz", "c", "d", "b"]
one_hot = []
for name, settings in {
    "plain": dict(handle_unknown="ignore"),
    "rare": dict(handle_unknown="infrequent_if_exist", min_frequency=2),
    "most": dict(handle_unknown="infrequent_if_exist", max_categories=4),
}.items():
    encoder = OneHotEncoder(sparse_output=False, **settings).fit(np.array(train).reshape(-1, 1))
    one_hot.append({"name": name, "train": train, "score": score, "encoded": encoder.transform(np.array(score).reshape(-1, 1)).tolist()})

path = pathlib.Path(__file__).with_name("preparation.json")
path.write_text(json.dumps({"normalQuantiles": [[p, float(norm.ppf(p))] for p in (1e-300, 1e-12, 0.001, 0.05, 0.075, 0.3, 0.5, 0.7, 0.925, 0.99, 1 - 1e-12)], "numbers": numbers, "oneHot": one_hot}, allow_nan=False) + "\n")
