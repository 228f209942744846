import type { AnswerOf, BodyOf, Routes } from "@countersign/contract";
import type { HoldScope, LegalHold } from "../../store/retention/retention-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { pageAfter } from "../page-after.ts";
import { refusedAt } from "./body-refusal.ts";

type ShownHold = AnswerOf<Routes["createLegalHold"]>;

const PUBLIC_ID = /^hold_([1-9][0-9]{0,14})$/;

export function legalHoldHandlers({
  store,
}: Pick<ApiParts, "store">): Handlers<"listLegalHolds" | "createLegalHold" | "releaseLegalHold"> {
  return {
    listLegalHolds: async ({ query, caller }) => {
      const holds = await store.retention.listHolds(caller.organizationId);
      const { items, next } = pageAfter(holds, query, publicId);
      return { items: items.map(show), next };
    },

    createLegalHold: async ({ body, caller, remember }) => {
      const { organizationId, actor } = caller;
      const hold = { organizationId, scope: scopeOf(body.scope), reason: body.reason };
      const placed = await store.retention.placeHold(actor, hold, remember(show));
      if (placed.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
      if (placed.outcome !== "placed") throw unknownScope();
      return show(placed.hold);
    },

    releaseLegalHold: async ({ params, body, caller }) => {
      const { organizationId, actor } = caller;
      const holdId = Number(PUBLIC_ID.exec(params.legalHold)?.[1] ?? 0);
      await store.retention.releaseHold(actor, { organizationId, holdId, reason: body.reason });
      const holds = await store.retention.listHolds(organizationId);
      const hold = holds.find(({ id }) => id === holdId);
      if (hold === undefined) throw new ApiRefusal("not_found");
      return show(hold);
    },
  };
}

function scopeOf(scope: BodyOf<Routes["createLegalHold"]>["scope"]): HoldScope {
  if ("source" in scope) return { kind: "source", source: scope.source };
  if ("event" in scope) return { kind: "event", eventId: scope.event };
  return { kind: "organization" };
}

function show(hold: LegalHold): ShownHold {
  const { scope, reason, createdAt, releasedAt } = hold;
  return {
    id: publicId(hold),
    scope: shownScope(scope),
    reason,
    createdAt: isoTime(createdAt),
    releasedAt: isoTime(releasedAt),
  };
}

function shownScope(scope: HoldScope): ShownHold["scope"] {
  if (scope.kind === "source") return { source: scope.source };
  if (scope.kind === "event") return { event: scope.eventId };
  return { organization: true };
}

function unknownScope(): ApiRefusal {
  return refusedAt("/scope", "a source or an event of yours", "another one");
}

function publicId({ id }: LegalHold): string {
  return `hold_${id}`;
}
