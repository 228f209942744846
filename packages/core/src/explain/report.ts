import { createHmac, randomBytes } from "node:crypto";
import { encodeHex } from "../encoding/hex.ts";
import type { Scheme } from "../scheme.ts";
import { timestampPart } from "../scheme-facts.ts";
import { timestampParsers } from "../time/timestamp-parsers.ts";
import { type Evidence, headerValues, readEvidence } from "./evidence.ts";
import type { ExplainInput, Explanation, Finding } from "./explanation.ts";
import { nowOf } from "./now-of.ts";
import { neededHeaders } from "./inspections/header-suspicions.ts";

/** What a report may be given. */
export interface ReportOptions {
  /** Where the throw-away key comes from. Default: `randomBytes` of node:crypto. */
  readonly random?: ((bytes: number) => Uint8Array) | undefined;
}

/** As long as the digest: RFC 2104 section 3. */
const THROW_AWAY_KEY_BYTES = 32;
const SECOND_MS = 1000;

/**
 * A report of a refused request as text, to paste into the sender's ticket. It tells the scheme, the causes, lengths,
 * the clock's offset, and digests under a key made for this report and printed in it, so that the sender can compare
 * what it sent without either side showing it. It holds no secret, no signature and nothing that the body says.
 *
 * The digest hides a body that nobody can guess. Whoever has the report and a guess can check the guess.
 *
 * @param input What was given to `explain`.
 * @param explanation What `explain` answered.
 * @param options Where randomness comes from.
 */
export function failureReport(
  input: ExplainInput,
  explanation: Explanation,
  options: ReportOptions = {},
): string {
  const { scheme } = input;
  const random = options.random ?? randomBytes;
  const throwAwayKey = random(THROW_AWAY_KEY_BYTES);
  const nowMs = nowOf(input.options.now);
  const evidence = readEvidence(scheme, input, { verdict: explanation.verdict, nowMs });
  const { verdict } = explanation;
  return [
    "Webhook signature report (made by countersign; it holds no secret, no signature and no payload)",
    "",
    `scheme       ${scheme.name} (${scheme.id})`,
    ...scheme.documentation.map(({ url, checked }) => `page         ${url} (read ${checked})`),
    `verdict      ${verdict.ok ? "accepted" : verdict.code}`,
    `conclusion   ${explanation.conclusion}`,
    ...explanation.findings.flatMap(findingLines),
    ...neededHeaders(scheme).map((name) => `header       ${name}: ${describeHeader(evidence, name)}`),
    ...clockLines(scheme, evidence),
    ...bodyLines(evidence.body, throwAwayKey),
    `tried        ${explanation.tried} signatures`,
    "",
  ].join("\n");
}

function findingLines({ code, title, proof, remedy, certainty }: Finding): readonly string[] {
  return ["", `${certainty.padEnd(12)} ${code} ${title}`, `proof        ${proof}`, `remedy       ${remedy}`];
}

function describeHeader(evidence: Evidence, name: string): string {
  const values = headerValues(evidence, name);
  if (values.length === 0) return "missing";
  return values.map(({ length }) => `${length} characters`).join(", ");
}

function clockLines(scheme: Scheme, evidence: Evidence): readonly string[] {
  const part = timestampPart(scheme);
  const [text] = part === undefined ? [] : headerValues(evidence, part.header);
  const signedMs = part === undefined || text === undefined ? undefined : timestampParsers[part.format](text);
  if (signedMs === undefined) return [];
  const offset = ((evidence.nowMs - signedMs) / SECOND_MS).toFixed(1);
  return [`clock        the receiver's clock is ${offset} s after the signed time`];
}

function bodyLines(body: Uint8Array | undefined, key: Uint8Array): readonly string[] {
  if (body === undefined) return ["body         no bytes"];
  const digest = createHmac("sha256", key).update(body).digest("hex");
  return [
    `body         ${body.length} bytes`,
    `digest       ${digest}`,
    `digest key   ${encodeHex(key)} (hex; HMAC-SHA256 of the body, made for this report only)`,
  ];
}
