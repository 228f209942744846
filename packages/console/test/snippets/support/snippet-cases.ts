import { createSigner, createVerifier, parseScheme } from "countersign";
import type { Scheme } from "countersign";
import { schemes, standardWebhooks, zentact } from "countersign/schemes";
import type { SchemeData } from "../../../src/senders/scheme-data.ts";
import type { SnippetInput } from "../../../src/snippets/snippet-input.ts";

/** What a receiver has in its environment. The secrets can be read as text, as hex and as base64. */
export const environment = {
  WEBHOOK_SECRET: "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
  WEBHOOK_SECRET_OLD: "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100",
  WEBHOOK_API_KEY: "an-api-key",
  WEBHOOK_URL: "https://hooks.example.org/in?a=1&b=~*+%20",
} as const;

const STRANGERS_SECRET = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const DAY_MS = 86_400_000;

/** All that a description may ask for and no built-in scheme does. */
const oddScheme = parseScheme({
  version: 1,
  id: "odd",
  name: 'Odd */ ?> """ # `Sender`\\',
  documentation: [{ url: "https://sender.example.org/webhooks", checked: "2026-11-22" }],
  proof: {
    kind: "mac",
    algorithm: "hmac-sha1",
    key: { encoding: "base64", stripPrefix: "sec_", derive: ["sha256-hex"] },
    message: {
      parts: [
        { part: "method" },
        { part: "literal", text: "$x #{x} 'q' \\ \" %" },
        { part: "id", header: "x-odd-id", without: ":" },
        { part: "literal", text: ":" },
        { part: "timestamp", header: "x-odd-time", format: "unix-milliseconds", toleranceMs: 60_000 },
        { part: "url" },
        { part: "body" },
        { part: "literal", text: "end" },
      ],
      escape: "cgi",
    },
    append: "0aff",
    signature: {
      header: "x-odd-signature",
      encoding: "hex-any-case",
      prefix: "1=",
      list: { separator: ",", allowsBlanks: true, maxEntries: 4 },
    },
  },
  caller: { header: "x-odd-key" },
  event: { type: { default: "odd" } },
  answer: { refused: 401 },
});

/** A scheme, and a request that the library judges: every snippet has to judge it alike. */
export interface SnippetCase {
  readonly name: string;
  /** Which of `snippetInputs`. */
  readonly input: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly isVerified: boolean;
}

interface Variant extends Omit<SnippetInput, "scheme"> {
  readonly scheme: Scheme;
}

const plain = { isBuiltIn: true, method: "POST", url: "https://gateway.example.org/in/north/it" } as const;

/** Every built-in scheme as it is, and what a source may say otherwise. */
const variants: readonly Variant[] = [
  ...Object.values(schemes).map((scheme) => ({ ...plain, scheme })),
  { ...plain, scheme: zentact, keyEncoding: "utf8" },
  { ...plain, scheme: standardWebhooks, keyEncoding: "utf8", toleranceMs: 30 * DAY_MS },
  { ...plain, scheme: oddScheme, isBuiltIn: false },
];

export const snippetInputs: readonly SnippetInput[] = variants.map((variant) => ({
  ...variant,
  scheme: variant.scheme as SchemeData,
}));

const utf8 = new TextEncoder();
const note = utf8.encode('{"id":"1","type":"note","text":"Gr\u00f6\u00dfe  \\/ *~"}\r\n');
const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** Requests as the sender makes them, and each way of being none of its own. */
export const snippetCases: readonly SnippetCase[] = variants.flatMap((variant, input) => {
  const judge = verifierOf(variant);
  return requestsOf(variant).map(([name, headers, body]) => {
    const { ok } = judge.verify({ method: "POST", url: environment.WEBHOOK_URL, headers, body });
    return { name: `${variant.scheme.id}: ${name}`, input, headers, body, isVerified: ok };
  });
});

type NamedRequest = readonly [name: string, headers: Readonly<Record<string, string>>, body: Uint8Array];

function requestsOf(variant: Variant): readonly NamedRequest[] {
  const signed = sign(variant, note);
  const names = Object.keys(signed);
  const { proof } = variant.scheme;
  const isMac = proof.kind === "mac";
  const proofHeader = isMac ? proof.signature.header : proof.header;
  const { separator = ",", allowsBlanks = false } = (isMac && proof.signature.list) || {};
  const list = (entries: readonly string[]): string => entries.join(separator + (allowsBlanks ? "  " : ""));
  const signature = signed[proofHeader] ?? "";
  const strangers = sign(variant, note, { secret: STRANGERS_SECRET })[proofHeader] ?? "";
  const changed = note.slice();
  changed[3] = (changed[3] ?? 0) ^ 1;
  const last = names.map((name) => signed[name]?.at(-1) ?? "");
  return [
    ["as signed", signed, note],
    ["every byte", sign(variant, everyByte), everyByte],
    ["no body", sign(variant, new Uint8Array()), new Uint8Array()],
    ["the old secret", sign(variant, note, { secret: environment.WEBHOOK_SECRET_OLD }), note],
    ["a stranger's secret", sign(variant, note, { secret: STRANGERS_SECRET }), note],
    ["one bit of the body", signed, changed],
    ["no final newline", signed, note.slice(0, -2)],
    ["another body", signed, everyByte],
    ["ten days old", sign(variant, note, { nowMs: Date.now() - 10 * DAY_MS }), note],
    ["from the future", sign(variant, note, { nowMs: Date.now() + 10 * DAY_MS }), note],
    ["cut signature", { ...signed, [proofHeader]: signature.slice(0, -1) }, note],
    ["longer signature", { ...signed, [proofHeader]: `${signature}0` }, note],
    ["upper case", { ...signed, [proofHeader]: signature.toUpperCase() }, note],
    ["lower case", { ...signed, [proofHeader]: signature.toLowerCase() }, note],
    ["a list", { ...signed, [proofHeader]: list([strangers, signature]) }, note],
    ["a list of strangers", { ...signed, [proofHeader]: list([strangers, strangers]) }, note],
    ["a list of too many", { ...signed, [proofHeader]: list(Array(20).fill(signature)) }, note],
    ...names.flatMap((name, index): readonly NamedRequest[] => {
      const { [name]: value = "", ...others } = signed;
      const moved = utf8.encode(last[index]);
      return [
        [`no ${name}`, others, note],
        [`empty ${name}`, { ...others, [name]: "" }, note],
        [`another ${name}`, { ...others, [name]: `${value}1` }, note],
        // Where nothing separates a header from the body, a byte must not go from one to the other.
        [`a byte of ${name} in the body`, { ...others, [name]: value.slice(0, -1) }, joined(moved, note)],
      ];
    }),
  ];
}

function sign(
  { scheme, keyEncoding, method }: Variant,
  body: Uint8Array,
  { secret = environment.WEBHOOK_SECRET, nowMs = Date.now() }: { secret?: string; nowMs?: number } = {},
): Readonly<Record<string, string>> {
  const signer = createSigner(scheme, {
    keys: [{ secret }],
    keyEncoding,
    now: () => nowMs,
    ...(scheme.caller !== undefined && { apiKey: environment.WEBHOOK_API_KEY }),
  });
  return signer.sign({ id: "msg_1", method, url: environment.WEBHOOK_URL, body });
}

function verifierOf({ scheme, keyEncoding, toleranceMs }: Variant): ReturnType<typeof createVerifier> {
  const keys = [{ secret: environment.WEBHOOK_SECRET }, { secret: environment.WEBHOOK_SECRET_OLD }];
  const caller = { id: "it", organization: "own", apiKey: environment.WEBHOOK_API_KEY, keys };
  return createVerifier(scheme, {
    ...(scheme.caller === undefined ? { keys } : { callers: [caller] }),
    keyEncoding,
    toleranceMs,
    publicUrl: environment.WEBHOOK_URL,
  });
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  return Uint8Array.from([...first, ...second]);
}
