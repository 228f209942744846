import { formatCursor } from "@countersign/contract";
import type { AnswerOf, BodyOf, FieldProblem, Routes } from "@countersign/contract";
import type { Replay, ReplayCommand, ReplayFault, ReplayRequest } from "../../store/replay/replay-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { cursorNumbers } from "../page-after.ts";
import { refusedAt } from "./body-refusal.ts";
import { timeOf } from "./time-of.ts";

type ReplayRoute =
  | "previewReplay"
  | "createReplay"
  | "listReplays"
  | "getReplay"
  | "pauseReplay"
  | "resumeReplay"
  | "stopReplay";

/** How a store that does not act is answered. */
const refusalCodes = { not_found: "not_found", not_allowed: "action_not_allowed" } as const;

export function replayHandlers({ store }: Pick<ApiParts, "store">): Handlers<ReplayRoute> {
  const command =
    (one: ReplayCommand) =>
    async (request: {
      readonly params: { readonly replay: string };
      readonly caller: Caller;
    }): Promise<AnswerOf<Routes["getReplay"]>> => {
      const { organizationId, actor } = request.caller;
      const asked = { organizationId, replayId: request.params.replay, command: one };
      const outcome = await store.replays.command(actor, asked);
      if (outcome.outcome !== "done") throw new ApiRefusal(refusalCodes[outcome.outcome]);
      return showReplay(outcome.replay);
    };

  return {
    previewReplay: async ({ body, caller }) => {
      const preview = await store.replays.preview(caller.organizationId, requestOf(body));
      if (preview.outcome === "refused") throw refusalOf(preview.fault);
      return { count: preview.count };
    },

    createReplay: async ({ body, caller, remember }) => {
      const { organizationId, actor } = caller;
      const { ratePerSecond, reason } = body;
      const replay = { ...requestOf(body), ratePerSecond, reason };
      const created = await store.replays.create(actor, organizationId, replay, remember(showReplay));
      if (created.outcome === "refused") throw refusalOf(created.fault);
      if (created.outcome === "already_answered") throw new ApiRefusal("idempotency_key_reused");
      return showReplay(created.replay);
    },

    listReplays: async ({ query: { limit, cursor }, caller }) => {
      const [before] = cursor === undefined ? [] : cursorNumbers(cursor, 1);
      const page = { limit, ...(before !== undefined && { before }) };
      const { replays, next } = await store.replays.list(caller.organizationId, page);
      return {
        items: replays.map(showReplay),
        next: next === undefined ? null : formatCursor(String(next)),
      };
    },

    getReplay: async ({ params, caller }) => {
      const replay = await store.replays.read(caller.organizationId, params.replay);
      if (replay === undefined) throw new ApiRefusal("not_found");
      return showReplay(replay);
    },

    pauseReplay: command("pause"),
    resumeReplay: command("resume"),
    stopReplay: command("stop"),
  };
}

function requestOf(body: BodyOf<Routes["previewReplay"]>): ReplayRequest {
  const { from, to, source, types, endpoint, deliveryState, events } = body.filter;
  return {
    what: body.what,
    signing: body.signing,
    ...(body.to !== undefined && { to: body.to }),
    filter: {
      ...(from !== undefined && { receivedFrom: timeOf(from) }),
      ...(to !== undefined && { receivedTo: timeOf(to) }),
      ...(source !== undefined && { source }),
      ...(types !== undefined && { types }),
      ...(endpoint !== undefined && { endpoint }),
      ...(deliveryState !== undefined && { deliveryState }),
      ...(events !== undefined && { eventIds: events }),
    },
  };
}

function showReplay(replay: Replay): AnswerOf<Routes["getReplay"]> {
  const { receivedFrom, receivedTo, source, types, endpoint, deliveryState, eventIds } = replay.filter;
  return {
    id: replay.replayId,
    what: replay.what,
    filter: {
      ...(receivedFrom !== undefined && { from: isoTime(receivedFrom) }),
      ...(receivedTo !== undefined && { to: isoTime(receivedTo) }),
      ...(source !== undefined && { source }),
      ...(types !== undefined && { types: [...types] }),
      ...(endpoint !== undefined && { endpoint }),
      ...(deliveryState !== undefined && { deliveryState }),
      ...(eventIds !== undefined && { events: [...eventIds] }),
    },
    to: replay.to ?? null,
    signing: replay.signing,
    ratePerSecond: replay.ratePerSecond,
    state: replay.state,
    createdAt: isoTime(replay.createdAt),
    endedAt: isoTime(replay.endedAt),
    total: replay.total,
    done: replay.done,
    skipped: replay.skipped,
    failed: replay.failed,
  };
}

/** Where the request is wrong, for each fault. */
const faultPlaces: Readonly<Record<ReplayFault, Pick<FieldProblem, "pointer" | "expected" | "found">>> = {
  source_unknown: { pointer: "/filter/source", expected: "a source of yours", found: "another name" },
  endpoint_unknown: { pointer: "/filter/endpoint", expected: "an endpoint of yours", found: "another name" },
  event_unknown: { pointer: "/filter/events", expected: "ids of events", found: "another text" },
  target_unknown: { pointer: "/to", expected: "an endpoint of yours", found: "another name" },
  target_missing: { pointer: "/to", expected: "the endpoint to fill", found: "nothing" },
  target_not_accepted: {
    pointer: "/to",
    expected: "nothing: dead letters are retried where they are",
    found: "a name",
  },
  target_has_conditions: {
    pointer: "/filter/events",
    expected: "ids of events: what this endpoint wants depends on their bodies",
    found: "nothing",
  },
  not_as_received: {
    pointer: "/signing",
    expected: "re_signed, or one filter.source and one endpoint of the same scheme, which signs",
    found: "as_received",
  },
};

function refusalOf(fault: ReplayFault): ApiRefusal {
  const { pointer, expected, found } = faultPlaces[fault];
  return refusedAt(pointer, expected, found);
}
