"""Plots in one style: a title, units at the axes, a legend, colours that can be told apart by everyone."""

import matplotlib.dates
import matplotlib.pyplot

#: Okabe and Ito (2008).
SOLD = "#3b3b3b"
FORECAST = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
RED = "#D55E00"
PINK = "#CC79A7"
SKY = "#56B4E9"
COLOURS = [FORECAST, ORANGE, GREEN, RED, PINK, SKY, "#F0E442", "#8c8c8c"]

#: A forecaster has the same colour in every notebook.
OF_FORECASTER = {
    "combined": FORECAST,
    "seasonal-naive": ORANGE,
    "naive": PINK,
    "moving-average": GREEN,
    "holt-winters": RED,
    "linear": SKY,
    "deep": "#7b3294",
}

matplotlib.pyplot.rcParams.update(
    {
        "figure.figsize": (9, 4),
        "figure.dpi": 100,
        "savefig.bbox": "tight",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": "#e4e4e4",
        "axes.titlesize": 12,
        "axes.titlelocation": "left",
        "axes.labelsize": 10,
        "legend.frameon": False,
        "axes.prop_cycle": matplotlib.pyplot.cycler(color=COLOURS),
    }
)


def chart(title, x, y, columns=1, size=None):
    """A figure and its axes, one or a row of them, with titles and names of the axes with their units."""
    titles = [title] if isinstance(title, str) else title
    figure, axes = matplotlib.pyplot.subplots(
        1, columns, figsize=size or (9, 4), squeeze=False, constrained_layout=True
    )
    for place, ax in enumerate(axes[0]):
        ax.set_title(titles[place] if place < len(titles) else "")
        ax.set_xlabel(x if isinstance(x, str) else x[place])
        ax.set_ylabel(y if isinstance(y, str) else y[place])
    return figure, axes[0][0] if columns == 1 else axes[0]


def dates(ax):
    """Dates at the x axis, as short as they can be."""
    locator = matplotlib.dates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))


def legend(ax, **options):
    """The legend outside of the plot, to its right, where it hides nothing."""
    ax.legend(**{"loc": "upper left", "bbox_to_anchor": (1.01, 1.0), **options})


def fan(ax, forecast, colour=FORECAST, label="expected"):
    """The mean and the 50, 80 and 90 % bands of one forecast (rows of forecasts())."""
    for low, high, name, strength in (
        ("q0.05", "q0.95", "90 % band", 0.15),
        ("q0.1", "q0.9", "80 % band", 0.20),
        ("q0.25", "q0.75", "50 % band", 0.30),
    ):
        if low in forecast and high in forecast:
            ax.fill_between(
                forecast["target"], forecast[low], forecast[high], color=colour, alpha=strength, lw=0, label=name
            )
    ax.plot(forecast["target"], forecast["mean"], color=colour, lw=2, label=label)
