"""Results as files: what `skucast forecast --out` writes, and the sales that it read."""

import json
import os
import pathlib

import pandas


def setting(name):
    """A setting of the environment, which `skucast notebook` makes.

    Raises ValueError that names it where it is absent.
    """
    value = os.environ.get(name)
    if not value:
        raise ValueError(f"{name} is not set: start Jupyter with 'skucast notebook', which sets it")
    return value


def scratch():
    """Folder for what a notebook writes."""
    folder = pathlib.Path(setting("SKUCAST_SCRATCH"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def sales():
    """Order lines: sku, location, time (UTC), date, quantity (units), and price, promotion, category where there are any."""
    lines = pandas.read_csv(setting("SKUCAST_SALES"))
    if "location" not in lines:
        lines["location"] = "all"
    lines["time"] = pandas.to_datetime(lines["time"], utc=True)
    lines["date"] = lines["time"].dt.tz_localize(None).dt.normalize()
    return lines


def truth():
    """What generated sales were made from, a row a series and day; None beside sales that were not generated."""
    file = pathlib.Path(setting("SKUCAST_SALES")).with_name("truth.csv")
    return pandas.read_csv(file, parse_dates=["day"]) if file.exists() else None


class FileResults:
    """A bounded run's folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        if not (self.folder / "forecasts.csv").exists():
            raise ValueError(
                f"{folder} has no forecasts.csv: make it with 'skucast forecast --data FILE --out {folder}'"
            )

    def __str__(self):
        return f"files in {self.folder.name}"

    def trends(self):
        """A row a series and period: sku, location, period, units, revenue, level, slope, season, moving_average, ..."""
        return self._read("trends.csv", ["period"])

    def forecasts(self):
        """A row a forecast and target: sku, location, origin, target, horizon, forecaster, mean, q0.05, ... (units)."""
        frame = self._read("forecasts.csv", ["origin", "target"])
        frame["horizon"] = frame.groupby(["sku", "location", "origin", "forecaster"]).cumcount() + 1
        return frame

    def accuracy(self):
        """A row a series, period, forecaster and lag: demand, error, absolute_error, pinball, inside80, ... (units)."""
        return self._read("accuracy.csv", ["period"])

    def contributions(self):
        """A row a forecast and reason: sku, location, origin, forecaster, rank, feature, value, effect (units)."""
        return self._read("contributions.csv", ["origin"])

    def alerts(self):
        """A row an alert: sku, location, period, kind, lag, value, limit, message."""
        return self._read("alerts.csv", ["period"])

    def summary(self):
        """What became of every row that was read."""
        return json.loads((self.folder / "summary.json").read_text())

    def _read(self, name, dates):
        return pandas.read_csv(self.folder / name, parse_dates=dates)
