import type { EndpointDocument, SourceDocument } from "../../config/configuration.ts";

/** @throws Error where a document names a scheme that its organization does not have: what reads documents sees to that. */
export function checkNamedScheme(
  { scheme, hasStoredScheme }: Pick<SourceDocument | EndpointDocument, "scheme" | "hasStoredScheme">,
  ids: readonly string[],
): void {
  if (hasStoredScheme === true && !ids.includes(scheme.id)) {
    throw new Error("a document names no scheme but those of its organization");
  }
}
