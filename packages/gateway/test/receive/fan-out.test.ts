import { nabla } from "countersign/schemes";
import { expect, test } from "vitest";
import type { Endpoint } from "../../src/config/configuration.ts";
import { FanOut } from "../../src/receive/fan-out.ts";

function endpoint(id: number, wants: Partial<Endpoint>): Endpoint {
  return {
    id,
    name: `endpoint-${id}`,
    isEnabled: true,
    url: "https://receiver.example/",
    scheme: nabla,
    secrets: [],
    sources: ["*"],
    events: ["*"],
    headers: {},
    forwardHeaders: [],
    concurrency: 1,
    connectTimeoutMs: 1000,
    attemptTimeoutMs: 1000,
    retryScheduleMs: [],
    ...wants,
  };
}

const anyBody = Buffer.from("{}");

test("an event goes to every enabled endpoint whose sources and types match", () => {
  const fanOut = new FanOut("nabla-east", [
    endpoint(1, {}),
    endpoint(2, { sources: ["nabla-*"], events: ["note.*", "other"] }),
    endpoint(3, { sources: ["suki"] }),
    endpoint(4, { events: ["*.failed"] }),
    endpoint(5, { isEnabled: false }),
    endpoint(6, { sources: [] }),
  ]);
  expect(fanOut.endpointIds("note.done", anyBody)).toEqual([1, 2]);
  expect(fanOut.endpointIds("note.failed", anyBody)).toEqual([1, 2, 4]);
  expect(fanOut.endpointIds("other", anyBody)).toEqual([1, 2]);
  expect(fanOut.endpointIds("NOTE.done", anyBody)).toEqual([1]);
});

test("types that come from outside are answered right however many there are", () => {
  const fanOut = new FanOut("a", [endpoint(1, { events: ["keep.*"] })]);
  for (let index = 0; index < 1000; index += 1) {
    expect(fanOut.endpointIds(`keep.${index}`, anyBody)).toEqual([1]);
    expect(fanOut.endpointIds(`drop.${index}`, anyBody)).toEqual([]);
  }
});

test("an endpoint with conditions gets only what meets them, and nothing that is not JSON", () => {
  const conditional = { ...endpoint(1, {}), where: [{ pointer: "/status", equals: "final" }] };
  const fanOut = new FanOut("labs", [conditional, endpoint(2, {})]);
  expect(fanOut.endpointIds("any", Buffer.from('{"status":"final"}'))).toEqual([1, 2]);
  expect(fanOut.endpointIds("any", Buffer.from('{"status":"draft"}'))).toEqual([2]);
  expect(fanOut.endpointIds("any", Buffer.from("status=final"))).toEqual([2]);
});

test("the gateway's own troubles go to those that name them, what is sent through the API to all", () => {
  const endpoints = [
    endpoint(1, {}),
    endpoint(2, { sources: ["counter*"] }),
    endpoint(3, { sources: ["countersign"] }),
  ];
  expect(new FanOut("countersign", endpoints).endpointIds("any", anyBody)).toEqual([3]);
  expect(new FanOut("api", endpoints).endpointIds("any", anyBody)).toEqual([1]);
});
