import { formatCursor } from "@countersign/contract";
import type { AnswerOf, QueryOf, Routes } from "@countersign/contract";
import type { AuditFilter } from "../../store/audit/audit-rows.ts";
import type { AuditEntry } from "../../store/audit/audit-note.ts";
import type { AuditVerdict } from "../../store/audit/audit-store.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { cursorNumber } from "../page-after.ts";
import { timeOf } from "./time-of.ts";

/** Verified in one call: some hundred milliseconds. */
const ENTRIES_PER_PART = 5000;

type ShownEntry = AnswerOf<Routes["listAuditEntries"]>["items"][number];

export function auditHandlers({
  store,
}: Pick<ApiParts, "store">): Handlers<
  "getAuditEntry" | "listAuditEntries" | "readAuditCheckpoint" | "verifyAudit" | "verifyAuditPart"
> {
  return {
    readAuditCheckpoint: async ({ caller }) => await store.audit.checkpoint(caller.organizationId),
    verifyAudit: async ({ body: { checkpoint }, caller }) => {
      return showVerdict(await store.audit.verify(caller.organizationId, checkpoint));
    },
    verifyAuditPart: async ({ body: { after, checkpoint }, caller: { organizationId } }) => {
      const { reached, verdict } = await store.audit.verifyPart(organizationId, {
        maxEntries: ENTRIES_PER_PART,
        ...(after !== undefined && { after }),
        ...(checkpoint !== undefined && { checkpoint }),
      });
      const { sequence: total } = await store.audit.checkpoint(organizationId);
      return { reached, total, verdict: verdict === undefined ? null : showVerdict(verdict) };
    },
    getAuditEntry: async ({ params, caller: { organizationId } }) => {
      const sequence = Number(params.sequence);
      const [entry] = await store.audit.list(organizationId, { afterPosition: sequence - 1, limit: 1 });
      if (entry?.sequence !== sequence) throw new ApiRefusal("not_found");
      return show(entry);
    },
    listAuditEntries: async ({ query, caller: { organizationId } }) => {
      const { cursor, limit, order, event, resource } = query;
      const ofEvent = event === undefined ? undefined : await namesOf(event, organizationId, store);
      const resourceNames = resource === undefined ? ofEvent : [resource].filter(isAmong(ofEvent));
      const page = await store.audit.search(organizationId, {
        filter: { ...filterOf(query), ...(resourceNames !== undefined && { resourceNames }) },
        order,
        limit,
        ...(cursor !== undefined && { after: cursorNumber(cursor) }),
      });
      const next = page.next === undefined ? null : formatCursor(String(page.next));
      return { items: page.entries.map(show), next };
    },
  };
}

function showVerdict(verdict: AuditVerdict): AnswerOf<Routes["verifyAudit"]> {
  if (verdict.isIntact) return { ...verdict, fault: null, sequence: null };
  const { entries, fault, sequence } = verdict;
  return { isIntact: false, entries, fault, sequence };
}

/** Whether a name is one of these; without these, any is. */
function isAmong(names: readonly string[] | undefined): (name: string) => boolean {
  return (name) => names === undefined || names.includes(name);
}

/** An event, and whatever else of its own something may have been done to. */
async function namesOf(
  eventId: string,
  organizationId: number,
  store: ApiParts["store"],
): Promise<readonly string[]> {
  const event = await store.events.read(organizationId, eventId);
  const { releasedFrom, deliveries = [] } = event ?? {};
  const replays = deliveries.flatMap(({ replayId }) => replayId ?? []);
  const others = [...deliveries.map(({ deliveryId }) => deliveryId), ...new Set(replays)];
  return [eventId, ...(releasedFrom === undefined ? [] : [releasedFrom]), ...others];
}

function filterOf(query: QueryOf<Routes["listAuditEntries"]>): AuditFilter {
  const { actor, action, resourceKind, from, to } = query;
  return {
    ...(actor !== undefined && { actor }),
    ...(action !== undefined && { action }),
    ...(resourceKind !== undefined && { resourceKind }),
    ...(from !== undefined && { from: timeOf(from) }),
    ...(to !== undefined && { to: timeOf(to) }),
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
