import { join } from "node:path";
import { expect, test } from "vitest";
import { engineUnderTest } from "../support/engine-under-test.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { CanaryRun } from "./canary-run.ts";
import { coverageProblems, wantedOutputs } from "./coverage.ts";
import { findLeaks } from "./marker-search.ts";
import { markedRequest } from "./marked-vendors.ts";
import { makeMarkedWorld, markedSources, receivePath, writeConfiguration } from "./marked-world.ts";

const LEAKY_COLUMN = { sqlite: "file countersign.db", postgres: "table events" } as const;

test("finds a body in one log line and in one plain column", async () => {
  const run = new CanaryRun();
  const world = makeMarkedWorld(run.markers);
  const zentact = world.vendors.find(({ source }) => source === "zentact");
  if (zentact === undefined) throw new Error("no source zentact");
  await using directory = await temporaryDirectory("canary");
  const dataDirectory = join(directory.path, "data");
  const file = { sources: markedSources(world), endpoints: [] };
  await using gateway = await startGatewayProcess({
    dataDirectory,
    configurationFile: await writeConfiguration(directory.path, file),
    environment: world.environment,
    storeWrapper: new URL("./leaking-store.mjs", import.meta.url),
  });
  const request = markedRequest(run.markers, zentact, { path: receivePath(zentact), eventId: "leaked" });
  expect(await run.ask("receive", gateway.url, request)).toBe(200);
  await gateway.stop();
  run.addProcess("a leaking gateway", gateway.written());
  await run.addDataDirectory("a leaking gateway", dataDirectory);

  const leaks = findLeaks(run.outputs, run.markers.all);
  expect(leaks.map(({ output, marker }) => ({ output, marker }))).toEqual([
    { output: "stderr of a leaking gateway", marker: "body" },
    { output: `${LEAKY_COLUMN[engineUnderTest]} of a leaking gateway`, marker: "body" },
  ]);
});

test("wants every entry of the tables to be seen", () => {
  for (const [kind, wanted] of Object.entries(wantedOutputs)) {
    const observed = new Set(wanted);
    const added = coverageProblems(kind, { wanted: [...wanted, "a_new_entry"], observed });
    expect(added).toContain("not seen in action: a_new_entry");
  }
});
