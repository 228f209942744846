import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { northside, postNabla } from "../flows/support/senders.ts";
import { SteadySenders } from "../flows/support/steady-senders.ts";
import { engineUnderTest } from "../support/engine-under-test.ts";
import { startGatewayProcess } from "../support/gateway-process.ts";
import type { GatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { traceProcess } from "./support/trace-process.ts";
import { unsyncedAnswers } from "./support/unsynced-answers.ts";

const LOAD_MS = 3000;
const MIN_ACKNOWLEDGED = 20;

const hasStrace = spawnSync("strace", ["-V"]).status === 0;
const reasons = [
  ...(hasStrace ? [] : ["there is no strace"]),
  ...(engineUnderTest === "sqlite" ? [] : ["on Postgres its own processes write; durability-check.test.ts"]),
];
const leftOut = reasons.map((reason) => ` (left out: ${reason})`).join("");

describe.skipIf(reasons.length > 0)(
  `an acknowledgement is written only after a sync of the database's log${leftOut}`,
  () => {
    test.each([1, 16])("by a gateway that %i senders send to", async (senders) => {
      const { process, sourceUrl } = await startGateway();
      const calls = await traceProcess(process.pid, async () => {
        const load = SteadySenders.start(sourceUrl, senders);
        await pause(LOAD_MS);
        await load.stop();
      });
      const { acknowledged, unsynced } = unsyncedAnswers(calls);
      expect(unsynced).toEqual([]);
      expect(acknowledged).toBeGreaterThan(MIN_ACKNOWLEDGED);
    });

    test("which the check finds missing where a gateway acknowledges first", async () => {
      const { process, sourceUrl } = await startGateway(
        new URL("../crash/acknowledging-early.mjs", import.meta.url),
      );
      const calls = await traceProcess(process.pid, async () => {
        expect((await postNabla(sourceUrl, "early")).status).toBe(200);
      });
      const { acknowledged, unsynced } = unsyncedAnswers(calls);
      expect([acknowledged, unsynced.length]).toEqual([1, 1]);
    });
  },
);

async function startGateway(
  storeWrapper?: URL,
): Promise<{ readonly process: GatewayProcess; readonly sourceUrl: string }> {
  const directory = await temporaryDirectory("sync");
  onTestFinished(() => directory[Symbol.asyncDispose]());
  const configurationFile = join(directory.path, "countersign.yaml");
  await writeFile(configurationFile, JSON.stringify(northside));
  const process = await startGatewayProcess({
    dataDirectory: join(directory.path, "data"),
    configurationFile,
    ...(storeWrapper !== undefined && { storeWrapper }),
  });
  onTestFinished(() => process.kill());
  return { process, sourceUrl: `${process.url}/in/northside/nabla` };
}
