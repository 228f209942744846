import type { Lines } from "../join-lines.ts";
import { timestampPatterns } from "../mac-steps.ts";
import type { ContentPiece, MacSteps } from "../mac-steps.ts";
import { notes, proofWriter } from "../proof-writer.ts";

/** A package with one function, on the standard library of Go 1.18 and later. */
export const go = proofWriter({ forMac, forSecretHeader });

const SECRET_NAMES = [
  `// ${notes.secrets}`,
  'var secretNames = []string{"WEBHOOK_SECRET", "WEBHOOK_SECRET_OLD"}',
];

const ONE = [
  "// one gives a header that came exactly once.",
  "func one(header http.Header, name string) string {",
  "\tif values := header.Values(name); len(values) == 1 {",
  "\t\treturn values[0]",
  "\t}",
  '\treturn ""',
  "}",
];

/** The comment of a Go package begins with its name. */
function packageNote(says: string): string {
  return `// Package webhook ${says.charAt(0).toLowerCase()}${says.slice(1)}`;
}

function importsOf(names: readonly (string | false)[]): readonly string[] {
  const sorted = names.filter((name) => name !== false).toSorted();
  return ["import (", ...sorted.map((name) => `\t"${name}"`), ")"];
}

function forSecretHeader(header: string, says: string): Lines {
  return [
    packageNote(says),
    "package webhook",
    "",
    ...importsOf(["crypto/subtle", "net/http", "os"]),
    "",
    ...SECRET_NAMES,
    "",
    "// Verify tells whether a request carries the agreed text.",
    "func Verify(header http.Header, body []byte) bool {",
    `\treceived := []byte(one(header, ${text(header)}))`,
    "\tfor _, name := range secretNames {",
    "\t\tsecret := os.Getenv(name)",
    '\t\tif secret != "" && subtle.ConstantTimeCompare([]byte(secret), received) == 1 {',
    "\t\t\treturn true",
    "\t\t}",
    "\t}",
    "\treturn false",
    "}",
    "",
    ...ONE,
    "",
  ];
}

function forMac(steps: MacSteps, says: string): Lines {
  const { timestamp, id, callerHeader, key, list, append } = steps;
  const isIso = timestamp?.format === "iso8601";
  const isHexUsed = steps.encoding === "hex" || key.encoding === "hex" || key.isHashed || append !== "";
  const isBase64Used = steps.encoding === "base64" || key.encoding === "base64";
  const isStringsUsed =
    list !== undefined ||
    steps.isAnyCase ||
    key.stripPrefix !== "" ||
    (id !== undefined && id.without !== "");
  return [
    packageNote(says),
    "package webhook",
    "",
    ...importsOf([
      "crypto/hmac",
      steps.hash === "sha1" && "crypto/sha1",
      (steps.hash === "sha256" || key.isHashed) && "crypto/sha256",
      isBase64Used && "encoding/base64",
      isHexUsed && "encoding/hex",
      "net/http",
      steps.isEscaped && "net/url",
      "os",
      (timestamp !== undefined || id !== undefined) && "regexp",
      timestamp !== undefined && !isIso && "strconv",
      isStringsUsed && "strings",
      timestamp !== undefined && "time",
    ]),
    "",
    ...SECRET_NAMES,
    timestamp !== undefined && [
      "",
      `const tolerance = ${steps.toleranceSeconds} * time.Second`,
      "",
      `var timestampPattern = regexp.MustCompile(\`^(${timestampPatterns[timestamp.format]})$\`)`,
    ],
    id !== undefined && ["", "var idPattern = regexp.MustCompile(`^[!-~]{1,256}$`)"],
    "",
    `// Verify tells whether the sender signed this. The body is ${notes.body}:`,
    "//",
    "//\tbody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 8<<20))",
    "//\tif err != nil || !webhook.Verify(r.Header, body) {",
    "func Verify(header http.Header, body []byte) bool {",
    callerHeader !== undefined && [
      `\tapiKey := one(header, ${text(callerHeader)})`,
      '\tif apiKey == "" || !hmac.Equal([]byte(apiKey), []byte(os.Getenv("WEBHOOK_API_KEY"))) {',
      "\t\treturn false",
      "\t}",
    ],
    `\tsignature := one(header, ${text(steps.signatureHeader)})`,
    timestamp !== undefined && [
      `\ttimestamp := one(header, ${text(timestamp.header)})`,
      "\tif !isFresh(timestamp) {",
      "\t\treturn false",
      "\t}",
    ],
    id !== undefined && [
      `\tid := one(header, ${text(id.header)})`,
      `\tif !idPattern.MatchString(id)${id.without === "" ? "" : ` || strings.ContainsAny(id, ${text(id.without)})`} {`,
      "\t\treturn false",
      "\t}",
    ],
    `\tcontent := ${steps.content.map(piece).join(" + ")}`,
    steps.isEscaped && "\tcontent = url.QueryEscape(content)",
    list === undefined
      ? `\treceived := []string{${steps.isAnyCase ? "strings.ToLower(signature)" : "signature"}}`
      : [
          `\treceived := strings.Split(signature, ${text(list.separator)})`,
          `\tif len(received) > ${list.maxEntries} {`,
          "\t\treturn false",
          "\t}",
        ],
    "\tfor _, name := range secretNames {",
    "\t\tkey, err := keyOf(os.Getenv(name))",
    "\t\tif err != nil || len(key) == 0 {",
    "\t\t\tcontinue",
    "\t\t}",
    `\t\thash := hmac.New(${steps.hash}.New, key)`,
    "\t\thash.Write([]byte(content))",
    "\t\tmac := hash.Sum(nil)",
    append !== "" &&
      `\t\tmac = append(mac, ${(append.match(/../g) ?? []).map((byte) => `0x${byte}`).join(", ")})`,
    `\t\texpected := ${steps.prefix === "" ? "" : `${text(steps.prefix)} + `}${steps.encoding === "hex" ? "hex.EncodeToString(mac)" : "base64.StdEncoding.EncodeToString(mac)"}`,
    "\t\tfor _, each := range received {",
    list?.allowsBlanks && '\t\t\teach = strings.Trim(each, " \\t")',
    list !== undefined && steps.isAnyCase && "\t\t\teach = strings.ToLower(each)",
    "\t\t\tif hmac.Equal([]byte(expected), []byte(each)) {",
    "\t\t\t\treturn true",
    "\t\t\t}",
    "\t\t}",
    "\t}",
    "\treturn false",
    "}",
    "",
    ...keyOf(key),
    timestamp !== undefined && ["", ...freshness(timestamp.format)],
    "",
    ...ONE,
    "",
  ];
}

const keyBytes = {
  utf8: "[]byte(secret), error(nil)",
  hex: "hex.DecodeString(secret)",
  base64: "base64.StdEncoding.DecodeString(secret)",
} as const;

function keyOf({ encoding, stripPrefix, isHashed }: MacSteps["key"]): readonly string[] {
  return [
    "func keyOf(secret string) ([]byte, error) {",
    ...(stripPrefix === "" ? [] : [`\tsecret = strings.TrimPrefix(secret, ${text(stripPrefix)})`]),
    ...(isHashed
      ? [
          `\tkey, err := ${keyBytes[encoding]}`,
          "\tif err != nil || len(key) == 0 {",
          "\t\treturn nil, err",
          "\t}",
          "\tdigest := sha256.Sum256(key)",
          "\treturn []byte(hex.EncodeToString(digest[:])), nil",
        ]
      : [`\treturn ${encoding === "utf8" ? "[]byte(secret), nil" : keyBytes[encoding]}`]),
    "}",
  ];
}

function piece(part: ContentPiece): string {
  if (part.kind === "text") return text(part.text);
  // Exactly as the sender was given it.
  if (part.kind === "url") return 'os.Getenv("WEBHOOK_URL")';
  return part.kind === "body" ? "string(body)" : part.kind;
}

function freshness(format: keyof typeof timestampPatterns): readonly string[] {
  return [
    "func isFresh(timestamp string) bool {",
    "\tif !timestampPattern.MatchString(timestamp) {",
    "\t\treturn false",
    "\t}",
    ...(format === "iso8601"
      ? ["\tsignedAt, err := time.Parse(time.RFC3339Nano, timestamp)"]
      : ["\tnumber, err := strconv.ParseInt(timestamp, 10, 64)"]),
    "\tif err != nil {",
    "\t\treturn false",
    "\t}",
    ...(format === "iso8601"
      ? []
      : [`\tsignedAt := ${format === "unix-seconds" ? "time.Unix(number, 0)" : "time.UnixMilli(number)"}`]),
    "\tage := time.Since(signedAt)",
    "\treturn -tolerance <= age && age <= tolerance",
    "}",
  ];
}

/** JSON's texts are Go's, as far as schemes go. */
function text(value: string): string {
  return JSON.stringify(value);
}
