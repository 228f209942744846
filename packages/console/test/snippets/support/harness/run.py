"""Judges requests, one a line, by the module `verify_<n>.py` of each."""

import base64
import importlib
import sys


class Headers(dict):
    """Names of any case, as frameworks have them."""

    def get(self, name, default=None):
        return super().get(name.lower(), default)


for line in sys.stdin:
    number, body, *fields = line.rstrip("\n").split("\t")
    module = importlib.import_module(f"verify_{number}")
    headers = Headers(zip((name.lower() for name in fields[::2]), fields[1::2]))
    print("true" if module.verify(headers, base64.b64decode(body)) else "false")
