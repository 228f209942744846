import { bodyBytes } from "../body/body-bytes.ts";
import { findHeader, type HeadersInput } from "../headers.ts";
import { Judge } from "../judge.ts";
import { CallerIndex } from "../keys/caller-index.ts";
import type { KeyRing } from "../keys/key-ring.ts";
import { isLive } from "../keys/key-window.ts";
import { misuse } from "../misuse.ts";
import type { ProofKey } from "../proof/create-proof-check.ts";
import type { Claim } from "../proof/proof-check.ts";
import { trimBlanks } from "../proof/trim-blanks.ts";
import type { Scheme } from "../scheme.ts";
import { idPart, timestampPart } from "../scheme-facts.ts";
import type { VerdictCode } from "../verdict-codes.ts";
import { type VerdictSummary, verdictSummary } from "../verdict-summary.ts";
import { readVerifierParts, type VerifierParts } from "../verifier-parts.ts";
import type { VerifierOptions, WebhookRequest } from "../verifier.ts";
import { bodyStep } from "./body-step.ts";
import { contentStep } from "./content-step.ts";
import { headerSteps } from "./header-steps.ts";
import { headerText } from "./header-text.ts";
import type { TraceStep } from "./trace-step.ts";

/** One verification, step by step. It holds no secret, no expected signature and nothing that the body says. */
export interface Trace {
  /** What `verify` says of the same request at the same moment. */
  readonly verdict: VerdictSummary;
  /** In the order of verification, but going on after a step that failed, as far as there is something to look at. */
  readonly steps: readonly TraceStep[];
}

/**
 * The steps of one verification as data, for screens and people. Never on the request path: it does every step
 * whatever the earlier ones say, and its time tells what it found.
 *
 * @param scheme A built-in scheme, or one from JSON.
 * @param options As for `createVerifier`.
 * @param request As for `verify`.
 * @throws CountersignError for misuse, as `createVerifier` and `verify` do.
 * @example
 * const { verdict, steps } = trace(nabla, { keys }, { method, headers, body });
 * for (const step of steps) if (!step.isRight) console.log(step);
 */
export function trace(scheme: Scheme, options: VerifierOptions, request: WebhookRequest): Trace {
  const parts = readVerifierParts(scheme, options);
  if (typeof request !== "object" || request === null) throw misuse("request_not_an_object");
  const body = bodyBytes(request.body);
  // One reading of the clock, so that all steps and the verdict speak of the same moment.
  const nowMs = parts.now();
  const input = { headers: request.headers, body, method: parts.method, url: parts.url };
  const judge = new Judge({ ...parts, now: () => nowMs });
  const isRightMethod = request.method === undefined || request.method === parts.method;
  const isRightSize = body.length <= parts.maxBodyBytes;
  const verdict = !isRightMethod
    ? judge.refusals.wrong_method
    : !isRightSize
      ? judge.refusals.body_too_large
      : judge.judge(input);

  const claim = parts.check.read(input);
  return {
    verdict: verdictSummary(verdict),
    steps: [
      ...(request.method === undefined
        ? []
        : [{ step: "method" as const, isRight: isRightMethod, expected: parts.method }]),
      bodyStep(body, parts.maxBodyBytes),
      ...headerSteps(parts.scheme, request.headers),
      ...grammarSteps(parts.scheme, request.headers, claim),
      ...(typeof claim === "string" ? [] : claimSteps(parts, { claim, body, request, nowMs })),
    ],
  };
}

interface ClaimedRequest {
  readonly claim: Claim;
  readonly body: Uint8Array;
  readonly request: WebhookRequest;
  readonly nowMs: number;
}

function grammarSteps(
  scheme: Scheme,
  headers: HeadersInput,
  claim: Claim | VerdictCode,
): readonly TraceStep[] {
  if (scheme.proof.kind !== "mac") return [];
  const { header, list } = scheme.proof.signature;
  const value = findHeader(headers, header.toLowerCase());
  if (typeof value !== "string" || claim === "missing_header" || claim === "repeated_header") return [];
  const entries = list === undefined ? 1 : value.split(list.separator).length;
  if (typeof claim !== "string") return [{ step: "grammar", isRight: true, entries }];
  return [{ step: "grammar", isRight: false, entries, refusal: claim }];
}

function claimSteps(parts: VerifierParts, { claim, body, request, nowMs }: ClaimedRequest): TraceStep[] {
  const { scheme, toleranceMs } = parts;
  const steps: TraceStep[] = [];
  if (claim.signedAt !== undefined) {
    const ageMs = nowMs - claim.signedAt;
    const isRight = Math.abs(ageMs) <= toleranceMs;
    steps.push({ step: "time", isRight, signedAtMs: claim.signedAt, ageMs, toleranceMs });
  }
  if (scheme.proof.kind === "mac") {
    const timestamp = headerText(request.headers, timestampPart(scheme)?.header);
    const id = headerText(request.headers, idPart(scheme)?.header);
    const texts = { timestamp, id, method: parts.method, url: parts.url };
    steps.push(contentStep(scheme.proof.message, body, texts));
  }
  if (!(parts.keys instanceof CallerIndex))
    return [...steps, ...keySteps(parts, parts.keys, { claim, nowMs })];
  const apiKey = headerText(request.headers, scheme.caller?.header);
  const caller = parts.keys.find(trimBlanks(apiKey));
  if (caller === undefined) return [...steps, { step: "caller", isRight: false }];
  const named = { step: "caller" as const, isRight: true, callerId: caller.id };
  return [...steps, named, ...keySteps(parts, caller.ring, { claim, nowMs })];
}

function keySteps(
  { check }: VerifierParts,
  ring: KeyRing<ProofKey>,
  { claim, nowMs }: Pick<ClaimedRequest, "claim" | "nowMs">,
): TraceStep[] {
  check.prepare(claim);
  return ring.keys.map((each) => {
    const matches = check.isMatch(each.key, claim);
    const live = isLive(each, nowMs);
    return { step: "key", isRight: live && matches, keyId: each.id, isLive: live, matches };
  });
}
