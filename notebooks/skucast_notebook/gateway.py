"""Flink's SQL gateway, over its REST interface."""

import time

import pandas

from skucast_notebook import documents
from skucast_notebook.http_json import ServerError, call

#: First and longest pause between two looks at an operation, in seconds.
_FIRST_PAUSE = 0.02
_LONGEST_PAUSE = 1.0


class SqlGateway:
    """One session of a gateway: `with SqlGateway("http://127.0.0.1:8083") as gateway: gateway.query("SELECT ...")`."""

    def __init__(self, url, settings=None, seconds=300):
        """Opens a session; settings are Flink's, and no statement may take longer than the seconds."""
        self.url = url.rstrip("/")
        self.seconds = seconds
        # Bounded answers: what is in a topic now, and not what may still come.
        properties = {"execution.runtime-mode": "batch"}
        properties.update(settings or {})
        self.session = call(f"{self.url}/v2/sessions", {"properties": properties})["sessionHandle"]

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def __str__(self):
        return f"SQL gateway {self.url}"

    def close(self):
        """Ends the session."""
        call(f"{self.url}/v2/sessions/{self.session}", method="DELETE")

    def query(self, statement):
        """Runs one statement and gives all of its rows as a frame.

        Raises ServerError with the gateway's reason where the statement is wrong, fails or takes too long.
        """
        columns, rows = self._rows(statement)
        return pandas.DataFrame(rows, columns=[column["name"] for column in columns])

    def rows(self, statement):
        """The same as dictionaries, rows within rows too."""
        columns, rows = self._rows(statement)
        return [
            {column["name"]: _named(value, column["logicalType"]) for column, value in zip(columns, row)}
            for row in rows
        ]

    def trends(self):
        """As FileResults.trends."""
        return documents.trends(self.rows("SELECT * FROM trends"))

    def forecasts(self):
        """As FileResults.forecasts, of the forecasts that the topic holds."""
        return documents.forecasts(self.rows("SELECT * FROM forecasts"))

    def accuracy(self):
        """As FileResults.accuracy."""
        return documents.accuracy(self.rows("SELECT * FROM accuracy"))

    def contributions(self):
        """As FileResults.contributions."""
        return documents.contributions(self.rows("SELECT * FROM forecasts"))

    def _rows(self, statement):
        operation = call(f"{self.url}/v2/sessions/{self.session}/statements", {"statement": statement})[
            "operationHandle"
        ]
        path = f"/v2/sessions/{self.session}/operations/{operation}"
        try:
            return self._read(f"{path}/result/0?rowFormat=JSON", statement)
        finally:
            call(f"{self.url}{path}/close", method="DELETE")

    def _read(self, path, statement):
        end = time.monotonic() + self.seconds
        pause = _FIRST_PAUSE
        columns, rows = [], []
        while path:
            page = call(self.url + path)
            if page["resultType"] == "NOT_READY":
                if time.monotonic() > end:
                    raise ServerError(f"no answer after {self.seconds} s: {statement}")
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                continue
            columns = page["results"]["columns"]
            for row in page["results"]["data"]:
                if row["kind"] != "INSERT":
                    raise ServerError(f"the answer is updated ({row['kind']}), run it in batch mode: {statement}")
                rows.append(row["fields"])
            pause = _FIRST_PAUSE
            path = page.get("nextResultUri")
        return columns, rows


def _named(value, kind):
    """A row within a row comes as an object already, or as a list in the order of its fields."""
    if value is None:
        return None
    if kind["type"] == "ARRAY":
        return [_named(item, kind["elementType"]) for item in value]
    if kind["type"] == "ROW":
        if isinstance(value, dict):
            return {field["name"]: _named(value.get(field["name"]), field["fieldType"]) for field in kind["fields"]}
        return {field["name"]: _named(item, field["fieldType"]) for field, item in zip(kind["fields"], value)}
    return value
