"""Classes of demand."""

import numpy
import pandas

#: Limits of Syntetos, Boylan and Croston (2005); forecast-core's DemandProfile has the same.
MOST_ADI = 1.32
MOST_CV2 = 0.49

CLASSES = ["smooth", "erratic", "intermittent", "lumpy", "none"]


def demand_class(units):
    """ADI (periods from demand to demand), CV2 (squared variation of its sizes) and the class of one series.

    units: one number a period from the first sale on; returns count as no demand.
    """
    sizes = units[units > 0]
    if len(sizes) == 0:
        return numpy.nan, numpy.nan, "none"
    adi = len(units) / len(sizes)
    cv2 = float((numpy.std(sizes) / numpy.mean(sizes)) ** 2)
    if adi <= MOST_ADI:
        return adi, cv2, "smooth" if cv2 <= MOST_CV2 else "erratic"
    return adi, cv2, "intermittent" if cv2 <= MOST_CV2 else "lumpy"


def demand_classes(trends):
    """A row a series: sku, location, adi, cv2, demand_class."""
    rows = [
        (*series, *demand_class(part["units"].to_numpy()))
        for series, part in trends.groupby(["sku", "location"])
    ]
    return pandas.DataFrame(rows, columns=["sku", "location", "adi", "cv2", "demand_class"])
