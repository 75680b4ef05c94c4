"""Executes notebooks, each from a clean kernel: `python3 -m skucast_notebook.execute OUT NOTEBOOK...`.

OUT gets each notebook with its outputs, and its plots. Ends with 1 after the first error, which is written out.
"""

import base64
import pathlib
import sys
import time

import nbclient
import nbformat

#: No cell may take longer.
_SECONDS = 300


def execute(file, out):
    """Executes one notebook in its own folder.

    Raises nbclient.exceptions.CellExecutionError at the first cell that fails.
    """
    notebook = nbformat.read(file, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        timeout=_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(file.parent)}},
    )
    try:
        client.execute()
    finally:
        nbformat.write(notebook, out / file.name)
    plots(notebook, out, file.stem)


def plots(notebook, out, stem):
    """Writes every plot of an executed notebook."""
    pictures = [
        output["data"]["image/png"]
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    for number, picture in enumerate(pictures, start=1):
        (out / f"{stem}-{number}.png").write_bytes(base64.b64decode(picture))
    return len(pictures)


def failing_cell(notebook):
    """The number of the cell that has an error, among those of code, and its last lines; None where there is none."""
    for number, cell in enumerate((c for c in notebook.cells if c.cell_type == "code"), start=1):
        for output in cell.outputs:
            if output.output_type == "error":
                return number, f"{output.ename}: {output.evalue}"
    return None


def main(arguments):
    out = pathlib.Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    for name in arguments[1:]:
        file = pathlib.Path(name).resolve()
        began = time.monotonic()
        print(f"{file.name} …", end=" ", flush=True)
        try:
            execute(file, out)
        except nbclient.exceptions.CellExecutionError as error:
            number, message = failing_cell(nbformat.read(out / file.name, as_version=4))
            print("failed", flush=True)
            print(error, file=sys.stderr)
            print(f"{file.name}: cell {number} of code failed: {message}", file=sys.stderr)
            return 1
        print(f"{time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
