import type { Lines } from "../join-lines.ts";
import { timestampPatterns } from "../mac-steps.ts";
import type { ContentPiece, MacSteps } from "../mac-steps.ts";
import { notes, proofWriter } from "../proof-writer.ts";

/** One method, on the standard library of Ruby 2.7 and later. */
export const ruby = proofWriter({ forMac, forSecretHeader });

const SECRETS = [
  `# ${notes.secrets}`,
  "SECRETS = ENV.values_at('WEBHOOK_SECRET', 'WEBHOOK_SECRET_OLD').compact.reject(&:empty?)",
];

/** Rack's requests have `get_header`, and so have those of Rails. */
const SIGNATURE = [
  `# request: a Rack::Request, or the request of Rails. body: ${notes.body}:`,
  "#   head :unauthorized unless webhook_verified?(request, request.body.read)",
  "def webhook_verified?(request, body)",
];

function forSecretHeader(header: string, says: string): Lines {
  return [
    `# ${says}`,
    "require 'openssl'",
    "",
    ...SECRETS,
    "",
    ...SIGNATURE,
    `  received = ${read(header)}`,
    "  SECRETS.any? { |secret| OpenSSL.secure_compare(received, secret) }",
    "end",
    "",
  ];
}

function forMac(steps: MacSteps, says: string): Lines {
  const { timestamp, id, callerHeader, key, list, append } = steps;
  const needsUrl = steps.content.some(({ kind }) => kind === "url");
  return [
    `# ${says}`,
    steps.isEscaped && "require 'cgi'",
    "require 'openssl'",
    timestamp?.format === "iso8601" && "require 'time'",
    "",
    ...SECRETS,
    needsUrl && [`# ${notes.url}`, "URL = ENV.fetch('WEBHOOK_URL')"],
    callerHeader !== undefined && "API_KEY = ENV.fetch('WEBHOOK_API_KEY')",
    timestamp !== undefined && [
      `TOLERANCE_SECONDS = ${steps.toleranceSeconds}`,
      `TIMESTAMP = /\\A(?:${timestampPatterns[timestamp.format]})\\z/`,
    ],
    "",
    ...SIGNATURE,
    callerHeader !== undefined &&
      `  return false unless OpenSSL.secure_compare(${read(callerHeader)}, API_KEY)`,
    `  signature = ${read(steps.signatureHeader)}`,
    timestamp !== undefined && [
      `  timestamp = ${read(timestamp.header)}`,
      "  return false unless fresh?(timestamp)",
    ],
    id !== undefined && [
      `  id = ${read(id.header)}`,
      `  return false unless id.match?(/\\A[!-~]{1,256}\\z/)${id.without === "" ? "" : ` && ${text(id.without)}.each_char.none? { |each| id.include?(each) }`}`,
    ],
    `  content = [${steps.content.map(piece).join(", ")}].map(&:b).join`,
    steps.isEscaped && "  content = CGI.escape(content)",
    list === undefined
      ? `  received = [signature${steps.isAnyCase ? ".downcase" : ""}]`
      : [
          `  received = signature.split(${list.separator === " " ? "/ /" : text(list.separator)}, -1)${cleaned(steps)}`,
          `  return false if received.length > ${list.maxEntries}`,
        ],
    "  SECRETS.any? do |secret|",
    `    mac = OpenSSL::HMAC.digest('${steps.hash}', key_of(secret), content)${append === "" ? "" : ` + ['${append}'].pack('H*')`}`,
    `    expected = ${steps.prefix === "" ? "" : `${text(steps.prefix)} + `}${steps.encoding === "hex" ? "mac.unpack1('H*')" : "[mac].pack('m0')"}`,
    "    received.any? { |each| OpenSSL.secure_compare(each, expected) }",
    "  end",
    "end",
    "",
    "def key_of(secret)",
    key.stripPrefix !== "" && `  secret = secret.delete_prefix(${text(key.stripPrefix)})`,
    key.encoding === "hex" &&
      "  raise ArgumentError, 'the secret is not hex' unless secret.match?(/\\A(?:[0-9a-fA-F]{2})+\\z/)",
    `  key = ${keyBytes[key.encoding]}`,
    key.isHashed ? "  OpenSSL::Digest::SHA256.hexdigest(key)" : "  key",
    "end",
    timestamp !== undefined && ["", ...freshness(timestamp.format)],
    "",
  ];
}

const keyBytes = { utf8: "secret", hex: "[secret].pack('H*')", base64: "secret.unpack1('m0')" } as const;

function cleaned({ list, isAnyCase }: MacSteps): string {
  const trim = list?.allowsBlanks ? ".map { |each| each.gsub(/\\A[ \\t]+|[ \\t]+\\z/, '') }" : "";
  return `${trim}${isAnyCase ? ".map(&:downcase)" : ""}`;
}

function piece(part: ContentPiece): string {
  if (part.kind === "text") return text(part.text);
  return part.kind === "url" ? "URL" : part.kind;
}

function freshness(format: keyof typeof timestampPatterns): readonly string[] {
  const moment = {
    iso8601: "Time.iso8601(timestamp).to_f",
    "unix-seconds": "timestamp.to_i",
    "unix-milliseconds": "timestamp.to_i / 1000.0",
  }[format];
  return [
    "def fresh?(timestamp)",
    "  return false unless timestamp.match?(TIMESTAMP)",
    "",
    `  (Time.now.to_f - ${moment}).abs <= TOLERANCE_SECONDS`,
    ...(format === "iso8601" ? ["rescue ArgumentError", "  false"] : []),
    "end",
  ];
}

function read(header: string): string {
  return `request.get_header(${text(`HTTP_${header.toUpperCase().replaceAll("-", "_")}`)}).to_s`;
}

/** In single quotes nothing but the quote and the backslash means anything. */
function text(value: string): string {
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
