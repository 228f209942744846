import type { Scheme } from "countersign";
import type { FoundScheme, SchemeSearch } from "countersign/explain";
import { formatColumns } from "../output/format-columns.ts";
import { printable } from "../output/printable.ts";
import type { Secret } from "../secrets/read-secret.ts";
import { describeScheme } from "./describe-scheme.ts";

/** What was searched, to say what to type next. */
export interface Searched {
  /** The capture's path; `-` is standard input. */
  readonly path: string;
  readonly secrets: readonly Secret[];
}

type Row = readonly [label: string, text: string];

/** What describes the proof of a scheme, and not its sender. */
const PROOF_LABELS: readonly string[] = ["caller", "proof", "signature", "mac", "key", "content"];
const MS_PER_SECOND = 1000;

/** What a search for a scheme came to, as lines: what was found, how that is known, what to review, what to do next. */
export function describeSearch(search: SchemeSearch, searched: Searched): readonly string[] {
  const { found } = search;
  const tried: Row = ["tried", triedText(search)];
  if (found === undefined) return lines([...missedRows(search), tried]);
  const { scheme, isKnown, secretName } = found;
  const facts = describeScheme(scheme).filter(([label]) => PROOF_LABELS.includes(label));
  const proof =
    scheme.proof.kind === "mac"
      ? `a verifier under it accepts the request with ${secretName}`
      : `the header holds ${secretName}; nothing is signed`;
  return lines([
    ["found", isKnown ? `${scheme.id}, a built-in scheme: ${scheme.name}` : "a scheme that is not built in"],
    ...facts,
    ["proof", `${proof}${momentText(found)}`],
    ...(isKnown ? [] : reviews(scheme).map((text) => ["review", text] as const)),
    ["next", nextCommand(found, searched)],
    tried,
  ]);
}

/** A built-in scheme that was found, by its id alone. */
export function formatFound({ scheme }: FoundScheme): string {
  return `built-in: ${scheme.id}\n`;
}

function missedRows({ beyondLanguage, wasExceeded }: SchemeSearch): readonly Row[] {
  if (beyondLanguage.length > 0) {
    return [
      ["NOT FOUND", "the signature is computed again, but the scheme language has no words for it"],
      ...beyondLanguage.map((text) => ["found", text] as const),
    ];
  }
  return [
    ["NOT FOUND", "no signature in this request comes out with this secret"],
    [
      "look at",
      "the secret first; then whether the body's bytes are those that were sent; --public-url where the URL is signed",
    ],
    ...(wasExceeded ? [["note", "the search ended before everything was tried"] as const] : []),
  ];
}

function triedText({ found, tried, elapsedMs }: SchemeSearch): string {
  const what =
    found?.isKnown === true
      ? "the built-in schemes"
      : `the built-in schemes, then ${tried} signatures: keys as text, hex, base64 and hashed; body, time, id, method and URL in usual orders and separators; SHA-256, SHA-1, SHA-512 and SHA-384`;
  return `${what}; ${Math.ceil(elapsedMs)} ms`;
}

function momentText({ signedAtMs, publicUrl }: FoundScheme): string {
  const moment =
    signedAtMs === undefined ? "" : `, at ${new Date(signedAtMs).toISOString()} when it was signed`;
  return publicUrl === undefined ? moment : `${moment}, for ${printable(publicUrl)}`;
}

/** What one request cannot show. */
function reviews({ proof, event }: Scheme): readonly string[] {
  const parts = proof.kind === "mac" ? proof.message.parts : [];
  const time = parts.find((part) => part.part === "timestamp");
  const isSeveral = proof.kind === "mac" && proof.signature.list !== undefined;
  return [
    time === undefined
      ? "no time is signed: a captured request verifies for ever"
      : `toleranceMs: ${time.toleranceMs / MS_PER_SECOND} s is a guess; the sender's page may say`,
    ...(isSeveral
      ? []
      : ["signature.list: whether the header may hold several signatures while keys change"]),
    `event: id ${event.idPointer ?? "unknown"}, type ${event.type.pointer ?? "unknown"} are guesses by name`,
    "answer.refused: 401 is a guess; documentation: the sender's page, and its name",
  ];
}

function nextCommand(
  { scheme, isKnown, publicUrl, signedAtMs }: FoundScheme,
  { path, secrets }: Searched,
): string {
  const [secret] = secrets;
  const reference = secret === undefined || secret.origin === "literal" ? "env:NAME" : secret.origin;
  const words = [
    "countersign verify",
    path === "-" ? "CAPTURE" : printable(path),
    `--scheme ${isKnown ? scheme.id : `${scheme.id}.json`}`,
    `--secret ${reference}`,
    ...(scheme.caller === undefined ? [] : ["--api-key env:API_KEY"]),
    ...(publicUrl === undefined ? [] : ["--public-url URL"]),
    ...(signedAtMs === undefined ? [] : [`--now ${new Date(signedAtMs).toISOString()}`]),
  ];
  const verify = words.join(" ");
  return isKnown ? verify : `save it as ${scheme.id}.json, then: ${verify}`;
}

function lines(rows: readonly Row[]): readonly string[] {
  return formatColumns(rows).trimEnd().split("\n");
}
