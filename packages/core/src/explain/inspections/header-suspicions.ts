import type { Scheme } from "../../scheme.ts";
import { idPart, timestampPart } from "../../scheme-facts.ts";
import { type Evidence, headerValues } from "../evidence.ts";
import { shownName } from "../read-headers.ts";
import type { Suspicion } from "./suspicion.ts";

/** Headers that the scheme reads. */
export function neededHeaders(scheme: Scheme): readonly string[] {
  const { caller, proof } = scheme;
  const signature = proof.kind === "mac" ? proof.signature.header : proof.header;
  return [caller?.header, signature, timestampPart(scheme)?.header, idPart(scheme)?.header].filter(
    (each) => each !== undefined,
  );
}

/** Headers that look like a missing one: same letters, an alias, or a name of the same kind (C29). */
export function lookAlikes({ headers }: Pick<Evidence, "headers">, name: string): readonly string[] {
  const wanted = plain(name);
  const found = headers.map((each) => each.name).filter((each) => each !== name.toLowerCase());
  return Array.from(new Set(found)).filter((each) => {
    const letters = plain(each);
    return letters === wanted || letters.includes(wanted) || isSimilar(letters, wanted);
  });
}

/** What headers are missing or repeated: C29, C30, C37. */
export function headerSuspicions(evidence: Evidence): readonly Suspicion[] {
  const { scheme } = evidence;
  const needed = neededHeaders(scheme);
  const missing = needed.filter((name) => headerValues(evidence, name).length === 0);
  const repeated = needed.filter((name) => headerValues(evidence, name).length > 1);
  return [
    ...missing.map((name) => missingHeader(evidence, name)),
    ...repeated.map((name): Suspicion => {
      const count = headerValues(evidence, name).length;
      return { code: "C30", proof: `"${name}" occurs ${count} times`, certainty: "proved" };
    }),
    ...(missing.length === needed.length && isTest(evidence) ? [testEvent()] : []),
  ];
}

function missingHeader(evidence: Evidence, name: string): Suspicion {
  const [alike] = lookAlikes(evidence, name);
  if (alike === undefined) {
    return { code: "C29", proof: `"${name}" is missing, and no header looks like it`, certainty: "proved" };
  }
  return {
    code: "C29",
    proof: `"${name}" is missing; ${shownName(alike)} looks like it`,
    certainty: "likely",
  };
}

/** Names in a body that say it is a test; such events may come unsigned. */
const TEST_MARK =
  /"(?:type|event|event_type|event_name)"\s*:\s*"[a-z_.-]{0,20}(?:test|ping|sample)[a-z_.-]{0,20}"/i;
const MAX_LOOKED_AT_BYTES = 4096;

function isTest({ body }: Evidence): boolean {
  return (
    body !== undefined && TEST_MARK.test(new TextDecoder().decode(body.subarray(0, MAX_LOOKED_AT_BYTES)))
  );
}

function testEvent(): Suspicion {
  return {
    code: "C37",
    proof: "no header of the scheme is there, and the event calls itself a test",
    certainty: "likely",
  };
}

/** A header's name without what proxies and frameworks change. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .replace(/^(?:http)?x/, "");
}

/** One letter more, less or different, or one the beginning of the other. */
function isSimilar(a: string, b: string): boolean {
  if (a.length >= MIN_SHARED && b.startsWith(a)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end <= 1;
}

/** Shorter beginnings would fit anything. */
const MIN_SHARED = 6;
