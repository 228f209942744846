import type { AnswerOf, Routes } from "@countersign/contract";
import type { Scheme } from "countersign";
import type { AuditEntry } from "../../store/audit/audit-note.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Caller } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

type Version = AnswerOf<Routes["listSchemeVersions"]>["items"][number];

const MAX_VERSIONS = 50;

/** What the audit log keeps of a version: schemes hold no secret. It is sealed there, and the chain proves it. */
export function versionFacts(
  scheme: Scheme,
  version: number,
): { readonly version: number; readonly definition: string } {
  return { version, definition: JSON.stringify(scheme) };
}

/** The versions that the audit log has of a scheme since it was made, newest first. */
export async function keptVersions(
  { audit }: Pick<ApiParts["store"], "audit">,
  { organizationId }: Caller,
  id: string,
): Promise<readonly Version[]> {
  const filter = { resourceKind: "scheme", resourceNames: [id] };
  const query = { filter, order: "desc", limit: MAX_VERSIONS } as const;
  const { entries } = await audit.search(organizationId, query);
  // One that was deleted before had the same name.
  const made = entries.findIndex(({ action }) => action === "scheme.create");
  return entries.slice(0, made === -1 ? undefined : made + 1).flatMap(toVersion);
}

function toVersion({ at, facts = {} }: AuditEntry): readonly Version[] {
  const { version, definition } = facts;
  if (typeof version !== "number" || typeof definition !== "string") return [];
  // Written by `versionFacts`, and covered by the chain.
  return [{ version, at: isoTime(at), definition: JSON.parse(definition) as Version["definition"] }];
}
