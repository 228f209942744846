import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startGatewayProcess } from "../support/gateway-process.ts";
import type { GatewayProcess } from "../support/gateway-process.ts";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { northside, postNabla } from "./support/senders.ts";

interface Troubled extends AsyncDisposable {
  readonly process: GatewayProcess;
  readonly sourceUrl: string;
  begin(trouble: "full" | "dead"): Promise<void>;
  end(trouble: "full" | "dead"): Promise<void>;
}

async function startTroubled(): Promise<Troubled> {
  const directory = await temporaryDirectory("trouble");
  const configurationFile = join(directory.path, "countersign.yaml");
  await writeFile(configurationFile, JSON.stringify(northside));
  const process = await startGatewayProcess({
    dataDirectory: join(directory.path, "data"),
    configurationFile,
    environment: { TEST_TROUBLES: directory.path },
    storeWrapper: new URL("./support/troubled-store.mjs", import.meta.url),
  });
  return {
    process,
    sourceUrl: `${process.url}/in/northside/nabla`,
    begin: (trouble) => writeFile(join(directory.path, trouble), ""),
    end: (trouble) => rm(join(directory.path, trouble)),
    [Symbol.asyncDispose]: async () => {
      await process.kill();
      await directory[Symbol.asyncDispose]();
    },
  };
}

async function readiness(url: string): Promise<number> {
  const response = await fetch(`${url}/readyz`);
  await response.arrayBuffer();
  return response.status;
}

test("while commits fail the gateway is not ready and answers 503; it recovers by itself", async () => {
  await using troubled = await startTroubled();
  const { process, sourceUrl } = troubled;
  expect(await readiness(process.url)).toBe(200);
  await troubled.begin("full");
  const refused = await postNabla(sourceUrl, "t-1");
  expect([refused.status, refused.headers["retry-after"]]).toEqual([503, "5"]);
  await expect.poll(() => readiness(process.url), { timeout: 5000 }).toBe(503);
  await troubled.end("full");
  expect((await postNabla(sourceUrl, "t-1")).status).toBe(200);
  await expect.poll(() => readiness(process.url), { timeout: 5000 }).toBe(200);
  expect(process.countOf("store_recovered")).toBe(1);
});

test("when the store's writer is gone, who waits gets 503 and the process ends with 1", async () => {
  await using troubled = await startTroubled();
  await troubled.begin("dead");
  expect((await postNabla(troubled.sourceUrl, "t-2")).status).toBe(503);
  expect(await troubled.process.exited).toBe(1);
  expect(troubled.process.countOf("store_failed")).toBe(1);
});
