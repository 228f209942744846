import { expect, test } from "vitest";
import { createLog } from "../../src/observe/log.ts";
import { logEvents } from "../../src/observe/log-events.ts";
import type { LogEvent } from "../../src/observe/log-events.ts";
import { logFields } from "../../src/observe/log-fields.ts";

interface Captured {
  readonly log: ReturnType<typeof createLog>;
  readonly lines: Readonly<Record<string, unknown>>[];
}

function capture(level: "debug" | "warn" = "debug"): Captured {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const destination = {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  };
  return { log: createLog({ level, destination }), lines };
}

test("a line holds its event, level, time and the given fields", () => {
  const { log, lines } = capture();
  log("request_refused", { organization: "north", source: "nabla", code: "no_match", status: 401 });
  expect(lines).toEqual([
    {
      level: "warn",
      time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      event: "request_refused",
      organization: "north",
      source: "nabla",
      code: "no_match",
      status: 401,
    },
  ]);
});

test("a property that the event does not list is dropped, whatever its name", () => {
  const { log, lines } = capture();
  const stray = { code: "x", body: "patient", message: "secret", err: new Error("secret"), url: "http://x" };
  log("client_error", stray);
  expect(lines).toEqual([{ level: "debug", time: expect.anything(), event: "client_error", code: "x" }]);
});

test("a value of another type is dropped; a long or binary text is not from our vocabularies and left out", () => {
  const { log, lines } = capture();
  const wrong = { code: "a\u0000b", source: "x".repeat(201), status: "401", organization: { name: "north" } };
  // The types refuse this; the run time must as well.
  log("request_refused", wrong as never);
  expect(lines[0]).toEqual({
    level: "warn",
    time: expect.anything(),
    event: "request_refused",
    code: "(left out)",
    source: "(left out)",
  });
});

test("a line below the level is not written", () => {
  const { log, lines } = capture("warn");
  log("gateway_stopping", {});
  expect(lines).toEqual([]);
});

test("every event names only fields of the field table, says what it means, and every field is used", () => {
  const used = new Set<string>();
  for (const event of Object.keys(logEvents) as LogEvent[]) {
    const { fields, meaning } = logEvents[event];
    expect(event).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(meaning).toMatch(/\.$/);
    for (const field of fields) used.add(field);
  }
  expect([...used].toSorted()).toEqual(Object.keys(logFields).toSorted());
});
