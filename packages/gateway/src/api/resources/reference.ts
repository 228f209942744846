import { openapiDocument } from "@countersign/contract/openapi";
import type { OpenapiDocument } from "@countersign/contract/openapi";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";
import { referencePage } from "../reference/reference-page.ts";

/** Both are made at the first request: a start that nobody asks for its documents does not pay for them. */
export function referenceHandlers({
  version,
}: Pick<ApiParts, "version">): Handlers<"getOpenapi" | "getReferencePage"> {
  let document: OpenapiDocument | undefined;
  let page: string | undefined;
  return {
    getOpenapi: () => (document ??= openapiDocument(version)),
    getReferencePage: () => (page ??= referencePage(version)),
  };
}
