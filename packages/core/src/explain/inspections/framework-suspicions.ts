import { type Evidence, headerValue } from "../evidence.ts";
import type { Suspicion } from "./suspicion.ts";

/** Types such as application/fhir+json, which parsers for application/json pass over. */
const SPECIAL_JSON = /^application\/[a-z0-9.-]+\+json\b/i;

/** What the context says the framework did: C03, C04, C36. */
export function frameworkSuspicions(evidence: Evidence): readonly Suspicion[] {
  const { framework, wasSeenBefore } = evidence.context;
  const hasBytes = evidence.body !== undefined && evidence.body.length > 0;
  const suspicions: Suspicion[] = [];
  if (framework?.isBodyParsed === true || (framework?.isBodyConsumed === true && !hasBytes)) {
    const what =
      framework.isBodyParsed === true ? "the framework had parsed the body" : "the stream had been read";
    const isCause = evidence.verdict.ok ? "likely" : hasBytes ? "likely" : "proved";
    suspicions.push({ code: "C03", proof: `${what} before the signature was verified`, certainty: isCause });
  }
  const type = headerValue(evidence, "content-type");
  if (!hasBytes && type !== undefined && SPECIAL_JSON.test(type)) {
    const proof = "no bytes were kept, and the content type is a +json type, not application/json";
    suspicions.push({ code: "C04", proof, certainty: "likely" });
  }
  if (wasSeenBefore === true && evidence.verdict.ok) {
    suspicions.push({
      code: "C36",
      proof: "the signature is right, and the event was accepted before",
      certainty: "proved",
    });
  }
  return evidence.verdict.ok ? suspicions.filter(({ code }) => code === "C36") : suspicions;
}
