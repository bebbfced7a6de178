"""Describes segments with pandas; writes segment_description.json beside itself. Run: python3 segment_description.py"""
import json
import math
import pathlib
import random

import pandas as pd

random.seed(7)
rows = []
for i in range(61):
    segment = "ABC"[i % 3] if i < 60 else "D"  # D has one customer
    rows.append({
        "key": f"c{i}",
        "segment": segment,
        "Amount": None if i % 7 == 3 else round(random.gauss(50 + 20 * (i % 3), 15), 3),
        "Visits": random.choice([0, 1, 1, 2, 30]),
        "Empty": 1.5 if segment == "A" else None,  # B, C, D have none
        "Channel": None if i % 11 == 0 else random.choice(["Web", "Web", "Store", "App"]),
    })
frame = pd.DataFrame(rows)


def plain(value):
    return None if value is None or (isinstance(value, float) and math.isnan(value)) else value


numbers = []
for column in ["Amount", "Visits", "Empty"]:
    described = frame.groupby("segment")[column].describe()
    for segment, line in described.iterrows():
        values = {name: plain(float(line[name])) for name in ["mean", "std", "min", "25%", "50%", "75%", "max"]}
        numbers.append({"column": column, "segment": segment, "count": int(line["count"]), **values})
shares = [
    {"segment": segment, "level": level, "share": float(share)}
    for (segment, level), share in frame.groupby("segment")["Channel"].value_counts(normalize=True).items()
]
effects = []
for segment in "ABC":
    inside, outside = frame[frame.segment == segment].Amount.dropna(), frame[frame.segment != segment].Amount.dropna()
    pooled = ((len(inside) - 1) * inside.var() + (len(outside) - 1) * outside.var()) / (len(inside) + len(outside) - 2)
    effects.append({"segment": segment, "d": float((inside.mean() - outside.mean()) / math.sqrt(pooled))})
frame["Joined"] = pd.to_datetime("2024-01-01") + pd.to_timedelta(frame.Visits * 25, unit="h")
medians = [{"segment": segment, "median": str(value)} for segment, value in frame.groupby("segment").Joined.median().items()]
out = {"rows": [{name: plain(value) for name, value in row.items()} for row in rows], "numbers": numbers, "shares": shares, "effects": effects, "medians": medians}
pathlib.Path(__file__).with_name("segment_description.json").write_text(json.dumps(out) + "\n")
