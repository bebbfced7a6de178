"""Writes classification_metrics.json: scikit-learn's metrics (1.2.1) on ordinary and odd cases. NaN is written as null."""
import json, math, pathlib, warnings
import numpy as np
from sklearn import metrics as m

warnings.simplefilter("ignore")
rng = np.random.default_rng(7)


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def lift(hit, score, w, share):
    """Tied rows at the border count in proportion. Written independently: each row's weight is spread over its tie."""
    left, found = share * w.sum(), 0.0
    for s in sorted(set(score.tolist()), reverse=True):
        tie = score == s
        part = min(1.0, left / w[tie].sum()) if w[tie].sum() > 0 else 0.0
        found += part * (w * hit)[tie].sum()
        left -= w[tie].sum()
        if left <= 0:
            break
    base = (w * hit).sum()
    return found / share / base if base > 0 else math.nan


def ece(truth, predicted, p, w, bins=10):
    confidence = p[np.arange(len(truth)), predicted].astype(np.float64)
    total = 0.0
    for b in range(bins):
        lower, upper = b / bins, (b + 1) / bins
        inside = (confidence > lower) & (confidence <= upper) | ((b == 0) & (confidence == 0))
        if w[inside].sum() > 0:
            right = np.average(truth[inside] == predicted[inside], weights=w[inside])
            total += w[inside].sum() * abs(right - np.average(confidence[inside], weights=w[inside]))
    return total / w.sum()


def mean(values):
    values = [v for v in values if not math.isnan(v)]
    return float(np.mean(values)) if values else math.nan


def case(name, truth, p, predicted=None, weights=None, single=False):
    p = np.asarray(p, dtype=np.float32 if single else np.float64)
    truth = np.asarray(truth)
    predicted = p.argmax(axis=1) if predicted is None else np.asarray(predicted)
    k, n = p.shape[1], len(truth)
    sw = None if weights is None else np.asarray(weights, dtype=np.float64)
    w = np.ones(n) if sw is None else sw
    labels = list(range(k))
    support = [w[truth == c].sum() for c in labels]
    positive = (0 if support[0] < support[1] else 1) if k == 2 else None
    aucs, aps, lifts = [], [], []
    for c in labels:
        hit = (truth == c).astype(int)
        both = w[hit == 1].sum() > 0 and w[hit == 0].sum() > 0
        aucs.append(m.roc_auc_score(hit, p[:, c], sample_weight=sw) if both else math.nan)
        aps.append(m.average_precision_score(hit, p[:, c], sample_weight=sw) if w[hit == 1].sum() > 0 else math.nan)
        lifts.append(lift(hit, p[:, c], w, 0.1))
    per = m.precision_recall_fscore_support(truth, predicted, labels=labels, sample_weight=sw, zero_division=0)
    f = lambda average: list(m.precision_recall_fscore_support(truth, predicted, average=average, sample_weight=sw, zero_division=0)[:3])
    one_hot = np.eye(k)[truth]
    if k == 2:
        brier = m.brier_score_loss((truth == positive).astype(int), p[:, positive], sample_weight=sw, pos_label=1)
    else:
        brier = np.average(((p - one_hot) ** 2).sum(axis=1), weights=w)
    if k > 2 and all(s > 0 for s in support):
        whole = m.roc_auc_score(truth, (p.astype(np.float64).T / p.sum(axis=1, dtype=np.float64)).T, multi_class="ovr", average="macro", sample_weight=sw)
        assert abs(whole - mean(aucs)) < 1e-9, name
    expected = dict(
        confusion=m.confusion_matrix(truth, predicted, labels=labels, sample_weight=sw).astype(float).ravel().tolist(),
        accuracy=m.accuracy_score(truth, predicted, sample_weight=sw),
        balanced_accuracy=m.balanced_accuracy_score(truth, predicted, sample_weight=sw),
        precision=per[0].tolist(), recall=per[1].tolist(), f1=per[2].tolist(), support=[float(s) for s in support],
        macro=f("macro"), weighted=f("weighted"), micro=f("micro"),
        auc=aucs[positive] if k == 2 else mean(aucs), aucs=aucs,
        average_precision=aps[positive] if k == 2 else mean(aps), average_precisions=aps,
        log_loss=m.log_loss(truth, p, labels=labels, sample_weight=sw),
        brier=brier, calibration_error=ece(truth, predicted, p, w), lift=lifts[positive] if k == 2 else mean(lifts), lifts=lifts)
    return dict(name=name, segments=k, single=single, truth=truth.tolist(), predicted=predicted.tolist(),
                probabilities=[float(v) for v in p.ravel()], weights=None if sw is None else sw.tolist(), expected=expected)


def scored(n, k, strength=1.0):
    truth = rng.integers(0, k, n)
    return truth, softmax(rng.normal(size=(n, k)) + strength * np.eye(k)[truth])


def rounded(p, steps):
    """Heavy ties that still sum to 1: whole parts of steps."""
    q = np.floor(p * steps)
    q[np.arange(len(p)), p.argmax(axis=1)] += steps - q.sum(axis=1)
    return q / steps


cases = []
t, p = scored(60, 4)
cases.append(case("four segments", t, p))
cases.append(case("four segments, single precision", t, p, single=True))
cases.append(case("four segments, weights", t, p, weights=rng.uniform(0.1, 3, 60)))
cases.append(case("four segments, some weights zero", t, p, weights=rng.integers(0, 3, 60)))
cases.append(case("four segments, heavy ties", t, rounded(p, 4)))
cases.append(case("four segments, heavy ties, weights", t, rounded(p, 4), weights=rng.integers(1, 4, 60)))
t, p = scored(50, 3)
t = np.where(t == 2, 0, t)
cases.append(case("a segment absent in the truth but predicted", t, p))
q = p.copy()
q[:, 2] = 0
q /= q.sum(axis=1, keepdims=True)
cases.append(case("a segment absent in truth and predictions", t, q))
t, p = scored(40, 3)
cases.append(case("a segment never predicted", t, p, predicted=np.where(p.argmax(axis=1) == 1, 0, p.argmax(axis=1))))
cases.append(case("all scores equal, three segments", [0, 1, 2, 1, 1], np.full((5, 3), 1 / 3)))
t, p = scored(45, 2)
t[:5] = 1
cases.append(case("two segments", t, p))
cases.append(case("two segments, single precision", t, p, single=True))
cases.append(case("two segments, threshold at 0.3", t, p, predicted=(p[:, 1] >= 0.3).astype(int)))
cases.append(case("two segments, the first is the rarer", (np.arange(45) % 5 > 0).astype(int), rounded(p, 5)))
cases.append(case("two segments, as many of each", [0, 0, 0, 1, 1, 1], [[.9, .1], [.4, .6], [.5, .5], [.5, .5], [.2, .8], [.7, .3]]))
cases.append(case("two segments, weights turn which is rarer", [0, 0, 0, 1], [[.9, .1], [.4, .6], [.5, .5], [.45, .55]], weights=[.1, .2, .3, 5]))
cases.append(case("two segments, all scores equal", [0, 1, 0, 0], np.full((4, 2), .5)))
cases.append(case("two segments, only one in the truth", [0, 0, 0], [[.9, .1], [.4, .6], [.6, .4]]))
cases.append(case("a single row", [1], [[.3, .7]]))
cases.append(case("a single wrong row", [2], [[.7, .2, .1]]))
cases.append(case("perfect and certain", [0, 1, 2, 0], np.eye(3)[[0, 1, 2, 0]]))
cases.append(case("certain and wrong", [0, 1, 1, 0], np.eye(2)[[1, 0, 1, 0]]))
cases.append(case("certain and wrong, single precision", [0, 1, 1, 0], np.eye(2)[[1, 0, 1, 0]], single=True))
cases.append(case("perfectly reversed", [0, 0, 1, 1], [[.1, .9], [.2, .8], [.8, .2], [.9, .1]]))


def clean(value):
    if isinstance(value, dict):
        return {key: clean(v) for key, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [clean(v) for v in value]
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(value)
    return value


target = pathlib.Path(__file__).with_suffix(".json")
target.write_text("[\n" + ",\n".join(json.dumps(clean(c)) for c in cases) + "\n]\n")
print(len(cases), "cases")
