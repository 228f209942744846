import { formatCursor } from "@countersign/contract";
import type { AnswerOf, BodyOf, Routes } from "@countersign/contract";
import { schemeHeaderNames } from "../../deliver/scheme-header-names.ts";
import { maskBody } from "../../privacy/mask-body.ts";
import { maskedHeaders, withoutCredentials } from "../../privacy/mask-headers.ts";
import type { MessageContent, SendOutcome } from "../../sending/event-sender.ts";
import type { EventSummary } from "../../store/reading.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { cursorNumbers } from "../page-after.ts";
import { refusedAt } from "./body-refusal.ts";
import { explainedResult } from "./explained-result.ts";
import { shownUntil } from "./shown-until.ts";
import { showDelivery } from "./show-delivery.ts";
import { timeOf } from "./time-of.ts";
import { whyPayloadGone } from "./why-payload-gone.ts";

type EventRoute =
  "listEvents" | "sendEvent" | "getEvent" | "getMaskedEvent" | "revealEvent" | "traceEvent" | "testEndpoint";

/** Keys of callers and keys of clients never meet, whatever they look like. */
const CHOSEN_KEY = "dedupe key";
const IDEMPOTENCY_KEY = "idempotency key";

export function eventHandlers(
  parts: Pick<ApiParts, "store" | "sender" | "quarantine" | "now">,
): Handlers<EventRoute> {
  const { store, sender, now } = parts;
  const { explainer } = parts.quarantine;
  return {
    listEvents: async ({ query, caller }) => {
      const { limit, cursor, order, from, to, type, conflict, repeat, unreadable, ...names } = query;
      const [after] = cursor === undefined ? [] : cursorNumbers(cursor, 1);
      const { source, deliveryState, endpoint, missedBy } = names;
      const page = await store.events.list(
        caller.organizationId,
        {
          ...(from !== undefined && { receivedFrom: timeOf(from) }),
          ...(to !== undefined && { receivedTo: timeOf(to) }),
          ...(type !== undefined && { types: [type] }),
          ...(conflict !== undefined && { isConflict: conflict }),
          ...(repeat !== undefined && { isRepeat: repeat }),
          ...(unreadable !== undefined && { isPayloadUnreadable: unreadable }),
          ...(source !== undefined && { source }),
          ...(deliveryState !== undefined && { deliveryState }),
          ...(endpoint !== undefined && { endpoint }),
          ...(missedBy !== undefined && { missedBy }),
        },
        { order, limit, ...(after !== undefined && { after }) },
      );
      const next = page.next === undefined ? null : formatCursor(String(page.next));
      return { items: page.events.map(showEvent), next };
    },

    sendEvent: async ({ body, caller, remember }) => {
      const { type, dedupeKey, orderingKey } = body;
      const content = contentOf(body);
      // The event itself is what a repeated request finds again, under its key.
      const idempotencyKey = remember(() => {
        throw new Error("an event keeps no answer");
      })?.key.idempotencyKey;
      const key = dedupeKey ?? idempotencyKey;
      const kind = dedupeKey === undefined ? IDEMPOTENCY_KEY : CHOSEN_KEY;
      const outcome = await sender.send(caller.organizationId, {
        type,
        content,
        ...(key !== undefined && { dedupeKey: JSON.stringify([kind, key]) }),
        ...(orderingKey !== undefined && { orderingKey }),
      });
      if (outcome.outcome === "key_reused" && dedupeKey === undefined) {
        throw new ApiRefusal("idempotency_key_reused");
      }
      return showSent(outcome);
    },

    getEvent: async ({ params, caller }) => {
      const event = await store.events.read(caller.organizationId, params.event);
      if (event === undefined) throw new ApiRefusal("not_found");
      return {
        ...showEvent(event),
        recognisedBy: event.dedupeKind,
        signedAt: isoTime(event.signedAt),
        caller: event.caller ?? null,
        secret: event.secret ?? null,
        payloadPurgedBy: await whyPayloadGone(caller.organizationId, event, store),
        deliveries: event.deliveries.map(showDelivery),
      };
    },

    getMaskedEvent: async ({ params, caller }) => {
      const found = await store.events.readToMask(caller.organizationId, params.event);
      if (found === undefined) throw new ApiRefusal("not_found");
      const { event, visiblePointers, bodyDigest } = found;
      return {
        id: event.eventId,
        headers: [...maskedHeaders(event.rawHeaders)],
        bodyBytes: event.bodyBytes,
        bodyDigest: Buffer.from(bodyDigest).toString("base64"),
        body: maskBody(event.body, visiblePointers),
      };
    },

    revealEvent: async ({ params, body, caller }) => {
      const { organizationId, actor } = caller;
      const asked = { organizationId, eventId: params.event, reason: body.reason };
      const event = await store.events.reveal(actor, asked);
      if (event === undefined) throw new ApiRefusal("not_found");
      const organization = await store.findOrganization(organizationId);
      const source = organization?.sources.find(({ id }) => id === event.sourceId);
      const proofs = source === undefined ? [] : schemeHeaderNames(source.scheme);
      return {
        id: event.eventId,
        headers: [...withoutCredentials(event.rawHeaders, proofs)],
        bodyBase64: Buffer.from(event.body).toString("base64"),
        shownUntil: shownUntil(now()),
      };
    },

    traceEvent: async ({ params, caller }) => {
      const { organizationId } = caller;
      const facts = await store.events.read(organizationId, params.event);
      const event = await store.readEvent(organizationId, params.event);
      if (facts === undefined || event === undefined) throw new ApiRefusal("not_found");
      const { verdict, steps } = explainedResult(await explainer.run("trace", event));
      return {
        verdict,
        steps: steps.map((step) => ({ ...step })),
        receivedAt: isoTime(event.receivedAt),
        secret: facts.secret ?? null,
      };
    },

    testEndpoint: async ({ params, caller }) => {
      const { organizationId, actor } = caller;
      const outcome = await sender.sendTest(organizationId, params.endpoint);
      const answer = showSent(outcome);
      const resource = { kind: "endpoint", name: params.endpoint };
      await store.audit.note({ organizationId, actor, action: "endpoint.test", resource });
      return answer;
    },
  };
}

function showEvent(event: EventSummary): AnswerOf<Routes["listEvents"]>["items"][number] {
  return {
    id: event.eventId,
    source: event.sourceName,
    type: event.eventType,
    receivedAt: isoTime(event.receivedAt),
    bodyBytes: event.bodyBytes,
    duplicates: event.duplicates,
    isRepeat: event.isRepeat,
    isPayloadUnreadable: event.isPayloadUnreadable,
    payloadPurgedAt: isoTime(event.payloadPurgedAt),
    conflictsWith: event.conflictsWith ?? null,
  };
}

function showSent(outcome: SendOutcome): AnswerOf<Routes["sendEvent"]> {
  switch (outcome.outcome) {
    case "sent": {
      const { eventId, isDuplicate, deliveries } = outcome.sent;
      return { id: eventId, duplicate: isDuplicate, deliveries };
    }
    case "key_reused":
      throw new ApiRefusal("dedupe_key_reused");
    case "endpoint_unknown":
      throw new ApiRefusal("not_found");
    case "endpoint_disabled":
      throw new ApiRefusal("endpoint_disabled");
  }
}

/** Either data or bytes with their type, never both. */
function contentOf({ data, bodyBase64, contentType }: BodyOf<Routes["sendEvent"]>): MessageContent {
  if (data !== undefined && bodyBase64 === undefined && contentType === undefined) return { data };
  if (data === undefined && bodyBase64 !== undefined && contentType !== undefined) {
    return { body: Buffer.from(bodyBase64, "base64"), contentType };
  }
  throw refusedAt("", "either data, or bodyBase64 with contentType", "another combination of these");
}
