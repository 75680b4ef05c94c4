"""Elasticsearch, over HTTP."""

from skucast_notebook import documents
from skucast_notebook.http_json import call

_PAGE = 5000


class Elasticsearch:
    """The indices that the job writes."""

    def __init__(self, url, prefix="skucast"):
        self.url = url.rstrip("/")
        self.prefix = prefix

    def __str__(self):
        return f"Elasticsearch {self.url}, indices {self.prefix}-*"

    def trends(self):
        """As FileResults.trends."""
        return documents.trends(self.documents(f"{self.prefix}-trends"))

    def forecasts(self, query=None):
        """As FileResults.forecasts."""
        return documents.forecasts(self.documents(f"{self.prefix}-forecasts-*", query))

    def accuracy(self, query=None):
        """As FileResults.accuracy."""
        return documents.accuracy(self.documents(f"{self.prefix}-accuracy-*", query))

    def contributions(self):
        """As FileResults.contributions."""
        return documents.contributions(
            self.documents(f"{self.prefix}-forecasts-*", {"term": {"forecaster": "combined"}})
        )

    def documents(self, index, query=None):
        """Every document of an index that a query finds, page after page of one point in time."""
        point = call(f"{self.url}/{index}/_pit?keep_alive=1m", method="POST")["id"]
        try:
            after = None
            while True:
                body = {
                    "size": _PAGE,
                    "query": query or {"match_all": {}},
                    "pit": {"id": point, "keep_alive": "1m"},
                    "sort": ["_shard_doc"],
                }
                if after is not None:
                    body["search_after"] = after
                hits = call(f"{self.url}/_search", body)["hits"]["hits"]
                for hit in hits:
                    yield hit["_source"]
                if len(hits) < _PAGE:
                    return
                after = hits[-1]["sort"]
        finally:
            call(f"{self.url}/_pit", {"id": point}, method="DELETE")
