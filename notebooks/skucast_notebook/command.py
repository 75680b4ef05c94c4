"""Skucast's command line and Java, as processes of their own."""

import os
import subprocess

from skucast_notebook.files import setting

#: No command of a notebook may take longer.
_SECONDS = 900


def skucast(*arguments):
    """Runs a command of Skucast, such as skucast("models", "list", "--models=m"), and gives what it prints.

    Raises RuntimeError with its last lines where it fails.
    """
    return _run("skucast " + " ".join(map(str, arguments)), [f"@{setting('SKUCAST_COMMAND')}", *arguments])


def java(program, *arguments):
    """Runs a Java program of one source file with Skucast's class path and gives what it prints.

    Raises RuntimeError with its last lines where it fails.
    """
    return _run(f"java {program}", [f"@{setting('SKUCAST_JAVA_OPTIONS')}", program, *arguments])


def _run(name, words):
    executable = os.path.join(setting("SKUCAST_JAVA_HOME"), "bin", "java")
    done = subprocess.run(
        [executable, *map(str, words)], capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise RuntimeError(f"{name} ends with exit code {done.returncode}:\n{last}")
    return done.stdout
