#!/usr/bin/python3
"""Scores of five simple forecasters on M5 series, calculated apart from the Java code.

    m5_reference.py FOLDER [--day N]

FOLDER holds sales_train.csv.gz, sell_prices.csv.gz and calendar.csv as Kaggle's M5 competition gives
them. Each series is learned from its first sale to day N (1913 unless told) and forecast for the 28
days after it. RMSSE = sqrt(mean squared error / mean squared change from one day to the next between
the first sale and day N). The mean weighs series alike; the weighted mean by dollar sales of the 28
days. Series that begin after day N or never changed before it are left out.

For day 1913 the table is also written to ../resources/fixtures/m5_reference.csv beside this script.
"""

import argparse
import csv
import pathlib

import numpy as np
import pandas as pd

HORIZONS = 28
FIXTURE = pathlib.Path(__file__).parent.parent / "resources" / "fixtures" / "m5_reference.csv"


def naive(y):
    return np.full(HORIZONS, y[-1])


def seasonal_naive(y):
    if len(y) < 7:
        return np.full(HORIZONS, y.mean())
    return np.tile(y[-7:], HORIZONS // 7)


def moving_average(y):
    return np.full(HORIZONS, y[-28:].mean())


def ses(y, alpha=0.1):
    """The gain is 1/t until that is below alpha, so the level starts as the first demand."""
    level = 0.0
    for t, demand in enumerate(y, start=1):
        gain = max(alpha, 1.0 / t)
        level = (1.0 - gain) * level + gain * demand
    return np.full(HORIZONS, level)


def croston(y, alpha=0.1):
    """The first demand and the periods up to it are the first size and interval."""
    at = np.flatnonzero(y > 0) + 1
    sizes = y[at - 1]
    intervals = np.diff(at, prepend=0)
    size, interval = sizes[0], float(intervals[0])
    for z, p in zip(sizes[1:], intervals[1:]):
        size = alpha * z + (1.0 - alpha) * size
        interval = alpha * p + (1.0 - alpha) * interval
    return np.full(HORIZONS, size / interval)


FORECASTERS = {
    "naive": naive,
    "seasonal-naive": seasonal_naive,
    "moving-average": moving_average,
    "ses": ses,
    "croston": croston,
}


def dollar_sales(sales, prices, calendar, days):
    """Units times the price of the week, over these days, by id."""
    names = [f"d_{day}" for day in days]
    units = sales.melt(["id", "item_id", "store_id"], names, var_name="d", value_name="units")
    units = units.merge(calendar[["d", "wm_yr_wk"]], on="d")
    units = units.merge(prices, on=["store_id", "item_id", "wm_yr_wk"], how="left")
    units["dollars"] = units["units"] * units["sell_price"]
    if (units["sell_price"].isna() & (units["units"] > 0)).any():
        raise SystemExit("units were sold in a week without a price")
    return units.groupby("id")["dollars"].sum().reindex(sales["id"]).to_numpy()


def scores(folder, day):
    """Of every forecaster: mean RMSSE and weighted RMSSE; and how many series were scored."""
    sales = pd.read_csv(folder / "sales_train.csv.gz")
    prices = pd.read_csv(folder / "sell_prices.csv.gz")
    calendar = pd.read_csv(folder / "calendar.csv")
    weights = dollar_sales(sales, prices, calendar, range(day + 1, day + HORIZONS + 1))
    demand = sales[[f"d_{d}" for d in range(1, day + HORIZONS + 1)]].to_numpy(dtype=float)
    rmsse = {name: [] for name in FORECASTERS}
    kept = []
    for series, row in enumerate(demand):
        past, future = row[:day], row[day:]
        past = past[np.argmax(past > 0) :] if past.any() else past[:0]
        scale = np.mean(np.diff(past) ** 2) if len(past) > 1 else 0.0
        if scale == 0.0:
            continue
        kept.append(series)
        for name, forecaster in FORECASTERS.items():
            rmsse[name].append(np.sqrt(np.mean((future - forecaster(past)) ** 2) / scale))
    weights = weights[kept]
    table = {
        name: (np.mean(values), np.average(values, weights=weights))
        for name, values in rmsse.items()
    }
    return table, len(kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--day", type=int, default=1913, help="last day of the past, default 1913")
    arguments = parser.parse_args()
    table, series = scores(arguments.folder, arguments.day)
    print(f"{series} series, past to d_{arguments.day}, next {HORIZONS} days")
    print(f"{'forecaster':<16}{'mean RMSSE':>14}{'weighted RMSSE':>16}")
    for name, (mean, weighted) in table.items():
        print(f"{name:<16}{mean:>14.6f}{weighted:>16.6f}")
    if arguments.day == 1913:
        with open(FIXTURE, "w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["forecaster", "mean_rmsse", "weighted_rmsse"])
            for name, (mean, weighted) in table.items():
                writer.writerow([name, f"{mean:.10f}", f"{weighted:.10f}"])


if __name__ == "__main__":
    main()
