import { formatCursor } from "@countersign/contract";
import type { AnswerOf, Routes } from "@countersign/contract";
import type { AuditEntry } from "../../store/audit/audit-note.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { cursorNumber } from "../page-after.ts";

type ShownEntry = AnswerOf<Routes["listAuditEntries"]>["items"][number];

export function auditHandlers({
  store,
}: Pick<ApiParts, "store">): Handlers<"listAuditEntries" | "readAuditCheckpoint" | "verifyAudit"> {
  return {
    readAuditCheckpoint: async ({ caller }) => await store.audit.checkpoint(caller.organizationId),
    verifyAudit: async ({ body: { checkpoint }, caller }) => {
      const verdict = await store.audit.verify(caller.organizationId, checkpoint);
      return verdict.isIntact
        ? { ...verdict, fault: null, sequence: null }
        : { isIntact: false, entries: verdict.entries, fault: verdict.fault, sequence: verdict.sequence };
    },
    listAuditEntries: async ({ query: { cursor, limit }, caller }) => {
      // One more than asked for tells whether there is a next page.
      const page = { afterPosition: cursorNumber(cursor), limit: limit + 1 };
      const entries = await store.audit.list(caller.organizationId, page);
      const items = entries.slice(0, limit);
      const last = items.at(-1);
      const isMore = entries.length > limit && last !== undefined;
      return { items: items.map(show), next: isMore ? formatCursor(String(last.sequence)) : null };
    },
  };
}

function show({ sequence, at, actor, action, resource, reason, facts = {}, hash }: AuditEntry): ShownEntry {
  return {
    sequence,
    at: isoTime(at),
    actor: { kind: actor.kind, name: actor.name, address: actor.address ?? null },
    action,
    resource,
    reason: reason ?? null,
    facts: Object.fromEntries(
      Object.entries(facts).map(([name, fact]) => [name, typeof fact === "object" ? [...fact] : fact]),
    ),
    hash,
  };
}
