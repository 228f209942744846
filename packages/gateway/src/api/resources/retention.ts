import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";

/** How a store that does not erase is answered. */
const refusalCodes = {
  not_found: "not_found",
  held: "under_legal_hold",
  deliveries_open: "deliveries_open",
  payload_purged: "payload_purged",
} as const;

export function retentionHandlers({
  store,
  settings,
}: Pick<ApiParts, "store" | "settings">): Handlers<"getRetention" | "eraseEvent"> {
  return {
    getRetention: async ({ caller }) => {
      const organization = await store.findOrganization(caller.organizationId);
      return {
        payloadDays: settings.payloadRetentionDays,
        metadataDays: settings.metadataRetentionDays,
        auditDays: settings.auditRetentionDays,
        sources: (organization?.sources ?? []).flatMap(({ name, payloadRetentionDays }) =>
          payloadRetentionDays === undefined ? [] : [{ source: name, payloadDays: payloadRetentionDays }],
        ),
      };
    },

    eraseEvent: async ({ params, body, caller }) => {
      const { organizationId, actor } = caller;
      const asked = { organizationId, eventId: params.event, reason: body.reason };
      const outcome = await store.retention.erasePayload(actor, asked);
      if (outcome !== "erased") throw new ApiRefusal(refusalCodes[outcome]);
      return { id: params.event, isPayloadPurged: true };
    },
  };
}
