import type { Lines } from "../join-lines.ts";
import { timestampPatterns } from "../mac-steps.ts";
import type { ContentPiece, MacSteps } from "../mac-steps.ts";
import { notes, proofWriter } from "../proof-writer.ts";

/** A module with one function, on the standard library of Python 3.9 and later. */
export const python = proofWriter({ forMac, forSecretHeader });

const SECRETS = [
  `# ${notes.secrets}`,
  'NAMES = ("WEBHOOK_SECRET", "WEBHOOK_SECRET_OLD")',
  "SECRETS = [os.environ[name] for name in NAMES if os.environ.get(name)]",
];

const USES = [
  "",
  "",
  "# Flask:    verify(request.headers, request.get_data())",
  "# Django:   verify(request.headers, request.body)",
  "# FastAPI:  verify(request.headers, await request.body())",
  "",
];

function forSecretHeader(header: string, says: string): Lines {
  return [
    `"""${says}"""`,
    "",
    "import hmac",
    "import os",
    "",
    ...SECRETS,
    "",
    "",
    "def verify(headers, body):",
    `    received = headers.get(${text(header)}) or ""`,
    "    return any(hmac.compare_digest(received.encode(), secret.encode()) for secret in SECRETS)",
    ...USES,
  ];
}

function forMac(steps: MacSteps, says: string): Lines {
  const { timestamp, id, callerHeader, key, encoding, list, prefix, append, hash } = steps;
  const isIso = timestamp?.format === "iso8601";
  const needsUrl = steps.content.some(({ kind }) => kind === "url");
  return [
    `"""${says}"""`,
    "",
    (encoding === "base64" || key.encoding === "base64") && "import base64",
    isIso && "import datetime",
    "import hashlib",
    "import hmac",
    "import os",
    (timestamp !== undefined || id !== undefined) && "import re",
    timestamp !== undefined && "import time",
    steps.isEscaped && "import urllib.parse",
    "",
    ...SECRETS,
    needsUrl && [`# ${notes.url}`, 'URL = os.environ["WEBHOOK_URL"]'],
    callerHeader !== undefined && 'API_KEY = os.environ["WEBHOOK_API_KEY"]',
    timestamp !== undefined && [
      `TOLERANCE_SECONDS = ${steps.toleranceSeconds}`,
      `TIMESTAMP = re.compile(r"${timestampPatterns[timestamp.format]}")`,
    ],
    "",
    "",
    "def verify(headers, body):",
    `    """Whether the sender signed this. body: ${notes.body}."""`,
    callerHeader !== undefined && [
      `    api_key = headers.get(${text(callerHeader)}) or ""`,
      "    if not hmac.compare_digest(api_key.encode(), API_KEY.encode()):",
      "        return False",
    ],
    `    signature = headers.get(${text(steps.signatureHeader)}) or ""`,
    timestamp !== undefined && [
      `    timestamp = headers.get(${text(timestamp.header)}) or ""`,
      "    if not is_fresh(timestamp):",
      "        return False",
    ],
    id !== undefined && [
      `    id = headers.get(${text(id.header)}) or ""`,
      `    if not re.fullmatch(r"[!-~]{1,256}", id)${id.without === "" ? "" : ` or any(each in id for each in ${text(id.without)})`}:`,
      "        return False",
    ],
    `    content = ${steps.content.map(piece).join(" + ")}`,
    steps.isEscaped && "    content = urllib.parse.quote_plus(content).encode()",
    list === undefined
      ? `    received = [signature${steps.isAnyCase ? ".lower()" : ""}]`
      : [
          `    received = [each${list.allowsBlanks ? '.strip(" \\t")' : ""}${steps.isAnyCase ? ".lower()" : ""} for each in signature.split(${text(list.separator)})]`,
          `    if len(received) > ${list.maxEntries}:`,
          "        return False",
        ],
    "    for secret in SECRETS:",
    `        mac = hmac.new(key_of(secret), content, hashlib.${hash}).digest()${append === "" ? "" : ` + bytes.fromhex("${append}")`}`,
    `        expected = ${prefix === "" ? "" : `${text(prefix)} + `}${encoding === "hex" ? "mac.hex()" : "base64.b64encode(mac).decode()"}`,
    "        if any(hmac.compare_digest(expected.encode(), each.encode()) for each in received):",
    "            return True",
    "    return False",
    "",
    "",
    "def key_of(secret):",
    key.stripPrefix !== "" && `    secret = secret.removeprefix(${text(key.stripPrefix)})`,
    `    key = ${keyBytes[key.encoding]}`,
    key.isHashed ? "    return hashlib.sha256(key).hexdigest().encode()" : "    return key",
    timestamp !== undefined && ["", "", ...freshness(timestamp.format)],
    ...USES,
  ];
}

const keyBytes = {
  utf8: "secret.encode()",
  hex: "bytes.fromhex(secret)",
  base64: "base64.b64decode(secret, validate=True)",
} as const;

function piece(part: ContentPiece): string {
  if (part.kind === "text") return `${text(part.text)}.encode()`;
  if (part.kind === "url") return "URL.encode()";
  return part.kind === "body" ? "body" : `${part.kind}.encode()`;
}

function freshness(format: keyof typeof timestampPatterns): readonly string[] {
  return [
    "def is_fresh(timestamp):",
    "    if not TIMESTAMP.fullmatch(timestamp):",
    "        return False",
    ...(format === "iso8601"
      ? [
          '    zone = "+00:00" if timestamp.endswith("Z") else timestamp[-6:]',
          "    try:",
          "        signed_at = datetime.datetime.fromisoformat(timestamp[:19] + zone).timestamp()",
          "    except ValueError:",
          "        return False",
        ]
      : [`    signed_at = int(timestamp)${format === "unix-seconds" ? "" : " / 1000"}`]),
    "    return abs(time.time() - signed_at) <= TOLERANCE_SECONDS",
  ];
}

/** JSON's texts are Python's, as far as schemes go. */
function text(value: string): string {
  return JSON.stringify(value);
}
