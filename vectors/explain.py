#!/usr/bin/env python3
"""Computes vectors/explain.json: requests that go wrong in known ways, each made by the language that makes the
mistake: Python, Node.js, and Java with Gson and Jackson from the local Maven repository.

    python3 vectors/explain.py            write the file
"""

import base64
import gzip
import hashlib
import hmac
import json
import pathlib
import subprocess
import unicodedata
import urllib.parse
import zlib

OUTPUT = pathlib.Path(__file__).with_name("explain.json")
SECRET = "explained signing secret 0123456789"
HEX_SECRET = "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"
SUKI_MS = 1765977748432
STAMP = "2024-07-15T12:47:34.730Z"
STAMP_MS = 1721047654730
URL = "https://hooks.example.com/in/clinic/rx?a=1&b=2"

BODIES = {
    "numbers": '{"id":"evt-1","qty":90.0,"price":10.50,"big":12345678901234567890,"small":0.00001,"neg":-0.0,"exp":1e2}',
    "letters": '{"name":"Zoë Núñez","city":"東京","mood":"💉","html":"<b>a & b</b>","path":"a/b","quote":"it\'s =","ctl":"\\u0001\\b\\f\\n"}',
    "order": '{"b":1,"a":{"d":[1,2,{"z":null,"y":true}],"c":{}},"10":"x","2":[]}',
}

cases = []


def mac(key, message, name="sha256"):
    return hmac.new(key if isinstance(key, bytes) else key.encode(), message, name).digest()


def case(code, name, scheme, signed, received=None, **more):
    """A case: `signed` is what the MAC covers, `received` the body that arrived."""
    received = signed if received is None else received
    key = more.pop("key", SECRET)
    digest = mac(key, more.pop("content", signed), more.pop("hash", "sha256"))
    header, value = {
        "zentact": ("x-hmac-signature", base64.b64encode(digest).decode()),
        "suki": ("X-API-Key", digest.hex()),
        "nabla": ("x-nabla-webhook-signature", digest.hex()),
        "honeybee": ("X-Honeybee-Signature", base64.b64encode(digest + b"\n").decode()),
    }[scheme]
    value = more.pop("value", value)
    times = {"suki": {"generated-at": str(SUKI_MS)}, "nabla": {"x-nabla-webhook-timestamp": STAMP}}.get(scheme, {})
    headers = {header: value, **times, **more.pop("headers", {})}
    headers = {each: text for each, text in headers.items() if text is not None}
    cases.append(
        {
            "code": code,
            "name": name,
            "madeBy": more.pop("by", "python"),
            "scheme": scheme,
            "secrets": more.pop("secrets", [SECRET]),
            **({"keyEncoding": "utf8"} if scheme == "zentact" and not more.pop("isHex", False) else {}),
            **({"publicUrl": more.pop("publicUrl", URL)} if scheme == "honeybee" else {}),
            "nowMs": more.pop("nowMs", {"suki": SUKI_MS, "nabla": STAMP_MS}.get(scheme, 0)),
            "method": more.pop("method", "POST"),
            "headers": headers,
            "bodyBase64": base64.b64encode(received).decode(),
            **more,
        }
    )


def honeybee_key(secret=SECRET):
    return hashlib.sha256(secret.encode()).hexdigest().encode()


def honeybee_content(body, url=URL, method="POST", escape=urllib.parse.quote_plus):
    return escape(method.encode() + url.encode() + body).encode()


def rewritten(program, by, write):
    """C01 from a program that reads each body and writes it again."""
    for name, text in BODIES.items():
        written = write(name, text)
        if written is None or written == text.encode():
            continue
        case("C01", f"{program}, {name}", "zentact", written, text.encode(), by=by)


def run(command, text):
    return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout


def node(expression):
    source = f"let t='';process.stdin.on('data',c=>t+=c.toString('latin1')).on('end',()=>{{t=Buffer.from(t,'latin1').toString();process.stdout.write({expression})}})"
    return lambda _name, text: run(["node", "-e", source], text)


JAVA = pathlib.Path(__file__).with_name("explain") / "Rewrite.java"


def java(mode):
    jars = [next(iter(sorted(pathlib.Path.home().glob(pattern)))) for pattern in (
        ".m2/repository/com/google/code/gson/gson/*/gson-*.jar",
        ".m2/repository/com/fasterxml/jackson/core/jackson-databind/2.1*/jackson-databind-*.jar",
        ".m2/repository/com/fasterxml/jackson/core/jackson-core/2.1*/jackson-core-*.jar",
        ".m2/repository/com/fasterxml/jackson/core/jackson-annotations/2.1*/jackson-annotations-*.jar",
    )]
    path = ":".join(map(str, jars))
    return lambda _name, text: run(["java", "-Dfile.encoding=UTF-8", "-cp", path, str(JAVA), mode], text)


dumps = lambda **options: lambda _name, text: json.dumps(json.loads(text), **options).encode()
rewritten("json.dumps", "python", dumps())
rewritten("json.dumps compact", "python", dumps(separators=(",", ":")))
rewritten("json.dumps ensure_ascii=False", "python", dumps(ensure_ascii=False))
rewritten("json.dumps sort_keys", "python", dumps(sort_keys=True))
rewritten("json.dumps indent=2", "python", dumps(indent=2))
rewritten("JSON.stringify", "node", node("JSON.stringify(JSON.parse(t))"))
rewritten("JSON.stringify indent 2", "node", node("JSON.stringify(JSON.parse(t),null,2)"))
rewritten("JSON.stringify indent 4", "node", node("JSON.stringify(JSON.parse(t),null,4)"))
for mode in ("gson-element", "gson-map", "jackson", "jackson-pretty", "jackson-ascii"):
    rewritten(mode, "java", java(mode))

# The other direction: the receiver's program wrote what was verified.
original = b'{"id":"rx-1","written_qty":90.0,"days":30,"items":[{"written_qty":1.0,"price":10.50}]}'
case("C01", "JSON.stringify dropped decimals", "zentact", original, node("JSON.stringify(JSON.parse(t))")("", original.decode()), by="node")
case("C01", "json.dumps added blanks", "suki", b'{"a":1,"b":[1,2]}', json.dumps({"a": 1, "b": [1, 2]}).encode(),
     content=f"{SUKI_MS}:".encode() + b'{"a":1,"b":[1,2]}')

plain = b'{"id":"evt-1","type":"note.created","data":{"text":"some text"}}'
lines = b'{\n  "id": "evt-1",\n  "a": 1\n}'
accented = '{"name":"Zoë Núñez","city":"Malmö"}'.encode()
for index, body in enumerate((plain, lines, accented)):
    n = index + 1
    case("C05", f"base64 of body {n}", "zentact", body, base64.b64encode(body))
    case("C06", f"line feed added to body {n}", "zentact", body, body + b"\n")
    case("C06", f"line feed lost from body {n}", "zentact", body + b"\n", body)
    case("C06", f"byte order mark lost from body {n}", "zentact", body.decode().encode("utf-8-sig"), body)
    case("C07", f"gzip left on body {n}", "zentact", body, gzip.compress(body, mtime=0))
    case("C07", f"zlib left on body {n}", "zentact", body, zlib.compress(body))
    case("C10", f"body {n} encoded twice on the way", "zentact", body, json.dumps(body.decode(), ensure_ascii=False).encode())
    case("C10", f"body {n} encoded twice before signing", "zentact", json.dumps(body.decode(), ensure_ascii=False).encode(), body)
    case("C11", f"body {n} in a form field", "zentact", body, urllib.parse.urlencode({"payload": body.decode()}).encode())
    case("C11", f"form signed, field {n} verified", "zentact", urllib.parse.urlencode({"payload": body.decode()}).encode(), body)
    case("C12", f"another secret, body {n}", "zentact", body, key=f"secret of environment {n}", otherSecrets=[f"secret of environment {n}"])
case("C06", "CRLF became LF", "zentact", lines.replace(b"\n", b"\r\n"), lines)
case("C06", "LF became CRLF", "zentact", lines, lines.replace(b"\n", b"\r\n"))
case("C08", "Latin-1 signed", "zentact", accented.decode().encode("latin-1"), accented)
case("C08", "ASCII with question marks signed", "zentact", accented.decode().encode("ascii", "replace"), accented)
case("C08", "UTF-8 read as Latin-1", "zentact", accented, accented.decode("latin-1").encode())
case("C08", "UTF-16 signed", "zentact", accented.decode().encode("utf-16-le"), accented)
case("C08", "bytes replaced by U+FFFD", "zentact", b'{"name":"Zo\xe9"}'.decode("utf-8", "replace").encode(), b'{"name":"Zo\xe9"}')
for form, text in (("NFD", '{"name":"Zoë"}'), ("NFD", '{"city":"Malmö"}'), ("NFC", unicodedata.normalize("NFD", '{"name":"Zoë"}'))):
    case("C09", f"{form} of {len(text)} letters", "zentact", unicodedata.normalize(form, text).encode(), text.encode())

for name, configured in (
    ("line feed", SECRET + "\n"), ("blank before", " " + SECRET), ("double quotes", f'"{SECRET}"'), ("literal backslash n", SECRET + "\\n"),
    ("no-break space", SECRET + "\u00a0"),
):
    case("C14", name, "zentact", plain, secrets=[configured])
case("C14", "signed with the line feed of echo", "zentact", plain, key=SECRET + "\n")
case("C15", "hex taken as text", "zentact", plain, key=HEX_SECRET, secrets=[HEX_SECRET], isHex=True)
case("C15", "hex decoded where text is configured", "suki", plain, content=f"{SUKI_MS}:".encode() + plain, key=bytes.fromhex(HEX_SECRET), secrets=[HEX_SECRET])
case("C15", "base64 decoded where text is configured", "zentact", plain, key=b"0123456789abcdef0123456789abcdef", secrets=[base64.b64encode(b"0123456789abcdef0123456789abcdef").decode()])
case("C15", "prefix removed where the text is configured", "zentact", plain, key="abcdefghijklmnop", secrets=["whsec_abcdefghijklmnop"])
case("C16", "secret not hashed", "honeybee", plain, content=honeybee_content(plain), key=SECRET, hash="sha1")
case("C16", "binary hash", "honeybee", plain, content=honeybee_content(plain), key=hashlib.sha256(SECRET.encode()).digest(), hash="sha1")
case("C16", "upper-case hash", "honeybee", plain, content=honeybee_content(plain), key=hashlib.sha256(SECRET.encode()).hexdigest().upper(), hash="sha1")
case("C16", "hashed where it is not", "zentact", plain, key=hashlib.sha256(SECRET.encode()).hexdigest())

digest = mac(SECRET, plain)
for name, value in (("hex", digest.hex()), ("upper-case hex", digest.hex().upper()), ("base64url", base64.urlsafe_b64encode(digest).decode()),
                    ("no padding", base64.b64encode(digest).decode().rstrip("=")), ("base64 of hex", base64.b64encode(digest.hex().encode()).decode())):
    case("C17", name, "zentact", plain, value=value)
for name, value in (("sha256=", "sha256=" + base64.b64encode(digest).decode()), ("v1,", "v1," + base64.b64encode(digest).decode()), ("v0:", "v0:" + base64.b64encode(digest).decode())):
    case("C18", name, "zentact", plain, value=value)
other = base64.b64encode(mac("old", plain)).decode()
for name, separator in (("comma", ","), ("blank", " "), ("semicolon", ";")):
    case("C19", name, "zentact", plain, value=other + separator + base64.b64encode(digest).decode())
for name in ("sha1", "sha512", "sha384"):
    case("C20", name, "zentact", plain, hash=name)

stamp = STAMP.encode()
for name, content in (("no timestamp", plain), ("full stop", stamp + b"." + plain), ("colon", stamp + b":" + plain), ("behind", plain + stamp)):
    case("C21", name, "nabla", plain, content=content)
case("C21", "no separator", "suki", plain, content=str(SUKI_MS).encode() + plain)
for name, text in (("no milliseconds", "2024-07-15T12:47:34Z"), ("Unix milliseconds", str(STAMP_MS)), ("Unix seconds", str(STAMP_MS // 1000)),
                   ("isoformat", "2024-07-15T12:47:34.730000+00:00")):
    case("C22", name, "nabla", plain, content=text.encode() + plain)
for name, text in (("Unix seconds", str(SUKI_MS // 1000)), ("microseconds", str(SUKI_MS * 1000)), ("ISO 8601", "2025-12-17T13:22:28.432Z")):
    case("C23", name, "suki", plain, content=text.encode() + b":" + plain, headers={"generated-at": text})

for name, url, configured in (
    ("http", URL.replace("https", "http"), URL), ("slash", "https://hooks.example.com/in/", "https://hooks.example.com/in"), ("no query", URL.split("?")[0], URL),
    ("port", "https://hooks.example.com:443/in", "https://hooks.example.com/in"), ("host behind a proxy", "https://public.example.org/in", "https://hooks.example.com/in"),
    ("query order", URL, URL.replace("a=1&b=2", "b=2&a=1")),
):
    case("C26", name, "honeybee", plain, content=honeybee_content(plain, url), key=honeybee_key(), hash="sha1", publicUrl=configured,
         headers={"x-forwarded-host": "public.example.org"})
special = b'{"a":"it\'s ~ 100% (a*b)! /x y"}'
for name, escape in (("quote", urllib.parse.quote), ("quote with nothing safe", lambda text: urllib.parse.quote(text, safe="")), ("quote_plus with slash", lambda text: urllib.parse.quote_plus(text, safe="/"))):
    case("C27", name, "honeybee", special, content=honeybee_content(special, escape=escape), key=honeybee_key(), hash="sha1")
encoded = node("encodeURIComponent(t)")
case("C27", "encodeURIComponent", "honeybee", special, content=encoded("", "POST" + URL + special.decode()), key=honeybee_key(), hash="sha1", by="node")
for method in ("post", "GET", "PUT"):
    case("C28", method, "honeybee", plain, content=honeybee_content(plain, method=method), key=honeybee_key(), hash="sha1")
for name in ("x_hmac_signature", "x-hmac-signature-256", "x-webhook-signature"):
    case("C29", name, "zentact", plain, headers={"x-hmac-signature": None, name: base64.b64encode(digest).decode()})
good = base64.b64encode(digest).decode()
for name, value in (("twice", good + ", " + good), ("three times", ",".join([good] * 3)), ("twice with a blank", good + " " + good)):
    case("C30", name, "zentact", plain, value=value)
case("C33", "Suki's", "nabla", plain, headers={"x-nabla-webhook-signature": None, "x-nabla-webhook-timestamp": None, "generated-at": str(SUKI_MS),
     "X-API-Key": mac(SECRET, f"{SUKI_MS}:".encode() + plain).hex()})
case("C33", "Zentact's", "nabla", plain, headers={"x-nabla-webhook-signature": None, "x-nabla-webhook-timestamp": None,
     "x-hmac-signature": base64.b64encode(mac(bytes.fromhex(HEX_SECRET), plain)).decode()}, secrets=[HEX_SECRET])
case("C33", "Nabla Connect's", "nabla", plain, headers={"x-nabla-webhook-signature": None, "x-nabla-webhook-timestamp": None,
     "x-nabla-connect-timestamp": STAMP, "x-nabla-connect-signature": mac(SECRET, stamp + plain).hex()})

OUTPUT.write_text(json.dumps({"about": "Requests whose signature does not match for a known reason: computed by vectors/explain.py", "cases": cases}, indent=1, ensure_ascii=False) + "\n")
print(f"{len(cases)} cases")
