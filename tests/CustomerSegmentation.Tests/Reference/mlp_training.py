"""Ten training steps of small networks in PyTorch: the numbers that MlpReferenceTests compares with.

Run: python3 mlp_training.py > mlp_training.json   (PyTorch from any source; double precision, so any version agrees)
"""
import json
import torch

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
INPUTS, HIDDEN, ROWS, STEPS = 5, [18, 7], 70, 10


def build(outputs, activation, norm):
    layers, width = [], INPUTS
    for units in HIDDEN:
        layers.append(torch.nn.Linear(width, units))
        if norm == "Batch":
            layers.append(torch.nn.BatchNorm1d(units))
        elif norm == "Layer":
            layers.append(torch.nn.LayerNorm(units))
        layers.append({"Relu": torch.nn.ReLU, "Sigmoid": torch.nn.Sigmoid, "Tanh": torch.nn.Tanh, "Gelu": torch.nn.GELU, "Silu": torch.nn.SiLU}[activation]())
        width = units
    layers.append(torch.nn.Linear(width, outputs))
    return torch.nn.Sequential(*layers)


def flat(model):
    parts = {}
    number = 0
    for layer in model:
        if isinstance(layer, torch.nn.Linear):
            number += 1
            parts[f"layer{number}.weight"] = layer.weight.detach().T.reshape(-1).tolist()
            parts[f"layer{number}.bias"] = layer.bias.detach().tolist()
        elif isinstance(layer, (torch.nn.BatchNorm1d, torch.nn.LayerNorm)):
            parts[f"layer{number}.norm.weight"] = layer.weight.detach().tolist()
            parts[f"layer{number}.norm.bias"] = layer.bias.detach().tolist()
            if isinstance(layer, torch.nn.BatchNorm1d):
                parts[f"layer{number}.norm.running_mean"] = layer.running_mean.tolist()
                parts[f"layer{number}.norm.running_var"] = layer.running_var.tolist()
    return parts


def optimizer(name, model):
    weights = [layer.weight for layer in model if isinstance(layer, torch.nn.Linear)]
    others = [p for p in model.parameters() if not any(p is w for w in weights)]
    if name == "AdamW":
        return torch.optim.AdamW([{"params": weights, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}], lr=0.01)
    return {"Adam": lambda: torch.optim.Adam(model.parameters(), lr=0.01),
            "Sgd": lambda: torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9),
            "RmsProp": lambda: torch.optim.RMSprop(model.parameters(), lr=0.005)}[name]()


def loss_of(scores, labels, case):
    weights = torch.tensor(case["weights"])
    w = weights[labels]
    k = max(2, case["outputs"])
    truth = torch.nn.functional.one_hot(labels, k) * (1 - case["smoothing"]) + case["smoothing"] / k
    if case["outputs"] == 1:
        p = torch.sigmoid(scores[:, 0])
        t = truth[:, 1]
        each = torch.nn.functional.binary_cross_entropy(p, t, reduction="none") if case["loss"] == "CrossEntropy" else (p - t) ** 2
    else:
        log_p = torch.log_softmax(scores, 1)
        each = -(truth * log_p).sum(1) if case["loss"] == "CrossEntropy" else ((log_p.exp() - truth) ** 2).sum(1)
    return (w * each).sum() / w.sum()


def run(case):
    model = build(case["outputs"], case["activation"], case["norm"])
    x = torch.randn(ROWS, INPUTS).float().double()
    y = torch.randint(0, max(2, case["outputs"]), (ROWS,))
    with torch.no_grad():
        for p in model.parameters():
            p.copy_(p.float().double())
    start = flat(model)
    opt, losses = optimizer(case["optimizer"], model), []
    model.train()
    for _ in range(STEPS):
        opt.zero_grad()
        weights = [layer.weight for layer in model if isinstance(layer, torch.nn.Linear)]
        loss = loss_of(model(x), y, case)
        loss = loss + case["l1"] * sum(w.abs().sum() for w in weights) + case["l2"] / 2 * sum((w ** 2).sum() for w in weights)
        loss.backward()
        if case["clip"]:
            torch.nn.utils.clip_grad_norm_(model.parameters(), case["clip"])
        opt.step()
        losses.append(loss.item())
    model.eval()
    with torch.no_grad():
        scores = model(x)
        probabilities = torch.cat([1 - torch.sigmoid(scores), torch.sigmoid(scores)], 1) if case["outputs"] == 1 else torch.softmax(scores, 1)
    return {**case, "x": x.reshape(-1).tolist(), "y": y.tolist(), "start": start, "end": flat(model), "losses": losses, "probabilities": probabilities.reshape(-1).tolist()}


def case(**changes):
    base = dict(outputs=3, activation="Relu", norm="None", loss="CrossEntropy", optimizer="Adam", smoothing=0.0, l1=0.0, l2=0.0, clip=0.0, weights=None)
    base.update(changes)
    base["weights"] = base["weights"] or [1.0] * max(2, base["outputs"])
    return base


def rounded(value):
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 9) if isinstance(value, float) else value


# Adam would blow up the rounding noise of biases before a batch norm, whose gradient is zero: SGD there.
cases = [case(), case(outputs=1), case(optimizer="AdamW"), case(optimizer="Sgd"), case(optimizer="RmsProp"), case(l1=0.01, l2=0.02), case(clip=0.05),
         case(smoothing=0.2, outputs=4), case(weights=[0.5, 1.0, 3.0]), case(loss="SquaredError"), case(loss="SquaredError", outputs=1),
         case(activation="Sigmoid"), case(activation="Tanh"), case(activation="Gelu"), case(activation="Silu"), case(norm="Batch", optimizer="Sgd"), case(norm="Layer", outputs=1)]
print(json.dumps([rounded(run(c)) for c in cases]))
