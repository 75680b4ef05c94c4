"""Documents, as topics, SQL tables and indices have them, made into the frames that files have."""

import pandas

#: Fields of a score that files name otherwise.
_AS_IN_FILES = {
    "inside_50": "inside50",
    "inside_80": "inside80",
    "inside_90": "inside90",
    "coverage_50": "coverage50",
    "coverage_80": "coverage80",
    "coverage_90": "coverage90",
    "pinball_running": "running_pinball",
}


def trends(documents):
    """Of each series and period the newest revision."""
    frame = pandas.DataFrame(list(documents))
    if frame.empty:
        return frame
    frame["period"] = _dates(frame["period"])
    newest = frame.sort_values("revision").drop_duplicates(["sku", "location", "period"], keep="last")
    return newest.sort_values(["sku", "location", "period"], ignore_index=True)


def forecasts(documents):
    """A row a target, of the newest revision of each forecast."""
    rows = []
    for document in _newest(documents):
        for place, target in enumerate(document["targets"]):
            row = {name: document[name] for name in ("sku", "location", "origin", "forecaster")}
            row.update(target=target, horizon=place + 1, mean=document["mean"][place])
            for level, units in zip(document.get("levels") or [], document.get("quantiles") or []):
                row[f"q{level:g}"] = units[place]
            rows.append(row)
    frame = pandas.DataFrame(rows)
    if not frame.empty:
        frame["origin"] = _dates(frame["origin"])
        frame["target"] = _dates(frame["target"])
    return frame


def contributions(documents):
    """A row a reason, the strongest first."""
    rows = []
    for document in _newest(documents):
        for rank, reason in enumerate(document.get("contributions") or [], start=1):
            row = {name: document[name] for name in ("sku", "location", "origin", "forecaster")}
            row.update(rank=rank, feature=reason["feature"], value=reason["value"], effect=reason["effect"])
            rows.append(row)
    columns = ["sku", "location", "origin", "forecaster", "rank", "feature", "value", "effect"]
    frame = pandas.DataFrame(rows, columns=columns)
    frame["origin"] = _dates(frame["origin"])
    return frame


def accuracy(documents):
    """A row a lag; scores of single series alone."""
    rows = []
    for document in documents:
        if document.get("level", "sku") != "sku":
            continue
        for lag in document["lags"]:
            row = {_AS_IN_FILES.get(name, name): value for name, value in lag.items() if value is not None}
            row.update({name: document[name] for name in ("sku", "location", "period", "forecaster", "demand")})
            rows.append(row)
    frame = pandas.DataFrame(rows)
    if not frame.empty:
        frame["period"] = _dates(frame["period"])
    return frame


def _newest(documents):
    kept = {}
    for document in documents:
        key = tuple(document[name] for name in ("sku", "location", "origin", "forecaster"))
        if key not in kept or kept[key]["revision"] <= document["revision"]:
            kept[key] = document
    return [kept[key] for key in sorted(kept)]


def _dates(column):
    return pandas.to_datetime(column.str.slice(0, 16))
