import type { Deviation } from "../search/hypothesis.ts";
import { utf8Bytes } from "../../encoding/utf8.ts";
import { byteStringOf } from "../../encoding/byte-string.ts";
import { urlCandidates, type UrlFacts } from "./url-candidates.ts";

/** Candidates that are tried together with other departures. */
const MAX_COMMON = 12;

/** Other URLs than the configured one (C26). */
export function urlDimension(facts: UrlFacts): readonly Deviation[] {
  return urlCandidates(facts).flatMap((url, index) => {
    const bytes = utf8Bytes(url);
    if (bytes === undefined) return [];
    const how = `the signed URL ${difference(url, facts.publicUrl)}`;
    return [
      { code: "C26" as const, how, change: { url: byteStringOf(bytes) }, isCommon: index < MAX_COMMON },
    ];
  });
}

/** How a URL differs, without showing it: queries may hold anything. */
function difference(url: string, configured: string | undefined): string {
  if (configured === undefined) return `had ${url.length} characters; none is configured`;
  const [left, right] = [partsOf(url), partsOf(configured)];
  const names = (["scheme", "host", "port", "path", "query"] as const).filter(
    (name) => left[name] !== right[name],
  );
  const what = names.length === 0 ? "was spelt differently" : `had another ${names.join(", ")}`;
  return `${what} (${url.length} characters, the configured one has ${configured.length})`;
}

function partsOf(url: string): Readonly<Record<"scheme" | "host" | "port" | "path" | "query", string>> {
  const [, scheme = "", host = "", port = "", path = "", query = ""] =
    /^([^:/?]*):\/\/([^/?:]*)(:[0-9]+)?([^?]*)(\?.*)?$/s.exec(url) ?? [];
  return { scheme, host, port, path, query };
}
