import { beforeAll, describe, expect, test } from "vitest";
import { CanaryRun } from "./canary-run.ts";
import { coverageProblems, observedOutputs, wantedOutputs } from "./coverage.ts";
import { findLeaks } from "./marker-search.ts";
import { makeMarkedWorld } from "./marked-world.ts";
import { moveStores } from "./move-stores.ts";
import { refusedStarts } from "./refused-starts.ts";
import { serveEverything } from "./serve-everything.ts";
import { serveOnFaultyStore } from "./serve-on-faulty-store.ts";
import { serveOnPostgres } from "./serve-on-postgres.ts";
import { serveOverTls } from "./serve-over-tls.ts";
import { serveUntilFull } from "./serve-until-full.ts";
import { engineHas } from "../support/engine-under-test.ts";
import { thrownErrors } from "./thrown-errors.ts";

/** About half a minute by itself; a busy machine takes several times as long. */
const RUN_TIMEOUT_MS = 240_000;

const run = new CanaryRun();

beforeAll(async () => {
  const world = makeMarkedWorld(run.markers);
  await Promise.all([serveEverything(run, world), serveOnFaultyStore(run, world), thrownErrors(run)]);
  await Promise.all([
    serveOverTls(run, world),
    ...(engineHas("a largest size") ? [serveUntilFull(run, world)] : []),
    refusedStarts(run, world),
    serveOnPostgres(run, world),
    moveStores(run, world),
  ]);
}, RUN_TIMEOUT_MS);

test("shows no secret, payload, header, query, response or expected signature in any output", () => {
  expect(findLeaks(run.outputs, run.markers.all)).toEqual([]);
});

describe("has seen in action, unless it is excepted with a reason,", () => {
  test.each(Object.keys(wantedOutputs))("every %s", (kind) => {
    const wanted = wantedOutputs[kind] ?? [];
    const observed = observedOutputs(run)[kind] ?? new Set();
    expect(coverageProblems(kind, { wanted, observed })).toEqual([]);
  });
});
