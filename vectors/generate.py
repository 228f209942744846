#!/usr/bin/env python3
"""Computes vectors/pitfalls.json with nothing but Python's standard library: an implementation that shares no code
with the one under test.

    python3 vectors/generate.py            write the file
    python3 vectors/generate.py --check    exit 1 if the file is not what this program computes
"""

import base64
import hashlib
import hmac
import json
import pathlib
import sys
import urllib.parse

OUTPUT = pathlib.Path(__file__).with_name("pitfalls.json")
STAMP = "2024-07-15T12:47:34.730Z"
STAMP_MS = 1721047654730
SUKI_MS = 1765977748432
HEX_SECRET = "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"
HONEYBEE_URL = "https://hooks.example.com/hb"

BODIES = {
    "utf8-bom": b'\xef\xbb\xbf{"id":"1","event_id":"1"}',
    "latin1-e-acute": b'{"name":"Zo\xe9"}',
    "nul-and-control-bytes": b'{"a":"\x00\x01\x1f\x7f\x80"}\x00',
    "unicode-nfd": '{"name":"Zoe\u0301"}'.encode(),
    "big-integers": b'{"n":12345678901234567890,"m":9007199254740993}',
    "key-order-and-duplicates": b'{"b":1,"a":2,"10":3,"2":4,"a":5}',
    "leading-trailing-space": b' \t {"a":1} \n ',
    "html-escaped-by-rails": b'{"a":"\\u003cb\\u003e \\u0026 \\u2028"}',
    "space-plus-percent": b"a b+c%20d%2Be~f*g'h(i)j!k",
    "every-byte": bytes(range(256)),
}


def mac(secret, message, name="sha256"):
    return hmac.new(secret, message, name).digest()


def sha256_hex(data):
    return hashlib.sha256(data).hexdigest()


def vector(vendor, name, headers, body, signed, **more):
    return {
        "vendor": vendor,
        "name": name,
        "method": more.pop("method", "POST"),
        "url": more.pop("url", "https://hooks.example.com/in"),
        "headers": headers,
        "bodyBase64": base64.b64encode(body).decode(),
        "secrets": more.pop("secrets"),
        "expect": more.pop("expect", "accept"),
        "signedSha256": sha256_hex(signed),
        **more,
    }


def insight(name, body, **more):
    secret = more.pop("secret", "insight signing key")
    return vector(
        "insight",
        name,
        {
            "X-API-Key": more.pop("api_key", "clinic-api-key"),
            "X-Webhook-Signature": more.pop("signature", "sha256=" + mac(secret.encode(), body).hex()),
        },
        body,
        body,
        secrets=[secret],
        **more,
    )


def nabla(name, body, stamp=STAMP, profile="core", separator=",", **more):
    secrets = more.pop("secrets", ["nabla secret"])
    signed = stamp.encode() + body
    prefix = "x-nabla-webhook" if profile == "core" else "x-nabla-connect"
    signatures = [mac(secret.encode(), signed).hex() for secret in secrets]
    return vector(
        "nabla",
        name,
        {prefix + "-timestamp": stamp, prefix + "-signature": more.pop("signature", separator.join(signatures))},
        body,
        signed,
        profile=profile,
        secrets=secrets,
        nowMs=more.pop("nowMs", STAMP_MS),
        **more,
    )


def suki(name, body, stamp=str(SUKI_MS), **more):
    signed = stamp.encode() + b":" + body
    signature = more.pop("signature", mac(b"suki secret", signed).hex())
    headers = {"generated-at": stamp, "X-API-Key": signature}
    return vector("suki", name, headers, body, signed, secrets=["suki secret"], nowMs=SUKI_MS, **more)


def honeybee(name, body, url=HONEYBEE_URL, method="POST", **more):
    secret = more.pop("secret", "honeybee client secret")
    signed = urllib.parse.quote_plus(method.encode() + url.encode() + body, safe="").encode()
    key = sha256_hex(secret.encode()).encode()
    signature = base64.b64encode(mac(key, signed, "sha1") + b"\n").decode()
    headers = {"X-Honeybee-Signature": more.pop("signature", signature)}
    return vector("honeybee", name, headers, body, signed, url=url, method=method, secrets=[secret], **more)


def zentact(name, body, secret=HEX_SECRET, encoding="hex", **more):
    try:
        key = bytes.fromhex(secret) if encoding == "hex" else secret.encode()
    except ValueError:
        key = b""
    headers = {"x-hmac-signature": more.pop("signature", base64.b64encode(mac(key, body)).decode())}
    return vector("zentact", name, headers, body, body, secrets=[secret], keyEncoding=encoding, **more)


def standard(name, body, stamp="1721047654", message_id="msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", **more):
    keys = more.pop("keys", [b"a standard webhooks key of 32 byt"])
    signed = f"{message_id}.{stamp}.".encode() + body
    entries = ["v1," + base64.b64encode(mac(key, signed)).decode() for key in keys]
    return vector(
        "standard-webhooks",
        name,
        {
            "webhook-id": message_id,
            "webhook-timestamp": stamp,
            "webhook-signature": more.pop("signature", " ".join(more.pop("before", []) + entries)),
        },
        body,
        signed,
        secrets=more.pop("secrets", ["whsec_" + base64.b64encode(key).decode() for key in keys]),
        nowMs=STAMP_MS,
        **more,
    )


def bodies(make):
    return [make(name, body) for name, body in BODIES.items()]


def nabla_stamps():
    body = b'{"id":"evt-1","type":"generate_note_async.succeeded"}'
    accepted = {
        "timestamp-micros": "2024-07-15T12:47:34.730123Z",
        "timestamp-offset": "2024-07-15T14:47:34.730+02:00",
        "timestamp-negative-offset": "2024-07-15T07:17:34.730-05:30",
        "timestamp-offset-zero": "2024-07-15T12:47:34.730+00:00",
        "timestamp-offset-widest": "2024-07-16T12:46:34.730+23:59",
    }
    refused = {
        "timestamp-date-only": "2024-07-15",
        "timestamp-cut-short": "2024-07-15T12:47",
        "timestamp-no-zone": "2024-07-15T12:47:34.730",
        "timestamp-space-for-t": "2024-07-15 12:47:34.730Z",
        "timestamp-lower-case": "2024-07-15t12:47:34.730z",
        "timestamp-hour-24": "2024-07-15T24:00:00Z",
        "timestamp-leap-second": "2024-07-15T12:47:60Z",
        "timestamp-no-such-day": "2024-06-31T12:47:34Z",
        "timestamp-no-leap-year": "2023-02-29T12:47:34Z",
        "timestamp-ten-digits": "2024-07-15T12:47:34.7301234567Z",
        "timestamp-empty-fraction": "2024-07-15T12:47:34.Z",
        "timestamp-offset-without-colon": "2024-07-15T14:47:34+0200",
        "timestamp-offset-too-wide": "2024-07-16T12:47:34+24:00",
        "timestamp-comma": "2024-07-15T12:47:34,730Z",
        "timestamp-leading-space": " " + STAMP,
        "timestamp-trailing-letters": STAMP + "x",
        "timestamp-unix": "1721047654",
        "timestamp-expanded-year": "+002024-07-15T12:47:34Z",
    }
    reject = {"expect": "reject", "code": "malformed_timestamp"}
    return [nabla(name, body, stamp) for name, stamp in accepted.items()] + [
        nabla(name, body, stamp, **reject) for name, stamp in refused.items()
    ]


def nabla_lists():
    body = b'{"id":"evt-1"}'
    secrets = ["new secret", "old secret"]
    right = mac(b"nabla secret", STAMP.encode() + body).hex()
    malformed = {"expect": "reject", "code": "malformed_signature"}
    return [
        nabla("rotation-blank-after-comma", body, secrets=secrets, separator=", "),
        nabla("rotation-blanks-and-tabs", body, secrets=secrets, separator=" \t,\t ", resign=False),
        nabla("right-among-strangers", body, signature=",".join(["00" * 32] * 15 + [right]), resign=False),
        nabla(
            "seventeen-signatures",
            body,
            signature=",".join(["00" * 32] * 16 + [right]),
            expect="reject",
            code="too_many_signatures",
        ),
        nabla("trailing-comma", body, signature=right + ",", **malformed),
        nabla("empty-entry", body, signature=right + ",," + right, **malformed),
        nabla("one-entry-cut-short", body, signature=right + "," + right[:-2], **malformed),
        nabla("upper-case-hex", body, signature=right.upper(), **malformed),
        nabla("semicolon-list", body, signature=right + ";" + right, **malformed),
        nabla("prefixed", body, signature="sha256=" + right, **malformed),
        nabla("stale", body, nowMs=STAMP_MS + 60_001, expect="reject", code="stale"),
        nabla("oldest-fresh", body, nowMs=STAMP_MS + 60_000),
        nabla("newest-fresh", body, nowMs=STAMP_MS - 60_000),
        nabla("from-the-future", body, nowMs=STAMP_MS - 60_001, expect="reject", code="from_the_future"),
    ]


def nabla_connect():
    body = b'{"request_uuid":"0a1b","type":"NOTE_EXPORT","data":{}}'
    return [
        nabla("connect-note-export", body, profile="connect"),
        nabla("connect-rotation", body, profile="connect", secrets=["one", "two"]),
        nabla("connect-stale", body, profile="connect", nowMs=STAMP_MS + 60_001, expect="reject", code="stale"),
        nabla(
            "connect-signature-of-the-body-alone",
            body,
            profile="connect",
            signature=mac(b"nabla secret", body).hex(),
            expect="reject",
            code="no_match",
        ),
    ]


def insight_headers():
    body = b'{"appointments":[]}'
    right = mac(b"insight signing key", body).hex()
    malformed = {"expect": "reject", "code": "malformed_signature"}
    return [
        insight("secret-surrounding-space-newline", body, secret=" key with blanks \n"),
        insight("secret-unicode", body, secret="clé-東京-\U0001f389"),
        insight("secret-base64-looking", body, secret="c2VjcmV0LWtleQ=="),
        insight("signature-without-prefix", body, signature=right, **malformed),
        insight("signature-upper-case", body, signature="sha256=" + right.upper(), **malformed),
        insight("signature-upper-case-prefix", body, signature="SHA256=" + right, **malformed),
        insight("signature-twice-in-one-header", body, signature=f"sha256={right}, sha256={right}", **malformed),
        insight("signature-blanks-around", body, signature=f" \tsha256={right}\t ", resign=False),
        insight("signature-line-feed-after", body, signature=f"sha256={right}\n", **malformed),
    ]


def suki_headers():
    body = b'{"status":"success"}'
    right = mac(b"suki secret", str(SUKI_MS).encode() + b":" + body).hex()
    malformed = {"expect": "reject", "code": "malformed_timestamp"}
    return [
        suki("upper-case-hex", body, signature=right.upper(), resign=False),
        suki("mixed-case-hex", body, signature=right[:32].upper() + right[32:], resign=False),
        suki("generated-at-exponent", body, "1.765977748432e12", **malformed),
        suki("generated-at-plus", body, "+1765977748432", **malformed),
        suki("generated-at-fourteen-digits", body, "17659777484320", **malformed),
        suki("generated-at-other-digits", body, "١٧٦٥٩٧٧٧٤٨٤٣٢", **malformed),
    ]


def honeybee_urls():
    body = b'{"event_id":"e-1","event_type":"RX_RECEIVED"}'
    urls = {
        "url-default-port": "https://hooks.example.com:443/hb",
        "url-upper-case-host": "https://Hooks.Example.COM/hb",
        "url-upper-case-scheme": "HTTPS://hooks.example.com/hb",
        "url-missing-path": "https://hooks.example.com",
        "url-dot-segments": "https://hooks.example.com/a/../b/./hb",
        "url-raw-non-ascii": "https://hooks.example.com/café/東京",
        "url-lower-case-escapes": "https://hooks.example.com/caf%c3%a9",
        "url-raw-space": "https://hooks.example.com/a b",
        "url-user": "https://user:pass@hooks.example.com/hb",
        "url-query-encoded": "https://hooks.example.com/hb?q=%20+&r=[]|",
        "url-backslash": "https://hooks.example.com\\hb",
    }
    mac_only = base64.b64encode(
        mac(sha256_hex(b"honeybee client secret").encode(), b"POST" + HONEYBEE_URL.encode(), "sha1")
    ).decode()
    malformed = {"expect": "reject", "code": "malformed_signature"}
    right = honeybee("", body)["headers"]["X-Honeybee-Signature"]
    return [honeybee(name, body, url) for name, url in urls.items()] + [
        honeybee("signature-without-line-feed", body, signature=mac_only, **malformed),
        honeybee("signature-line-feed-outside", body, signature=right + "\n", **malformed),
        honeybee("signature-blank-inside", body, signature=right[:14] + " " + right[14:], **malformed),
        honeybee("signature-url-safe", body, signature=right[:-2] + "-K", **malformed),
        honeybee("secret-unicode", body, secret="clé"),
    ]


def zentact_keys():
    body = b'{"type":"MERCHANT"}'
    right = zentact("", body)["headers"]["x-hmac-signature"]
    malformed = {"expect": "reject", "code": "malformed_signature"}
    # 32 bytes leave two unused bits in the last character before the padding.
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    loose = right[:-2] + last[last.index(right[-2]) + 1] + "="
    return [
        zentact("secret-odd-hex-hexkey", body, HEX_SECRET[:-1], expect="reject"),
        zentact("secret-hex-then-rubbish-hexkey", body, HEX_SECRET + "zz", expect="reject"),
        zentact("secret-hex-line-feed-hexkey", body, HEX_SECRET + "\n", expect="reject"),
        zentact("secret-fifteen-bytes-hexkey", body, HEX_SECRET[:30], expect="reject"),
        zentact("secret-sixteen-bytes-hexkey", body, HEX_SECRET[:32]),
        zentact("secret-hex-then-rubbish-utf8key", body, HEX_SECRET + "zz", "utf8"),
        zentact("signature-without-padding", body, signature=right[:-1], **malformed),
        zentact("signature-text-after-padding", body, signature=right + "AAAA", **malformed),
        zentact("signature-unused-bits-set", body, signature=loose, **malformed),
        zentact("signature-url-safe", body, signature="-_" + right[2:], **malformed),
        zentact("signature-of-an-empty-key", body, signature=base64.b64encode(mac(b"", body)).decode(), expect="reject"),
    ]


def standard_webhooks():
    body = b'{"type":"contact.created"}'
    malformed = {"expect": "reject", "code": "malformed_signature"}
    key = b"a standard webhooks key of 32 byt"
    plain_secret = [base64.b64encode(key).decode()]
    return [
        standard("usual", body),
        standard("secret-without-prefix", body, secrets=plain_secret),
        standard("two-keys", body, keys=[key, b"another key that is long enough too"]),
        standard("other-version-first", body, before=["v1a,c29tZXRoaW5nIGVsc2U="], resign=False),
        standard("only-other-version", body, signature="v1a,c29tZXRoaW5nIGVsc2U=", **malformed),
        standard("two-spaces", body, before=["v1a,c29tZXRoaW5nIGVsc2U=", ""], **malformed),
        standard("id-with-full-stop", body, message_id="msg.1", **malformed),
        standard("id-with-blank", body, message_id="msg 1", **malformed),
        standard("id-of-256-characters", body, message_id="m" * 256),
        standard("id-of-257-characters", body, message_id="m" * 257, **malformed),
        standard("stamp-in-milliseconds", body, "1721047654730", expect="reject", code="malformed_timestamp"),
        standard("stamp-with-fraction", body, "1721047654.0", expect="reject", code="malformed_timestamp"),
        standard("stamp-leading-zero", body, "01721047654", expect="reject", code="malformed_timestamp"),
        standard("stale", body, str(1721047654 - 300), expect="reject", code="stale"),
        standard("oldest-fresh", body, str(1721047654 - 299)),
        standard("from-the-future", body, str(1721047654 + 301), expect="reject", code="from_the_future"),
        standard("newest-fresh", body, str(1721047654 + 300)),
    ]


def document():
    return {
        "meta": {
            "about": "Cases that common mistakes get wrong, computed by vectors/generate.py. Secrets and bodies are invented.",
            "fields": {
                "expect": "what a strict verifier answers with these secrets, method, URL and clock",
                "code": "why it refuses",
                "signedSha256": "SHA-256 of the bytes that go into the MAC",
                "resign": "false where a signer may write the same proof differently",
            },
        },
        "insight": bodies(insight) + insight_headers(),
        "nabla": bodies(nabla) + nabla_stamps() + nabla_lists(),
        "nabla-connect": nabla_connect(),
        "suki": bodies(suki) + suki_headers(),
        "honeybee": bodies(honeybee) + honeybee_urls(),
        "zentact": bodies(zentact) + zentact_keys(),
        "standard-webhooks": bodies(standard) + standard_webhooks(),
    }


def main():
    text = json.dumps(document(), indent=1, ensure_ascii=True) + "\n"
    if "--check" in sys.argv[1:]:
        sys.exit(0 if OUTPUT.exists() and OUTPUT.read_text(encoding="utf-8") == text else 1)
    OUTPUT.write_text(text, encoding="utf-8")


main()
