import type { Lines } from "../join-lines.ts";
import { timestampPatterns } from "../mac-steps.ts";
import type { ContentPiece, MacSteps } from "../mac-steps.ts";
import { notes, proofWriter } from "../proof-writer.ts";

/** One class, on the JDK alone, 17 and later. */
export const java = proofWriter({ forMac, forSecretHeader });

const USE = [
  `    // header: HttpServletRequest's request::getHeader. body: ${notes.body}:`,
  "    //   byte[] body = request.getInputStream().readAllBytes();",
];

const SECRETS = [
  `    // ${notes.secrets}`,
  '    private static final List<String> NAMES = List.of("WEBHOOK_SECRET", "WEBHOOK_SECRET_OLD");',
];

const EQUALS = [
  "    private static boolean isEqual(String one, String other) {",
  "        return one != null && other != null && MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));",
  "    }",
];

function importsOf(names: readonly (string | false)[]): readonly string[] {
  return names.filter((name) => name !== false).map((name) => `import ${name};`);
}

function forSecretHeader(header: string, says: string): Lines {
  return [
    "import static java.nio.charset.StandardCharsets.UTF_8;",
    "",
    ...importsOf(["java.security.MessageDigest", "java.util.List", "java.util.function.UnaryOperator"]),
    "",
    `/** ${says} */`,
    "final class WebhookVerifier {",
    ...SECRETS,
    "",
    ...USE,
    "    static boolean verify(UnaryOperator<String> header, byte[] body) {",
    `        String received = header.apply(${text(header)});`,
    "        return NAMES.stream().anyMatch(name -> isEqual(System.getenv(name), received));",
    "    }",
    "",
    ...EQUALS,
    "}",
    "",
  ];
}

function forMac(steps: MacSteps, says: string): Lines {
  const { timestamp, id, callerHeader, key, list, append } = steps;
  const isIso = timestamp?.format === "iso8601";
  const isHexUsed = steps.encoding === "hex" || key.encoding === "hex" || key.isHashed || append !== "";
  const isBase64Used = steps.encoding === "base64" || key.encoding === "base64";
  return [
    steps.isEscaped && "import static java.nio.charset.StandardCharsets.ISO_8859_1;",
    "import static java.nio.charset.StandardCharsets.UTF_8;",
    "",
    ...importsOf([
      "java.io.ByteArrayOutputStream",
      steps.isEscaped && "java.net.URLEncoder",
      "java.security.GeneralSecurityException",
      "java.security.MessageDigest",
      timestamp !== undefined && "java.time.Duration",
      timestamp !== undefined && "java.time.Instant",
      isIso && "java.time.DateTimeException",
      isIso && "java.time.OffsetDateTime",
      isBase64Used && "java.util.Base64",
      isHexUsed && "java.util.HexFormat",
      "java.util.List",
      steps.isAnyCase && "java.util.Locale",
      "java.util.function.UnaryOperator",
      "javax.crypto.Mac",
      "javax.crypto.spec.SecretKeySpec",
    ]),
    "",
    `/** ${says} */`,
    "final class WebhookVerifier {",
    ...SECRETS,
    timestamp !== undefined && [
      `    private static final Duration TOLERANCE = Duration.ofSeconds(${steps.toleranceSeconds});`,
    ],
    "",
    ...USE,
    "    static boolean verify(UnaryOperator<String> header, byte[] body) throws GeneralSecurityException {",
    callerHeader !== undefined && [
      `        if (!isEqual(System.getenv("WEBHOOK_API_KEY"), header.apply(${text(callerHeader)}))) return false;`,
    ],
    `        String signature = header.apply(${text(steps.signatureHeader)});`,
    timestamp !== undefined && `        String timestamp = header.apply(${text(timestamp.header)});`,
    id !== undefined && `        String id = header.apply(${text(id.header)});`,
    `        if (${[
      "signature == null",
      timestamp !== undefined && "timestamp == null || !isFresh(timestamp)",
      id !== undefined && `id == null || !id.matches("[!-~]{1,256}")`,
    ]
      .filter((each) => each !== false)
      .join(" || ")}) return false;`,
    id !== undefined &&
      id.without !== "" &&
      `        if (id.chars().anyMatch(each -> ${text(id.without)}.indexOf(each) >= 0)) return false;`,
    "        ByteArrayOutputStream joined = new ByteArrayOutputStream();",
    ...steps.content.map((part) => `        joined.writeBytes(${piece(part)});`),
    steps.isEscaped
      ? [
          "        // Byte by byte: whatever text the body may be.",
          "        String escaped = URLEncoder.encode(joined.toString(ISO_8859_1), ISO_8859_1);",
          '        byte[] content = escaped.replace("*", "%2A").replace("%7E", "~").getBytes(UTF_8);',
        ]
      : "        byte[] content = joined.toByteArray();",
    list === undefined
      ? `        String[] received = {signature${lowered(steps)}};`
      : [
          `        String[] received = signature${lowered(steps)}.split(${text(list.separator)}, -1);`,
          `        if (received.length > ${list.maxEntries}) return false;`,
        ],
    "        for (String name : NAMES) {",
    "            String secret = System.getenv(name);",
    "            if (secret == null || secret.isEmpty()) continue;",
    `            Mac hmac = Mac.getInstance("${steps.hash === "sha1" ? "HmacSHA1" : "HmacSHA256"}");`,
    `            hmac.init(new SecretKeySpec(keyOf(secret), hmac.getAlgorithm()));`,
    "            ByteArrayOutputStream mac = new ByteArrayOutputStream();",
    "            mac.writeBytes(hmac.doFinal(content));",
    append !== "" && `            mac.writeBytes(HexFormat.of().parseHex("${append}"));`,
    `            String expected = ${steps.prefix === "" ? "" : `${text(steps.prefix)} + `}${steps.encoding === "hex" ? "HexFormat.of().formatHex(mac.toByteArray())" : "Base64.getEncoder().encodeToString(mac.toByteArray())"};`,
    "            for (String each : received) {",
    `                if (isEqual(expected, each${list?.allowsBlanks ? '.replaceAll("^[ \\\\t]+|[ \\\\t]+$", "")' : ""})) return true;`,
    "            }",
    "        }",
    "        return false;",
    "    }",
    "",
    "    private static byte[] keyOf(String secret) throws GeneralSecurityException {",
    key.stripPrefix !== "" &&
      `        if (secret.startsWith(${text(key.stripPrefix)})) secret = secret.substring(${key.stripPrefix.length});`,
    `        byte[] key = ${keyBytes[key.encoding]};`,
    key.isHashed
      ? '        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)).getBytes(UTF_8);'
      : "        return key;",
    "    }",
    "",
    timestamp !== undefined && [...freshness(timestamp.format), ""],
    ...EQUALS,
    "}",
    "",
  ];
}

const keyBytes = {
  utf8: "secret.getBytes(UTF_8)",
  hex: "HexFormat.of().parseHex(secret)",
  base64: "Base64.getDecoder().decode(secret)",
} as const;

function lowered({ isAnyCase }: MacSteps): string {
  return isAnyCase ? ".toLowerCase(Locale.ROOT)" : "";
}

function piece(part: ContentPiece): string {
  if (part.kind === "text") return `${text(part.text)}.getBytes(UTF_8)`;
  // Exactly as the sender was given it.
  if (part.kind === "url") return 'System.getenv("WEBHOOK_URL").getBytes(UTF_8)';
  return part.kind === "body" ? "body" : `${part.kind}.getBytes(UTF_8)`;
}

function freshness(format: keyof typeof timestampPatterns): readonly string[] {
  const moment = {
    iso8601: "OffsetDateTime.parse(timestamp).toInstant()",
    "unix-seconds": "Instant.ofEpochSecond(Long.parseLong(timestamp))",
    "unix-milliseconds": "Instant.ofEpochMilli(Long.parseLong(timestamp))",
  }[format];
  const compare = [
    `Duration age = Duration.between(${moment}, Instant.now()).abs();`,
    "return age.compareTo(TOLERANCE) <= 0;",
  ];
  return [
    "    private static boolean isFresh(String timestamp) {",
    `        if (!timestamp.matches("${timestampPatterns[format]}")) return false;`,
    ...(format === "iso8601"
      ? [
          "        try {",
          ...compare.map((line) => `            ${line}`),
          "        } catch (DateTimeException noSuchMoment) {",
          "            return false;",
          "        }",
        ]
      : compare.map((line) => `        ${line}`)),
    "    }",
  ];
}

/** JSON's texts are Java's; compilers differ in how they read letters beyond ASCII. */
function text(value: string): string {
  return JSON.stringify(value).replaceAll(
    /[^ -~]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
