"""Where a notebook's results come from."""

from skucast_notebook.elastic import Elasticsearch
from skucast_notebook.files import FileResults, setting
from skucast_notebook.gateway import SqlGateway


def open_results(source=None):
    """Results to read: trends(), forecasts(), accuracy() and contributions() are frames with the same columns.

    source: a folder of `skucast forecast --out` (default: that of SKUCAST_RESULTS), `gateway:URL` of
    `skucast sql gateway`, or `elasticsearch:URL`. Raises ValueError where it is none of these.
    """
    source = str(source or setting("SKUCAST_RESULTS"))
    kind, _, address = source.partition(":")
    if kind == "gateway":
        return SqlGateway(address)
    if kind == "elasticsearch":
        return Elasticsearch(address)
    return FileResults(source)
