import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { deliverySteps } from "../../src/deliver/delivery-steps.ts";
import type { DeliveryStep } from "../../src/deliver/delivery-steps.ts";
import type { Store } from "../../src/store/store.ts";
import { openBuiltStore } from "../support/built-store.ts";
import { databaseSettings, engineUnderTest } from "../support/engine-under-test.ts";
import { postEvent, until } from "./support/deliver-world.ts";
import { documentOf, endpointDocument } from "./support/documents.ts";
import { openHttpReceiver } from "./support/http-receiver.ts";

const FIXTURE = fileURLToPath(new URL("./paused-dispatcher.fixture.mjs", import.meta.url));

interface Expected {
  /** Requests that the receiver has seen when the process is killed. */
  readonly seenBefore: number;
  /** Requests that it has seen in all, after the restart and a delivered state. */
  readonly seenInAll: number;
  /** What the delivery says when the process is killed: whether the attempt was kept. */
  readonly attemptsBefore: number;
}

/** What a kill at each step means. Nothing is ever lost; only what the receiver saw and we did not record comes twice. */
const expectedAt: Readonly<Record<DeliveryStep, Expected>> = {
  claimed: { seenBefore: 0, seenInAll: 1, attemptsBefore: 0 },
  signed: { seenBefore: 0, seenInAll: 1, attemptsBefore: 0 },
  sent: { seenBefore: 1, seenInAll: 2, attemptsBefore: 0 },
  answered: { seenBefore: 1, seenInAll: 2, attemptsBefore: 0 },
  recorded: { seenBefore: 1, seenInAll: 1, attemptsBefore: 1 },
};

/**
 * What a delivery under way says once its process is gone. SQLite knows that whoever held a lease is dead; on Postgres
 * another gateway may hold it, so it ends by itself.
 */
const abandonedState = { sqlite: "pending", postgres: "in_flight" } as const;

/** Short, because the lease is so long and 15 s more. */
const ATTEMPT_TIMEOUT_MS = 1000;

/** Two starts of a process and, on Postgres, one lease. */
const TEST_TIMEOUT_MS = 90_000;

type Child = ChildProcessByStdio<Writable, Readable, null>;

const children: Child[] = [];

async function startDispatcher(dataDirectory: string, pauseAt: DeliveryStep | "none"): Promise<Child> {
  const { database } = await databaseSettings(dataDirectory);
  const argv = [FIXTURE, dataDirectory, pauseAt, ...(database === undefined ? [] : [database])];
  const child = spawn(process.execPath, argv, {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

/** Resolves when the process prints this line; rejects when it ends without. */
async function printed(child: Child, wanted: string): Promise<void> {
  for await (const line of createInterface({ input: child.stdout })) if (line === wanted) return;
  throw new Error(`the process ended before it printed ${wanted}`);
}

async function killed(child: Child): Promise<void> {
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}

async function stopped(child: Child): Promise<number | null> {
  const exit = once(child, "exit");
  child.stdin.end();
  await exit;
  return child.exitCode;
}

async function inStore<Result>(
  dataDirectory: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  await using store = await openBuiltStore(dataDirectory);
  return await work(store);
}

afterEach(() => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
});

test.each(deliverySteps)(
  "a process killed when it has %s leaves exactly what is stated, and delivers after a restart",
  async (step) => {
    const expected = expectedAt[step];
    const dataDirectory = await mkdtemp(join(tmpdir(), "countersign-crash-step-"));
    await using receiver = await openHttpReceiver();
    try {
      const endpoint = endpointDocument({ url: receiver.url, attemptTimeoutMs: ATTEMPT_TIMEOUT_MS });
      const eventId = await inStore(dataDirectory, async (store) => {
        await store.applyConfiguration(documentOf(endpoint));
        return postEvent(store);
      });

      const first = await startDispatcher(dataDirectory, step);
      await printed(first, "paused");
      await until(() => receiver.requests.length >= expected.seenBefore);
      await killed(first);
      expect(receiver.requests).toHaveLength(expected.seenBefore);
      const [before] = await inStore(dataDirectory, (store) => store.listDeliveries(1, eventId));
      expect(before).toMatchObject({
        state: step === "recorded" ? "delivered" : abandonedState[engineUnderTest],
      });
      expect(before?.attempts).toHaveLength(expected.attemptsBefore);

      const second = await startDispatcher(dataDirectory, "none");
      if (step !== "recorded") await printed(second, "recorded");
      expect(await stopped(second)).toBe(0);
      expect(receiver.requests).toHaveLength(expected.seenInAll);
      const [after] = await inStore(dataDirectory, (store) => store.listDeliveries(1, eventId));
      expect(after).toMatchObject({ state: "delivered", attempts: [{ number: 1, result: "delivered" }] });
      // Receivers recognise the repetition: it bears the same ids, and no try was counted that nobody recorded.
      const told = receiver.requests.map((request) => [
        request.header("countersign-delivery"),
        request.header("webhook-id"),
        request.header("countersign-attempt"),
      ]);
      expect(new Set(told.map(String))).toEqual(new Set([String([after?.deliveryId, eventId, "1"])]));
    } finally {
      await rm(dataDirectory, { recursive: true });
    }
  },
  TEST_TIMEOUT_MS,
);
