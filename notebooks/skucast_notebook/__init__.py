"""What the notebooks share: where results come from, plots in one style, and Skucast's own commands."""

from skucast_notebook import plots
from skucast_notebook.command import java, skucast
from skucast_notebook.demand import demand_class, demand_classes
from skucast_notebook.elastic import Elasticsearch
from skucast_notebook.files import FileResults, sales, scratch, truth
from skucast_notebook.gateway import SqlGateway
from skucast_notebook.source import open_results

__all__ = [
    "Elasticsearch",
    "FileResults",
    "SqlGateway",
    "demand_class",
    "demand_classes",
    "java",
    "open_results",
    "plots",
    "sales",
    "scratch",
    "skucast",
    "truth",
]
