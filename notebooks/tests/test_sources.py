"""The readers of the gateway and of Elasticsearch give the frames that files have."""

import pathlib
import tempfile
import unittest

import pandas
from server import Server

from skucast_notebook import Elasticsearch, SqlGateway, demand_class, open_results
from skucast_notebook.http_json import ServerError

FORECAST = {
    "sku": "A",
    "location": "x",
    "origin": "2024-01-02",
    "forecaster": "combined",
    "revision": 2,
    "targets": ["2024-01-03", "2024-01-04"],
    "mean": [1.5, 2.5],
    "levels": [0.1, 0.9],
    "quantiles": [[0.0, 1.0], [3.0, 4.0]],
    "contributions": [{"feature": "age", "value": 0.5, "effect": -1.0}],
}
IN_FILES = pandas.DataFrame(
    {
        "sku": ["A", "A"],
        "location": ["x", "x"],
        "origin": pandas.to_datetime(["2024-01-02", "2024-01-02"]),
        "forecaster": ["combined", "combined"],
        "target": pandas.to_datetime(["2024-01-03", "2024-01-04"]),
        "horizon": [1, 2],
        "mean": [1.5, 2.5],
        "q0.1": [0.0, 1.0],
        "q0.9": [3.0, 4.0],
    }
)


def _kind(name, **more):
    return {"type": name, "nullable": True, **more}


class GatewayTest(unittest.TestCase):
    def answer(self, method, path, body):
        if path == "/v2/sessions":
            return 200, {"sessionHandle": "s"}
        if path.endswith("/statements"):
            if body["statement"] == "SELECT wrong":
                return 500, {"errors": ["Column 'wrong' not found"]}
            return 200, {"operationHandle": "o"}
        if "/result/0" in path:
            self.looks += 1
            if self.looks == 1:
                return 200, {"resultType": "NOT_READY", "nextResultUri": path}
            return 200, self.page(0, "/v2/sessions/s/operations/o/result/1?rowFormat=JSON")
        if "/result/1" in path:
            return 200, self.page(1, None, "EOS")
        return 200, {}

    def page(self, number, following, kind="PAYLOAD"):
        reason = _kind(
            "ROW",
            fields=[
                {"name": "feature", "fieldType": _kind("VARCHAR")},
                {"name": "effect", "fieldType": _kind("DOUBLE")},
            ],
        )
        columns = [
            {"name": "sku", "logicalType": _kind("VARCHAR")},
            {"name": "reasons", "logicalType": _kind("ARRAY", elementType=reason)},
        ]
        rows = [["A", [["age", -1.0]]], ["B", None]]
        data = [{"kind": self.kind, "fields": rows[number]}]
        return {
            "resultType": kind,
            "nextResultUri": following,
            "results": {"columns": columns, "data": data},
        }

    def setUp(self):
        self.looks = 0
        self.kind = "INSERT"

    def test_an_answer_is_waited_for_read_page_by_page_and_closed(self):
        with Server(self.answer) as server:
            with SqlGateway(server.url) as gateway:
                rows = gateway.rows("SELECT * FROM t")
            self.assertEqual([{"sku": "A", "reasons": [{"feature": "age", "effect": -1.0}]}, {"sku": "B", "reasons": None}], rows)
            self.assertEqual(("POST", "/v2/sessions", {"properties": {"execution.runtime-mode": "batch"}}), server.asked[0])
            self.assertIn(("DELETE", "/v2/sessions/s/operations/o/close", None), server.asked)
            self.assertEqual(("DELETE", "/v2/sessions/s", None), server.asked[-1])

    def test_a_query_is_a_frame(self):
        with Server(self.answer) as server, SqlGateway(server.url) as gateway:
            frame = gateway.query("SELECT * FROM t")
            self.assertEqual(["sku", "reasons"], list(frame.columns))
            self.assertEqual(["A", "B"], list(frame["sku"]))

    def test_what_is_wrong_is_said(self):
        with Server(self.answer) as server, SqlGateway(server.url) as gateway:
            with self.assertRaisesRegex(ServerError, "Column 'wrong' not found"):
                gateway.query("SELECT wrong")

    def test_rows_that_take_others_back_are_refused(self):
        self.kind = "UPDATE_AFTER"
        with Server(self.answer) as server, SqlGateway(server.url) as gateway:
            with self.assertRaisesRegex(ServerError, "run it in batch mode"):
                gateway.query("SELECT * FROM t")

    def test_an_answer_that_does_not_come_is_given_up(self):
        def never(method, path, body):
            self.looks = 0
            return self.answer(method, path, body)

        with Server(never) as server, SqlGateway(server.url, seconds=0.2) as gateway:
            with self.assertRaisesRegex(ServerError, "no answer after 0.2 s: SELECT 1"):
                gateway.query("SELECT 1")

    def test_no_gateway_is_one_line(self):
        with self.assertRaisesRegex(ServerError, "http://127.0.0.1:1/v2/sessions cannot be reached"):
            SqlGateway("http://127.0.0.1:1")


class ElasticsearchTest(unittest.TestCase):
    def test_documents_of_a_forecast_are_the_rows_of_files(self):
        older = {**FORECAST, "revision": 1, "mean": [9.0, 9.0]}
        hits = [{"_source": FORECAST, "sort": [1]}, {"_source": older, "sort": [2]}]

        def answer(method, path, body):
            if path.startswith("/skucast-forecasts-*/_pit"):
                return 200, {"id": "p"}
            return 200, {"hits": {"hits": hits}} if path == "/_search" else {}

        with Server(answer) as server:
            source = Elasticsearch(server.url)
            pandas.testing.assert_frame_equal(IN_FILES, source.forecasts())
            reasons = source.contributions()
            self.assertEqual([(1, "age", -1.0)], list(reasons[["rank", "feature", "effect"]].itertuples(index=False, name=None)))
            self.assertEqual(("DELETE", "/_pit", {"id": "p"}), server.asked[-1])

    def test_pages_follow_one_another(self):
        pages = [[{"_source": {"n": n}, "sort": [n]} for n in range(5000)], [{"_source": {"n": 5000}, "sort": [5000]}]]
        bodies = []

        def answer(method, path, body):
            if path != "/_search":
                return 200, {"id": "p"}
            bodies.append(body)
            return 200, {"hits": {"hits": pages[len(bodies) - 1]}}

        with Server(answer) as server:
            found = list(Elasticsearch(server.url).documents("any"))
        self.assertEqual(list(range(5001)), [document["n"] for document in found])
        self.assertNotIn("search_after", bodies[0])
        self.assertEqual([4999], bodies[1]["search_after"])

    def test_scores_have_a_row_a_lag_and_the_names_of_files(self):
        score = {"sku": "A", "location": "x", "level": "sku", "period": "2024-01-03", "forecaster": "combined", "demand": 3.0}
        score["lags"] = [{"lag": 1, "error": 1.5, "absolute_error": 1.5, "inside_80": 1.0, "mase": None}]
        of_all = {**score, "sku": "*", "level": "total"}
        hits = [{"_source": score, "sort": [1]}, {"_source": of_all, "sort": [2]}]

        def answer(method, path, body):
            return 200, {"hits": {"hits": hits}} if path == "/_search" else {"id": "p"}

        with Server(answer) as server:
            frame = Elasticsearch(server.url).accuracy()
        self.assertEqual(1, len(frame))
        self.assertEqual((1, 3.0, 1.0), tuple(frame.loc[0, ["lag", "demand", "inside80"]]))


class SourceTest(unittest.TestCase):
    def test_files_give_the_same_frame(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "forecasts.csv").write_text(
                "sku,location,origin,target,forecaster,mean,q0.1,q0.9\n"
                "A,x,2024-01-02,2024-01-03,combined,1.5,0.0,3.0\n"
                "A,x,2024-01-02,2024-01-04,combined,2.5,1.0,4.0\n"
            )
            frame = open_results(name).forecasts()
        pandas.testing.assert_frame_equal(IN_FILES, frame[list(IN_FILES.columns)])

    def test_a_folder_without_results_says_how_to_make_them(self):
        with self.assertRaisesRegex(ValueError, "make it with 'skucast forecast --data FILE --out /no'"):
            open_results("/no")

    def test_classes_of_demand_are_those_of_the_job(self):
        units = pandas.Series
        self.assertEqual("smooth", demand_class(units([3, 4, 3, 4]))[2])
        self.assertEqual("erratic", demand_class(units([1, 9, 1, 9, 1, 1]))[2])
        self.assertEqual("intermittent", demand_class(units([0, 3, 0, 0, 3, 0]))[2])
        self.assertEqual("lumpy", demand_class(units([0, 1, 0, 9, 0, 1, 0, 0]))[2])
        self.assertEqual("none", demand_class(units([0, 0]))[2])


if __name__ == "__main__":
    unittest.main()
