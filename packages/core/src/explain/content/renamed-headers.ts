import type { Deviation } from "../search/hypothesis.ts";
import { timestampPart } from "../../scheme-facts.ts";
import { type Evidence, headerValue } from "../evidence.ts";
import { lookAlikes } from "../inspections/header-suspicions.ts";
import { shownName } from "../read-headers.ts";

/** The signed time under another name, where the scheme's own header is missing (C29). */
export function renamedHeaders(evidence: Evidence): readonly Deviation[] {
  const own = timestampPart(evidence.scheme)?.header;
  if (own === undefined || headerValue(evidence, own) !== undefined) return [];
  return lookAlikes(evidence, own).map((name) => ({
    code: "C29" as const,
    how: `the timestamp stands in ${shownName(name)}, where the scheme has "${own}"`,
    change: { timestamp: headerValue(evidence, name) ?? "" },
    isCommon: true,
  }));
}
