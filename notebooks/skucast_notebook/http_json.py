"""JSON over HTTP, with errors in one line."""

import json
import urllib.error
import urllib.request

#: Servers of one's own are asked directly, whatever proxy the environment names.
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))

SECONDS = 60


class ServerError(Exception):
    """A server that is not there or does not do what it is asked."""


def call(url, body=None, method=None):
    """What a server answers, as Python values; None where it answers nothing.

    Raises ServerError that names the address and what came back.
    """
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        url, data=data, method=method, headers={"Content-Type": "application/json"}
    )
    try:
        with _DIRECT.open(request, timeout=SECONDS) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
        raise ServerError(f"{url} answers {error.code}: {_reason(error.read().decode(errors='replace'))}") from error
    except OSError as error:
        raise ServerError(f"{url} cannot be reached: {error}") from error
    return json.loads(text) if text.strip() else None


def _reason(text):
    """The innermost cause of a trace that Flink sends, or the text as it is."""
    try:
        lines = "\n".join(json.loads(text)["errors"]).splitlines()
    except (ValueError, KeyError, TypeError):
        return text
    causes = [line for line in lines if line.startswith("Caused by: ")]
    return causes[-1][len("Caused by: ") :] if causes else " ".join(lines[:1])
