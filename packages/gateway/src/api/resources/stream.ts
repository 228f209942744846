import type { StreamedOf, Routes } from "@countersign/contract";
import { follow } from "../../stream/follow.ts";
import type { Happening } from "../../stream/follow.ts";
import { formatStreamPosition, parseStreamPosition, presentPosition } from "../../stream/stream-position.ts";
import type { StreamPosition } from "../../stream/stream-position.ts";
import { StreamLimit } from "../../stream/stream-limit.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { StreamMessage } from "../event-stream.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

type Message = StreamMessage<StreamedOf<Routes["followStream"]>>;

/** The source whose events are the gateway's own troubles. */
const TROUBLES = "countersign";

export function streamHandlers({ store, feed }: Pick<ApiParts, "store" | "feed">): Handlers<"followStream"> {
  const limit = new StreamLimit();
  return {
    followStream: async ({ caller, lastEventId, signal }) => {
      const { organizationId, id } = caller;
      const given = lastEventId === undefined ? undefined : parsePosition(lastEventId);
      if (!limit.enter(id, signal)) throw new ApiRefusal("too_many_streams");
      const from = given ?? (await presentPosition(store, organizationId));
      const subscription = feed.subscribe(organizationId);
      signal.addEventListener("abort", () => subscription.close(), { once: true });
      return messages(follow({ store, subscription, organizationId, from, signal }));
    },
  };
}

async function* messages(happenings: AsyncIterable<Happening>): AsyncGenerator<Message, void, undefined> {
  for await (const happening of happenings) {
    yield { id: formatStreamPosition(happening.position), ...show(happening) };
  }
}

function show(happening: Happening): Omit<Message, "id"> {
  switch (happening.kind) {
    case "event":
      return showEvent(happening.event);
    case "quarantined":
      return showQuarantined(happening.request);
    case "delivery":
      return showDelivery(happening.news);
  }
}

function showEvent(event: Extract<Happening, { kind: "event" }>["event"]): Omit<Message, "id"> {
  const { eventId, sourceName, eventType, receivedAt, bodyBytes, conflictsWith, releasedFrom } = event;
  return {
    event: sourceName === TROUBLES ? `trouble.${eventType}` : "event.accepted",
    data: {
      event: eventId,
      source: sourceName,
      type: eventType,
      receivedAt: isoTime(receivedAt),
      bodyBytes,
      conflictsWith: conflictsWith ?? null,
      releasedFrom: releasedFrom ?? null,
    },
  };
}

function showQuarantined(
  request: Extract<Happening, { kind: "quarantined" }>["request"],
): Omit<Message, "id"> {
  const { quarantineId, sourceName, code, receivedAt, bodyBytes } = request;
  return {
    event: "quarantine.added",
    data: { quarantined: quarantineId, source: sourceName, code, receivedAt: isoTime(receivedAt), bodyBytes },
  };
}

function showDelivery(news: Extract<Happening, { kind: "delivery" }>["news"]): Omit<Message, "id"> {
  const { deliveryId, eventId, endpoint, outcome, attempt, result, status, at } = news;
  return {
    event: `delivery.${outcome}`,
    data: {
      delivery: deliveryId,
      event: eventId,
      endpoint,
      attempt,
      result,
      status: status ?? null,
      at: isoTime(at),
    },
  };
}

function parsePosition(lastEventId: string): StreamPosition {
  const position = parseStreamPosition(lastEventId);
  if (position !== undefined) return position;
  const expected = "the id of a message of this stream";
  throw new ApiRefusal("request_invalid", {
    problems: [{ in: "header", pointer: "/last-event-id", expected, found: "another text" }],
  });
}
