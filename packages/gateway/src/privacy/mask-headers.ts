import { schemes } from "countersign/schemes";
import { isCredentialHeader } from "../deliver/reserved-headers.ts";
import { schemeHeaderNames } from "../deliver/scheme-header-names.ts";
import { maskText } from "./mask-json.ts";

export interface ShownHeader {
  readonly name: string;
  readonly value: string;
}

/** What describes the message and is about nobody. */
const PLAIN_HEADERS: ReadonlySet<string> = new Set(["content-type", "content-length", "content-encoding"]);

const HIDDEN = "***";

/** Headers in which the built-in schemes send what proves the sender. */
const proofHeaders: ReadonlySet<string> = new Set(Object.values(schemes).flatMap(schemeHeaderNames));

/** For whoever may read the payload: everything but credentials and signatures. */
export function withoutCredentials(
  rawHeaders: readonly string[],
  ownHeaders: readonly string[],
): readonly ShownHeader[] {
  const own = new Set(ownHeaders);
  return pairs(rawHeaders).map(({ name, value }) => {
    const key = name.toLowerCase();
    const isProof = own.has(key) || proofHeaders.has(key) || isCredentialHeader(key);
    return { name, value: isProof ? HIDDEN : value };
  });
}

/** For everyone else: names, and how long values are. */
export function maskedHeaders(rawHeaders: readonly string[]): readonly ShownHeader[] {
  return pairs(rawHeaders).map(({ name, value }) => ({
    name,
    value: PLAIN_HEADERS.has(name.toLowerCase()) ? value : maskText(value),
  }));
}

function pairs(rawHeaders: readonly string[]): readonly ShownHeader[] {
  const found: ShownHeader[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    found.push({ name: rawHeaders[index] ?? "", value: rawHeaders[index + 1] ?? "" });
  }
  return found;
}
