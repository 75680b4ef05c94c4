"""Takes outputs out of notebooks: `python3 -m skucast_notebook.strip NOTEBOOK...`."""

import pathlib
import sys

import nbformat


def strip(notebook):
    """Leaves text and code alone: no outputs, no counts, no traces of who ran it."""
    for cell in notebook.cells:
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    return notebook


def main(names):
    for name in names:
        file = pathlib.Path(name)
        before = file.read_text(encoding="utf-8")
        notebook = strip(nbformat.reads(before, as_version=4))
        after = nbformat.writes(notebook) + "\n"
        if after != before:
            file.write_text(after, encoding="utf-8")
            print(f"{name}: outputs taken out")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
