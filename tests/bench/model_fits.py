#!/usr/bin/env python3
"""Fits the CDNOW customers beside the Python package `lifetimes` and prints both times and their ratio:

    tools/build.sh native model_fits
    python3 -m venv /tmp/peer && /tmp/peer/bin/pip install lifetimes==0.11.3
    /tmp/peer/bin/python tests/bench/model_fits.py
"""

import gzip
import os
import pathlib
import subprocess
import time

import lifetimes
import pandas

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
ORDERS = REPOSITORY / "tests" / "data" / "orders"


def ours():
    """{(part, model): milliseconds} as the benchmark prints it."""
    printed = subprocess.run([REPOSITORY / "build" / "native" / "tests" / "model_fits"], capture_output=True, text=True, check=True).stdout
    times = {}
    for line in printed.splitlines():
        words = line.split()
        times[words[0], words[1]] = float(words[words.index("fit_ms") + 1])
    return times


def purchases(part):
    if part == "sample":
        names, file = ["master", "customer", "date", "discs", "dollars"], open(ORDERS / "CDNOW_sample.txt", encoding="ascii")
    else:
        names, file = ["customer", "date", "discs", "dollars"], gzip.open(ORDERS / "CDNOW_master.txt.gz", "rt")
    with file:
        rows = [line.split() for line in file]
    table = pandas.DataFrame([row for row in rows if row[-1][0].isdigit()], columns=names)
    table["date"] = pandas.to_datetime(table["date"], format="%Y%m%d")
    table["dollars"] = table["dollars"].astype(float)
    return table


def summary(part):
    """Weeks as the papers count them; `lifetimes` counts whole periods only, so this is done here."""
    table = purchases(part)
    end = pandas.Timestamp("1997-09-30")
    daily = table[table["date"] <= end].groupby(["customer", "date"], as_index=False)["dollars"].sum()
    first = daily.groupby("customer")["date"].transform("min")
    repeat = daily[daily["date"] > first].groupby("customer")["dollars"].agg(["count", "mean"])
    by_customer = daily.groupby("customer")["date"].agg(["min", "max"])
    out = pandas.DataFrame({"recency": (by_customer["max"] - by_customer["min"]).dt.days / 7, "T": (end - by_customer["min"]).dt.days / 7})
    out["frequency"] = repeat["count"].reindex(out.index).fillna(0)
    out["monetary"] = repeat["mean"].reindex(out.index).fillna(0)
    return out


def peer(table, model):
    start = time.perf_counter()
    if model == "bgnbd":
        fit = lifetimes.BetaGeoFitter().fit(table["frequency"], table["recency"], table["T"])
    elif model == "pareto_nbd":
        fit = lifetimes.ParetoNBDFitter().fit(table["frequency"], table["recency"], table["T"])
    else:
        back = table[(table["frequency"] > 0) & (table["monetary"] > 0)]
        fit = lifetimes.GammaGammaFitter().fit(back["frequency"], back["monetary"])
    return 1000 * (time.perf_counter() - start), fit.params_.round(3).to_dict()


def main():
    print(f"lifetimes {lifetimes.__version__}, load {os.getloadavg()[0]:.1f}")
    times = ours()
    for part in ("sample", "all"):
        table = summary(part)
        for model in ("bgnbd", "pareto_nbd", "gamma_gamma"):
            theirs, parameters = peer(table, model)
            mine = times[part, model]
            print(f"{part:7} {model:12} {len(table):6} customers  ours {mine:9.1f} ms  lifetimes {theirs:9.1f} ms  "
                  f"ratio {theirs / mine:6.1f}  {parameters}")


if __name__ == "__main__":
    main()
