import { formatCursor } from "@countersign/contract";
import type { AnswerOf, BodyOf, Routes } from "@countersign/contract";
import { schemeHeaderNames } from "../../deliver/scheme-header-names.ts";
import { maskBody } from "../../privacy/mask-body.ts";
import { maskedHeaders, withoutCredentials } from "../../privacy/mask-headers.ts";
import { visiblePointersOf } from "../../privacy/visible-pointers.ts";
import { countSelected, discardSelected } from "../../receive/quarantine/discard-selected.ts";
import type { ReleaseCounts, ReviewCounts } from "../../receive/quarantine/quarantine-review.ts";
import type { QuarantineSelection } from "../../receive/quarantine/selected-requests.ts";
import type {
  QuarantineFilter,
  QuarantinedRequest,
  QuarantinedSummary,
} from "../../store/quarantine/quarantine-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { cursorNumber } from "../page-after.ts";
import { refusedAt } from "./body-refusal.ts";
import { explainedResult, showExplanation } from "./explained-result.ts";
import { shownUntil } from "./shown-until.ts";
import { timeOf } from "./time-of.ts";

type QuarantineRoute =
  | "listQuarantine"
  | "countQuarantine"
  | "getQuarantined"
  | "getMaskedQuarantined"
  | "explainQuarantined"
  | "traceQuarantined"
  | "revealQuarantined"
  | "discardQuarantined"
  | "previewDiscard"
  | "discardQuarantine"
  | "reverifyQuarantine"
  | "releaseQuarantine";

export function quarantineHandlers(
  parts: Pick<ApiParts, "store" | "quarantine" | "now">,
): Handlers<QuarantineRoute> {
  const { quarantine } = parts.store;
  const { review, explainer } = parts.quarantine;

  const open = async (id: string, { organizationId }: Caller): Promise<QuarantinedRequest> =>
    orNotFound(await quarantine.open(organizationId, id));

  return {
    listQuarantine: async ({ query, caller }) => {
      const after = cursorNumber(query.cursor);
      // One more than asked for tells whether there is a next page.
      const listing = { order: "desc", limit: query.limit + 1, ...(after > 0 && { after }) } as const;
      const found = await quarantine.list(caller.organizationId, toFilter(query), listing);
      const items = found.slice(0, query.limit);
      const last = found.length > query.limit ? items.at(-1) : undefined;
      return {
        items: items.map(show),
        next: last === undefined ? null : formatCursor(String(last.position)),
      };
    },

    countQuarantine: async ({ caller }) => {
      const counts = await quarantine.count(caller.organizationId);
      return {
        items: counts.map(({ sourceName, items, bytes, dropped, pushedOut, lastLossAt }) => ({
          source: sourceName,
          items,
          bytes,
          dropped,
          pushedOut,
          lastLossAt: isoTime(lastLossAt),
        })),
      };
    },

    getQuarantined: async ({ params, caller }) =>
      show(orNotFound(await quarantine.read(caller.organizationId, params.quarantined))),

    getMaskedQuarantined: async ({ params, caller }) => {
      const request = await open(params.quarantined, caller);
      const scheme = explainer.schemeOf(request);
      return {
        ...show(request),
        method: request.method,
        headers: [...maskedHeaders(request.rawHeaders)],
        body: maskBody(request.body, scheme === undefined ? [] : visiblePointersOf(scheme)),
      };
    },

    explainQuarantined: async ({ params, caller }) => {
      const explained = await explainer.run("explain", await open(params.quarantined, caller));
      return showExplanation(explainedResult(explained));
    },

    traceQuarantined: async ({ params, caller }) => {
      const explained = await explainer.run("trace", await open(params.quarantined, caller));
      const { verdict, steps } = explainedResult(explained);
      return { verdict, steps: steps.map((step) => ({ ...step })) };
    },

    revealQuarantined: async ({ params, body, caller }) => {
      const { organizationId } = caller;
      const asked = { organizationId, quarantineId: params.quarantined, reason: body.reason };
      const request = orNotFound(await quarantine.reveal(caller.actor, asked));
      const { method, url, rawHeaders, body: bytes } = request;
      const scheme = explainer.schemeOf(request);
      const own = scheme === undefined ? [] : schemeHeaderNames(scheme);
      const headers = [...withoutCredentials(rawHeaders, own)];
      const bodyBase64 = Buffer.from(bytes).toString("base64");
      return { ...show(request), method, url, headers, bodyBase64, shownUntil: shownUntil(parts.now()) };
    },

    discardQuarantined: async ({ params, caller }) => {
      const { organizationId, actor } = caller;
      const isDone = await quarantine.discard(actor, { organizationId, quarantineIds: [params.quarantined] });
      if (!isDone) throw new ApiRefusal("not_found");
      return undefined;
    },

    previewDiscard: async ({ body, caller: { organizationId } }) => ({
      count: await countSelected(quarantine, { organizationId, selection: toSelection(body) }),
    }),

    discardQuarantine: async ({ body, caller: { organizationId, actor } }) => {
      const wish = { organizationId, selection: toSelection(body) };
      const { discarded, missing, next } = await discardSelected(quarantine, actor, wish);
      return { discarded, missing, next: next === undefined ? null : formatCursor(String(next)) };
    },

    reverifyQuarantine: async ({ body, caller }) =>
      showCounts(await review.reverify(caller.organizationId, toSelection(body))),

    releaseQuarantine: async ({ body, caller }) => {
      const { override, reason } = body;
      if (override !== undefined && reason === undefined) throw reasonWanted();
      const released = await review.release(caller.actor, {
        organizationId: caller.organizationId,
        selection: toSelection(body),
        ...(override !== undefined && { override }),
        ...(reason !== undefined && { reason }),
      });
      return showRelease(released);
    },
  };
}

function orNotFound<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new ApiRefusal("not_found");
  return found;
}

function show(request: QuarantinedSummary): AnswerOf<Routes["getQuarantined"]> {
  const { quarantineId, sourceName, receivedAt, code, bodyBytes } = request;
  return { id: quarantineId, source: sourceName, receivedAt: isoTime(receivedAt), code, bodyBytes };
}

function showCounts({ next, refused, ...counts }: ReviewCounts): AnswerOf<Routes["reverifyQuarantine"]> {
  return {
    ...counts,
    refused: Object.fromEntries(refused),
    next: next === undefined ? null : formatCursor(String(next)),
  };
}

function showRelease({ eventIds, ...counts }: ReleaseCounts): AnswerOf<Routes["releaseQuarantine"]> {
  const { accepted, duplicates, conflicts } = counts;
  return { ...showCounts(counts), accepted, duplicates, conflicts, events: [...eventIds] };
}

type GivenFilter = Pick<
  Extract<BodyOf<Routes["reverifyQuarantine"]>, { filter: unknown }>["filter"],
  "source" | "code" | "from" | "to"
>;

function toFilter({ source, code, from, to }: GivenFilter): QuarantineFilter {
  return {
    ...(source !== undefined && { source }),
    ...(code !== undefined && { code }),
    ...(from !== undefined && { receivedFrom: timeOf(from) }),
    ...(to !== undefined && { receivedTo: timeOf(to) }),
  };
}

function toSelection(
  body: BodyOf<Routes["reverifyQuarantine" | "releaseQuarantine" | "previewDiscard"]>,
): QuarantineSelection {
  if ("ids" in body) return { ids: [...new Set(body.ids)] };
  const after = "cursor" in body ? cursorNumber(body.cursor) : 0;
  return { filter: toFilter(body.filter), after };
}

function reasonWanted(): ApiRefusal {
  return refusedAt("/reason", "a reason, because something is overridden", "nothing");
}
