"""Against a real gateway, whose address is the first argument."""

import sys
import unittest

from skucast_notebook import SqlGateway
from skucast_notebook.http_json import ServerError

URL = sys.argv.pop()


class GatewayReaderTest(unittest.TestCase):
    def test_values_come_as_they_are(self):
        with SqlGateway(URL) as gateway:
            frame = gateway.query("SELECT * FROM (VALUES ('A', 1, 1.5e0), ('B', CAST(NULL AS INT), -2e0)) AS t (sku, n, units) ORDER BY sku")
        self.assertEqual(["sku", "n", "units"], list(frame.columns))
        self.assertEqual([("A", 1.0, 1.5)], list(frame.head(1).itertuples(index=False, name=None)))
        self.assertTrue(frame["n"].isna()[1])
        self.assertEqual(-2.0, frame["units"][1])

    def test_rows_within_arrays_have_names(self):
        statement = (
            "SELECT CAST(ARRAY[(f, e)] AS ARRAY<ROW<feature STRING, effect DOUBLE>>) AS reasons,"
            " ARRAY[ARRAY[0e0, 1e0], ARRAY[3e0, 4e0]] AS quantiles"
            " FROM (VALUES ('age', 0.5e0)) AS t (f, e)"
        )
        with SqlGateway(URL) as gateway:
            self.assertEqual(
                [{"reasons": [{"feature": "age", "effect": 0.5}], "quantiles": [[0.0, 1.0], [3.0, 4.0]]}],
                gateway.rows(statement),
            )

    def test_many_rows_come_page_after_page(self):
        digits = ", ".join(f"({n})" for n in range(10))
        with SqlGateway(URL) as gateway:
            frame = gateway.query(
                f"WITH d AS (SELECT * FROM (VALUES {digits}) AS t (n))"
                " SELECT a.n * 1000 + b.n * 100 + c.n * 10 + e.n AS n FROM d a, d b, d c, d e"
            )
        self.assertEqual(list(range(10_000)), sorted(frame["n"]))

    def test_the_tables_of_the_topics_are_there(self):
        with SqlGateway(URL) as gateway:
            tables = set(gateway.query("SHOW TABLES").iloc[:, 0])
            columns = set(gateway.query("DESCRIBE forecasts")["name"])
        self.assertLessEqual({"trends", "forecasts", "accuracy"}, tables)
        self.assertLessEqual(
            {"sku", "location", "origin", "forecaster", "revision", "targets", "mean", "levels", "quantiles", "contributions"},
            columns,
        )

    def test_what_is_wrong_with_a_statement_is_said(self):
        with SqlGateway(URL) as gateway:
            with self.assertRaisesRegex(ServerError, "nothing_of_this_name"):
                gateway.query("SELECT nothing_of_this_name FROM trends")


if __name__ == "__main__":
    unittest.main()
