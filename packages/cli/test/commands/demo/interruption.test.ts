import { once } from "node:events";
import { expect, it } from "vitest";
import { watchForInterruption } from "../../../src/commands/demo/interruption.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

it("aborts with the deadline in words when the deadline passes", async () => {
  const { signal, stopWatching } = watchForInterruption(1);
  try {
    if (!signal.aborted) await once(signal, "abort");
    expect(signal.reason).toEqual(new Error("not finished after 0.001 s"));
  } finally {
    stopWatching();
  }
});

it("gives the signals back to the process", () => {
  const before = SIGNALS.map((name) => process.listenerCount(name));
  watchForInterruption(60_000).stopWatching();
  expect(SIGNALS.map((name) => process.listenerCount(name))).toEqual(before);
});
