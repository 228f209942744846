import { formatCursor } from "@countersign/contract";
import type { AnswerOf, Routes } from "@countersign/contract";
import type { DeliveryAction } from "../../store/deliveries/delivery-actions.ts";
import type { DeliveryPosition } from "../../store/deliveries/delivery-rows.ts";
import type { DeliveryDetail } from "../../store/deliveries/delivery-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { cursorNumbers } from "../page-after.ts";
import { shownUntil } from "./shown-until.ts";
import { showDelivery } from "./show-delivery.ts";
import { timeOf } from "./time-of.ts";

type DeliveryRoute =
  | "listDeliveries"
  | "getDelivery"
  | "retryDelivery"
  | "cancelDelivery"
  | "skipDelivery"
  | "releaseDelivery"
  | "revealResponses";

/** How a store that does not act is answered. */
const refusalCodes = {
  not_found: "not_found",
  not_allowed: "action_not_allowed",
  payload_purged: "payload_purged",
} as const;

export function deliveryHandlers({ store, now }: Pick<ApiParts, "store" | "now">): Handlers<DeliveryRoute> {
  const act =
    (action: DeliveryAction) =>
    async (request: {
      readonly params: { readonly delivery: string };
      readonly caller: Caller;
    }): Promise<AnswerOf<Routes["getDelivery"]>> => {
      const { organizationId, actor } = request.caller;
      const asked = { organizationId, deliveryId: request.params.delivery, action };
      const outcome = await store.deliveries.act(actor, asked);
      if (outcome.outcome !== "done") throw new ApiRefusal(refusalCodes[outcome.outcome]);
      return showDetail(outcome.delivery);
    };

  return {
    listDeliveries: async ({ query, caller }) => {
      const { limit, cursor, state, endpoint, source, event, replay, from, to, due } = query;
      const after = positionOf(cursor);
      const page = await store.deliveries.list(
        caller.organizationId,
        {
          ...(state !== undefined && { state }),
          ...(endpoint !== undefined && { endpoint }),
          ...(source !== undefined && { source }),
          ...(event !== undefined && { eventId: event }),
          ...(replay !== undefined && { replayId: replay }),
          ...(from !== undefined && { createdFrom: timeOf(from) }),
          ...(to !== undefined && { createdTo: timeOf(to) }),
          ...(due !== undefined && { dueAt: now() }),
        },
        { limit, ...(after !== undefined && { after }) },
      );
      const { next } = page;
      return {
        items: page.deliveries.map(showDelivery),
        next: next === undefined ? null : formatCursor(`${next.eventId}.${next.endpointId}.${next.id}`),
      };
    },

    getDelivery: async ({ params, caller }) => {
      const delivery = await store.deliveries.read(caller.organizationId, params.delivery);
      if (delivery === undefined) throw new ApiRefusal("not_found");
      return showDetail(delivery);
    },

    retryDelivery: act("retry"),
    cancelDelivery: act("cancel"),
    skipDelivery: act("skip"),
    releaseDelivery: act("release"),

    revealResponses: async ({ params, body, caller }) => {
      const { organizationId, actor } = caller;
      const asked = { organizationId, deliveryId: params.delivery, reason: body.reason };
      const responses = await store.deliveries.revealResponses(actor, asked);
      if (responses === undefined) throw new ApiRefusal("not_found");
      return {
        items: responses.map(({ number, startedAt, status, excerpt }) => ({
          number,
          startedAt: isoTime(startedAt),
          status: status ?? null,
          bodyBase64: Buffer.from(excerpt).toString("base64"),
        })),
        shownUntil: shownUntil(now()),
      };
    },
  };
}

function positionOf(cursor: string | undefined): DeliveryPosition | undefined {
  if (cursor === undefined) return undefined;
  const [eventId = 0, endpointId = 0, id = 0] = cursorNumbers(cursor, 3);
  return { eventId, endpointId, id };
}

function showDetail(delivery: DeliveryDetail): AnswerOf<Routes["getDelivery"]> {
  return {
    ...showDelivery(delivery),
    tries: delivery.tries.map(
      ({ number, startedAt, durationMs, result, status, secret, isFenced, hasResponse }) => ({
        number,
        startedAt: isoTime(startedAt),
        durationMs,
        result,
        status: status ?? null,
        secret: secret ?? null,
        hasLostLease: isFenced,
        hasResponse,
      }),
    ),
  };
}
