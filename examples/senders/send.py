#!/usr/bin/env python3
"""Plays a webhook sender: signs a file as one of five vendors does, posts its exact bytes, prints the answer.

Written from the vendors' documents with the standard library alone, so that it can judge Countersign from outside.
Exit codes: 0 accepted (2xx), 1 refused, 2 wrong usage, 3 unreachable.
"""

import argparse
import base64
import hashlib
import hmac
import http.client
import os
import re
import sys
import time
import urllib.parse
from datetime import datetime, timezone

EXIT_ACCEPTED, EXIT_REFUSED, EXIT_USAGE, EXIT_UNREACHABLE = 0, 1, 2, 3
TIMEOUT_S = 30


class Mistake(Exception):
    """What the caller has to change; never holds a secret."""


# ---- How each vendor signs: (request) -> headers. `request` is the parsed command line with `body` and `keys`. ----


def insight_health(request):
    digest = hmac.new(only_key(request), request.body, hashlib.sha256).hexdigest()
    return {"X-API-Key": api_key(request), "X-Webhook-Signature": "sha256=" + digest}


def nabla(request):
    return nabla_with(request, "x-nabla-webhook-timestamp", "x-nabla-webhook-signature")


def nabla_connect(request):
    return nabla_with(request, "x-nabla-connect-timestamp", "x-nabla-connect-signature")


def nabla_with(request, timestamp_header, signature_header):
    """One signature for each live secret, over the time and the body with nothing between them."""
    stamp = request.timestamp or datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    signed = stamp.encode() + request.body
    signatures = [hmac.new(key, signed, hashlib.sha256).hexdigest() for key in request.keys]
    return {timestamp_header: stamp, signature_header: ",".join(signatures)}


def suki(request):
    """The header named X-API-Key holds a signature, not a key."""
    stamp = request.timestamp or str(time.time_ns() // 1_000_000)
    signed = stamp.encode() + b":" + request.body
    return {
        "generated-at": stamp,
        "X-API-Key": hmac.new(only_key(request), signed, hashlib.sha256).hexdigest(),
    }


def honeybee(request):
    """HMAC-SHA1 under the hex text of the secret's SHA-256; a line feed is appended before base64."""
    url = request.public_url or request.url
    escaped = urllib.parse.quote_plus(request.method.encode() + url.encode() + request.body, safe="")
    key = hashlib.sha256(only_key(request)).hexdigest().encode()
    mac = hmac.new(key, escaped.encode(), hashlib.sha1).digest()
    return {"X-Honeybee-Signature": base64.b64encode(mac + b"\n").decode()}


def honeybee_secret(request):
    """An agreed text, sent unchanged; it proves nothing about the body."""
    return {"X-Honeybee-Secret": only_key(request)}


def zentact(request):
    key = only_key(request)
    if request.key_encoding == "hex":
        # bytes.fromhex alone would pass over blanks.
        if not re.fullmatch(rb"([0-9A-Fa-f]{2})+", key):
            raise Mistake("the secret is not hex; give --key-encoding utf8 if it is plain text")
        key = bytes.fromhex(key.decode())
    return {"x-hmac-signature": base64.b64encode(hmac.new(key, request.body, hashlib.sha256).digest()).decode()}


SCHEMES = {
    "insight-health": insight_health,
    "nabla": nabla,
    "nabla-connect": nabla_connect,
    "suki": suki,
    "honeybee": honeybee,
    "honeybee-secret": honeybee_secret,
    "zentact": zentact,
}


# ---- Secrets: by reference only, because every user of a machine can read another's command line. ----


def read_reference(reference):
    """The bytes behind `env:NAME` or `file:PATH`; of a file, one newline at its end is left out."""
    kind, _, place = reference.partition(":")
    if kind == "env":
        value = os.environb.get(place.encode(), b"")
    elif kind == "file":
        value = re.sub(rb"\r?\n\Z", b"", read_file(place))
    else:
        raise Mistake("give secrets as env:NAME or file:PATH, never as text")
    if value == b"":
        raise Mistake(f"{kind}:{place} is missing or empty")
    return value


def read_file(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise Mistake(f"cannot read {path}: {error.strerror}") from error


def only_key(request):
    if len(request.keys) != 1:
        raise Mistake(f"{request.scheme} signs with exactly one --secret")
    return request.keys[0]


def api_key(request):
    if request.api_key is None:
        raise Mistake("insight-health needs --api-key as well")
    return read_reference(request.api_key)


# ---- Sending ----


def post(request, headers, body):
    """Sends these bytes and no others; gives the status and the answer's text."""
    url = urllib.parse.urlsplit(request.url)
    if url.scheme not in ("http", "https") or not url.hostname:
        raise Mistake("--url must be an http: or https: address")
    connect = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = connect(url.hostname, url.port, timeout=TIMEOUT_S)
    try:
        target = (url.path or "/") + ("?" + url.query if url.query else "")
        connection.request(request.method, target, body=body, headers=headers)
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")
    finally:
        connection.close()


def change_one_byte(body):
    return body[:-1] + bytes([body[-1] ^ 1]) if body else b"\n"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    option = parser.add_argument
    option("scheme", choices=SCHEMES)
    option("--url", required=True, help="where to post")
    option("--body", required=True, metavar="FILE", help="file whose exact bytes are signed and sent")
    option("--secret", required=True, action="append", metavar="REF", help="env:NAME or file:PATH; Nabla takes several")
    option("--api-key", metavar="REF", help="env:NAME or file:PATH (insight-health)")
    option("--public-url", metavar="URL", help="the URL that Honeybee signs, if it is not --url")
    option("--key-encoding", choices=("hex", "utf8"), default="hex", help="how a Zentact secret is written")
    option("--timestamp", metavar="TEXT", help="time to sign (Nabla: ISO 8601, Suki: ms since 1970); default now")
    option("--method", default="POST")
    option("--tamper", action="store_true", help="change one byte after signing, to see the refusal")
    option("--print-headers", action="store_true", help="print the signed headers and send nothing")
    return parser.parse_args()


def main():
    request = parse_arguments()
    try:
        request.keys = [read_reference(reference) for reference in request.secret]
        request.body = read_file(request.body)
        headers = SCHEMES[request.scheme](request)
        if request.print_headers:
            for name, value in headers.items():
                print(f"{name}: {value.decode() if isinstance(value, bytes) else value}")
            return EXIT_ACCEPTED
        body = change_one_byte(request.body) if request.tamper else request.body
        status, answer = post(request, {"Content-Type": "application/json", **headers}, body)
    except Mistake as mistake:
        print(f"send.py: {mistake}", file=sys.stderr)
        return EXIT_USAGE
    except (OSError, http.client.HTTPException) as error:
        print(f"send.py: {error}", file=sys.stderr)
        return EXIT_UNREACHABLE
    print(status, answer)
    return EXIT_ACCEPTED if 200 <= status < 300 else EXIT_REFUSED


if __name__ == "__main__":
    sys.exit(main())
