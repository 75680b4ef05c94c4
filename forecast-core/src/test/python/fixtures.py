#!/usr/bin/python3
"""Forecasts that IndependentFixturesTest compares the smoothers with: run again to write them anew.

Simple smoothing, Holt and Holt-Winters are filtered by statsmodels (0.13.5) from a given state with
given fractions. Recorded are the one-step forecasts of tsa.holtwinters.ExponentialSmoothing, and
for the horizons after the last demand its last level, trend and season put together here: its own
forecast agrees but at horizons of full seasons, where it repeats the season as it was before the last
demand corrected it. tsa.exponential_smoothing.ets.ETSModel must agree too, except on the season that
multiplies, which it takes over the new level and not, as Hyndman et al. 2008 do, over the expected.

Croston, SBA and TSB are not in statsmodels; here they are plain numpy after the papers' formulas,
which their functions name.

Every file is ../resources/fixtures/NAME.csv with the columns kind, name, demand, forecast:
    state    a parameter or a part of the first state, under "forecast"
    step     demand t (from 1) and the forecast of it made before it
    horizon  the forecast h periods after the last demand
Fractions are recorded as tsa.holtwinters defines them.
"""

import csv
import pathlib

import numpy as np
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing

FOLDER = pathlib.Path(__file__).parent.parent / "resources" / "fixtures"
HORIZONS = 21


def write(name, state, demand, steps, horizons):
    with open(FOLDER / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "name", "demand", "forecast"])
        for key, value in state.items():
            writer.writerow(["state", key, "", repr(float(value))])
        for t, (y, forecast) in enumerate(zip(demand, steps), start=1):
            writer.writerow(["step", t, repr(float(y)), repr(float(forecast))])
        for h, forecast in enumerate(horizons, start=1):
            writer.writerow(["horizon", h, "", repr(float(forecast))])


def exponential_smoothing(name, demand, alpha, level, trend=None, season=None, kind=None):
    """trend is (beta, phi, slope); season is (gamma, first season); kind is "add" or "mul"."""
    state = {"alpha": alpha, "level": level}
    known = {"initial_level": level}
    fractions = {"smoothing_level": alpha}
    ets = [alpha]
    ets_state = [level]
    if trend:
        beta, phi, slope = trend
        state.update({"beta": beta, "phi": phi, "slope": slope})
        known.update({"trend": "add", "damped_trend": True, "initial_trend": slope})
        fractions.update({"smoothing_trend": beta, "damping_trend": phi})
        ets.append(alpha * beta)  # ETS counts the slope's fraction of the error, not of the level
        ets_state.append(slope)
    if season:
        gamma, first = season
        state["gamma"] = gamma
        state.update({f"season{i}": s for i, s in enumerate(first)})
        known.update({"seasonal": kind, "seasonal_periods": len(first), "initial_seasonal": first})
        fractions["smoothing_seasonal"] = gamma
        ets.append(gamma)
        ets_state.extend(first)
    if trend:
        ets.append(phi)
    model = ExponentialSmoothing(demand, initialization_method="known", **known)
    fit = model.fit(optimized=False, **fractions)
    h = np.arange(1, HORIZONS + 1)
    horizons = np.full(HORIZONS, fit.level[-1])
    if trend:
        horizons = horizons + np.cumsum(phi**h) * fit.trend[-1]
    own = np.full(HORIZONS, True)
    if season:
        places = fit.season[-len(first) :][(h - 1) % len(first)]
        horizons = horizons * places if kind == "mul" else horizons + places
        own = h % len(first) > 0
    np.testing.assert_allclose(fit.forecast(HORIZONS)[own], horizons[own], rtol=1e-10)
    if kind != "mul":
        check = ETSModel(
            demand,
            error="add",
            trend="add" if trend else None,
            damped_trend=bool(trend),
            seasonal=kind,
            seasonal_periods=len(first) if season else None,
            initialization_method="known",
            initial_level=level,
            initial_trend=slope if trend else None,
            initial_seasonal=first if season else None,
        ).smooth(ets)
        np.testing.assert_allclose(check.fittedvalues, fit.fittedvalues, rtol=1e-10)
        np.testing.assert_allclose(check.forecast(HORIZONS), horizons, rtol=1e-10)
    write(name, state, demand, fit.fittedvalues, horizons)


def smooth(start, values, fraction):
    """The states after each value: (1 - fraction) times the last one + fraction times the value."""
    states = [start]
    for value in values:
        states.append((1 - fraction) * states[-1] + fraction * value)
    return np.array(states)


def croston(demand, alpha, factor):
    """Croston 1972: z and p are smoothed at demands, the forecast is z / p; SBA (Syntetos and Boylan
    2005, eq. 9) takes 1 - alpha/2 of it. Before the first demand the forecast is zero; it starts z
    and p with its size and the periods up to it."""
    at = np.flatnonzero(demand) + 1
    sizes = demand[at - 1]
    intervals = np.diff(at, prepend=0)
    z = smooth(sizes[0], sizes[1:], alpha)
    p = smooth(float(intervals[0]), intervals[1:], alpha)
    ratio = np.concatenate([[0.0], factor * z / p])
    seen = np.cumsum(demand > 0)
    return np.concatenate([[0.0], ratio[seen]])


def tsb(demand, alpha, beta):
    """Teunter, Syntetos and Babai 2011, eqs. 1 and 2: the probability is smoothed every period, the
    size at demands, the forecast is their product. The first demand starts the size, one over the
    periods up to it the probability."""
    first = int(np.flatnonzero(demand)[0])
    sizes = demand[demand > 0]
    z = np.concatenate([[0.0], smooth(sizes[0], sizes[1:], alpha)])[np.cumsum(demand > 0)]
    happened = (demand[first + 1 :] > 0).astype(float)
    probability = np.concatenate([np.zeros(first), smooth(1 / (first + 1), happened, beta)])
    return np.concatenate([[0.0], probability * z])


def intermittent(name, demand, forecasts, **state):
    write(name, state, demand, forecasts[:-1], np.full(HORIZONS, forecasts[-1]))


def main():
    random = np.random.default_rng(20160522)
    days = np.arange(70)
    week = np.array([0.9, 0.8, 0.8, 0.9, 1.1, 1.4, 1.1])
    trend = 100 + 0.8 * days
    noise = random.normal(0, 6, len(days))
    flat = np.round(100 + noise, 3)
    rising = np.round(trend + noise, 3)
    weekly = np.round(trend * week[days % 7] + noise, 3)
    demand = np.where(random.random(120) < 0.3, random.poisson(4, 120) + 1.0, 0.0)
    demand[:3] = 0

    add = [-10.0, -20.0, -18.0, -9.0, 8.0, 38.0, 11.0]
    exponential_smoothing("ses", flat, 0.2, 95.0)
    exponential_smoothing("holt", rising, 0.3, 98.0, trend=(0.15, 0.92, 1.1))
    exponential_smoothing(
        "holt_winters_additive",
        weekly,
        0.25,
        102.0,
        trend=(0.1, 0.95, 0.5),
        season=(0.3, add),
        kind="add",
    )
    exponential_smoothing(
        "holt_winters_multiplicative",
        weekly,
        0.25,
        102.0,
        trend=(0.1, 0.95, 0.5),
        season=(0.3, [0.92, 0.81, 0.78, 0.9, 1.12, 1.36, 1.11]),
        kind="mul",
    )
    intermittent("croston", demand, croston(demand, 0.15, 1.0), alpha=0.15)
    intermittent("sba", demand, croston(demand, 0.15, 1 - 0.15 / 2), alpha=0.15)
    intermittent("tsb", demand, tsb(demand, 0.15, 0.08), alpha=0.15, beta=0.08)


if __name__ == "__main__":
    main()
