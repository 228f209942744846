import type { Lines } from "../join-lines.ts";
import { timestampPatterns } from "../mac-steps.ts";
import type { ContentPiece, MacSteps } from "../mac-steps.ts";
import { notes, proofWriter } from "../proof-writer.ts";

/** One function, on PHP 8.0 and later without extensions. */
export const php = proofWriter({ forMac, forSecretHeader });

const SIGNATURE = [
  `// $server: $_SERVER. $body: ${notes.body}:`,
  "//   if (!webhook_is_verified($_SERVER, file_get_contents('php://input'))) { http_response_code(401); exit; }",
  "function webhook_is_verified(array $server, string $body): bool",
  "{",
];

const SECRETS = [
  `    // ${notes.secrets}`,
  "    $secrets = array_filter([getenv('WEBHOOK_SECRET'), getenv('WEBHOOK_SECRET_OLD')]);",
];

function forSecretHeader(header: string, says: string): Lines {
  return [
    "<?php",
    `// ${says}`,
    ...SIGNATURE,
    ...SECRETS,
    `    $received = ${read(header)};`,
    "    foreach ($secrets as $secret) {",
    "        if (hash_equals($secret, $received)) {",
    "            return true;",
    "        }",
    "    }",
    "    return false;",
    "}",
    "",
  ];
}

function forMac(steps: MacSteps, says: string): Lines {
  const { timestamp, id, callerHeader, key, list, append } = steps;
  return [
    "<?php",
    `// ${says}`,
    ...SIGNATURE,
    ...SECRETS,
    callerHeader !== undefined && [
      "    $apiKey = (string) getenv('WEBHOOK_API_KEY');",
      `    if ($apiKey === '' || !hash_equals($apiKey, ${read(callerHeader)})) {`,
      "        return false;",
      "    }",
    ],
    `    $signature = ${read(steps.signatureHeader)};`,
    timestamp !== undefined && [
      `    $timestamp = ${read(timestamp.header)};`,
      "    if (!webhook_is_fresh($timestamp)) {",
      "        return false;",
      "    }",
    ],
    id !== undefined && [
      `    $id = ${read(id.header)};`,
      `    if (!preg_match('/\\A[!-~]{1,256}\\z/', $id)${id.without === "" ? "" : ` || strpbrk($id, ${text(id.without)}) !== false`}) {`,
      "        return false;",
      "    }",
    ],
    `    $content = ${steps.content.map(piece).join(" . ")};`,
    steps.isEscaped && "    $content = str_replace('%20', '+', rawurlencode($content));",
    list === undefined
      ? `    $received = [${steps.isAnyCase ? "strtolower($signature)" : "$signature"}];`
      : [
          `    $received = explode(${text(list.separator)}, $signature);`,
          `    if (count($received) > ${list.maxEntries}) {`,
          "        return false;",
          "    }",
        ],
    "    foreach ($secrets as $secret) {",
    `        $mac = hash_hmac('${steps.hash}', $content, webhook_key($secret), true)${append === "" ? "" : ` . hex2bin('${append}')`};`,
    `        $expected = ${steps.prefix === "" ? "" : `${text(steps.prefix)} . `}${steps.encoding === "hex" ? "bin2hex($mac)" : "base64_encode($mac)"};`,
    "        foreach ($received as $each) {",
    list?.allowsBlanks && '            $each = trim($each, " \\t");',
    list !== undefined && steps.isAnyCase && "            $each = strtolower($each);",
    "            if (hash_equals($expected, $each)) {",
    "                return true;",
    "            }",
    "        }",
    "    }",
    "    return false;",
    "}",
    "",
    "function webhook_key(string $secret): string",
    "{",
    key.stripPrefix !== "" && [
      `    if (str_starts_with($secret, ${text(key.stripPrefix)})) {`,
      `        $secret = substr($secret, ${key.stripPrefix.length});`,
      "    }",
    ],
    `    $key = ${keyBytes[key.encoding]};`,
    key.encoding !== "utf8" && [
      "    if ($key === false || $key === '') {",
      `        throw new UnexpectedValueException('the secret is not ${key.encoding}');`,
      "    }",
    ],
    `    return ${key.isHashed ? "hash('sha256', $key)" : "$key"};`,
    "}",
    timestamp !== undefined && ["", ...freshness(timestamp.format, steps.toleranceSeconds)],
    "",
  ];
}

const keyBytes = {
  utf8: "$secret",
  // hex2bin warns of what is not hex.
  hex: "preg_match('/\\A(?:[0-9a-fA-F]{2})+\\z/', $secret) ? hex2bin($secret) : false",
  base64: "base64_decode($secret, true)",
} as const;

function piece(part: ContentPiece): string {
  if (part.kind === "text") return text(part.text);
  // Exactly as the sender was given it.
  return part.kind === "url" ? "getenv('WEBHOOK_URL')" : `$${part.kind}`;
}

function freshness(format: keyof typeof timestampPatterns, toleranceSeconds: number): readonly string[] {
  const moment = {
    iso8601: "strtotime($timestamp)",
    "unix-seconds": "(int) $timestamp",
    "unix-milliseconds": "(int) $timestamp / 1000",
  }[format];
  return [
    "function webhook_is_fresh(string $timestamp): bool",
    "{",
    `    if (!preg_match('/\\A(?:${timestampPatterns[format]})\\z/', $timestamp)) {`,
    "        return false;",
    "    }",
    `    $signedAt = ${moment};`,
    `    return $signedAt !== false && abs(microtime(true) - $signedAt) <= ${toleranceSeconds};`,
    "}",
  ];
}

function read(header: string): string {
  return `$server[${text(`HTTP_${header.toUpperCase().replaceAll("-", "_")}`)}] ?? ''`;
}

/** In single quotes nothing but the quote and the backslash means anything. */
function text(value: string): string {
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
