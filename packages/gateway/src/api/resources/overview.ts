import type { AnswerOf, Routes } from "@countersign/contract";
import { gridUntil, seriesOf, sumActivity } from "../../activity/overview.ts";
import type { ActivitySums, PointGrid } from "../../activity/overview.ts";
import { timeQuantile } from "../../activity/time-quantile.ts";
import { ACTIVITY_BUCKET_MS } from "../../store/activity/activity-measures.ts";
import type { ActivityMeasure } from "../../store/activity/activity-measures.ts";
import type { ActivityRow } from "../../store/activity/activity-rows.ts";
import type { EndpointState } from "../../store/delivering.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";

type Overview = AnswerOf<Routes["getOverview"]>;

const MS_PER_SECOND = 1000;
const P95 = 0.95;

export function overviewHandlers({ store, now }: Pick<ApiParts, "store" | "now">): Handlers<"getOverview"> {
  return {
    getOverview: async ({ query, caller }) => {
      const { organizationId } = caller;
      const { range, source: chosen } = query;
      const nowMs = now();
      const grid = gridUntil(nowMs, range);
      const { fromBucket, bucketsPerPoint } = grid;
      const { sources, endpoints } = await store.resources.read(organizationId);
      if (chosen !== undefined && sources.every(({ name }) => name !== chosen)) {
        throw new ApiRefusal("not_found");
      }
      const [rows, states] = await Promise.all([
        store.activity.read({ organizationId, fromBucket, bucketsPerRow: bucketsPerPoint }),
        store.endpointStates(nowMs, organizationId),
      ]);
      const rowsOf = (id: number) => rows.filter(({ subjectId }) => subjectId === id);
      const shownSources = sources.filter(({ name }) => chosen === undefined || name === chosen);
      const atSources = shownSources.flatMap(({ id }) => rowsOf(id));
      const atEndpoints = endpoints.flatMap(({ id }) => rowsOf(id));
      const ofAll = seriesFor([...atSources, ...atEndpoints], grid);
      return {
        range,
        from: isoTime(fromBucket * ACTIVITY_BUCKET_MS),
        pointSeconds: (bucketsPerPoint * ACTIVITY_BUCKET_MS) / MS_PER_SECOND,
        points: grid.points,
        totals: {
          ...receivedOf(sumActivity(atSources)),
          ...deliveredOf(sumActivity(atEndpoints)),
          ...waitingOf(states),
        },
        series: ofAll("accepted", "duplicates", "refused", "delivered", "attemptsFailed"),
        sources: shownSources.map(({ id, name }) => ({
          source: name,
          ...receivedOf(sumActivity(rowsOf(id))),
          series: seriesFor(rowsOf(id), grid)("accepted", "duplicates", "refused"),
        })),
        endpoints: endpoints.map(({ id, name }) => ({
          endpoint: name,
          ...deliveredOf(sumActivity(rowsOf(id))),
          ...waitingOf(states.filter(({ endpointId }) => endpointId === id)),
          series: seriesFor(rowsOf(id), grid)("delivered", "attemptsFailed"),
        })),
      };
    },
  };
}

function seriesFor(rows: readonly ActivityRow[], grid: PointGrid) {
  return <Measure extends ActivityMeasure>(...measures: readonly Measure[]): Record<Measure, number[]> => {
    const entries = measures.map((measure) => [measure, seriesOf(rows, grid, measure)] as const);
    // One entry for each measure that was asked for.
    return Object.fromEntries(entries) as Record<Measure, number[]>;
  };
}

function receivedOf({
  accepted,
  duplicates,
  refused,
}: ActivitySums): Pick<Overview["totals"], "received" | "accepted" | "duplicates" | "refused"> {
  return { received: accepted + duplicates + refused, accepted, duplicates, refused };
}

function deliveredOf({
  delivered,
  attemptsFailed,
  deadLetters,
  times,
}: ActivitySums): Pick<
  Overview["totals"],
  "delivered" | "attemptsFailed" | "deadLetters" | "p95DeliverySeconds"
> {
  const p95 = timeQuantile(times, P95);
  const p95DeliverySeconds = p95 === undefined ? null : p95 / MS_PER_SECOND;
  return { delivered, attemptsFailed, deadLetters, p95DeliverySeconds };
}

function waitingOf(
  states: readonly EndpointState[],
): Pick<Overview["totals"], "pending" | "oldestPendingAt"> {
  const pending = states.reduce((sum, state) => sum + state.pending, 0);
  const oldest = states.flatMap(({ oldestPendingAt }) => oldestPendingAt ?? []);
  return { pending, oldestPendingAt: oldest.length === 0 ? null : isoTime(Math.min(...oldest)) };
}
