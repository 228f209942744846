import { expect, test } from "vitest";
import { FanOut } from "../../src/receive/fan-out.ts";
import { endpointThatWants } from "./support/endpoint-that-wants.ts";

const anyBody = Buffer.from("{}");

test("an event goes to every enabled endpoint whose sources and types match", () => {
  const fanOut = new FanOut("nabla-east", [
    endpointThatWants(1, {}),
    endpointThatWants(2, { sources: ["nabla-*"], events: ["note.*", "other"] }),
    endpointThatWants(3, { sources: ["suki"] }),
    endpointThatWants(4, { events: ["*.failed"] }),
    endpointThatWants(5, { isEnabled: false }),
    endpointThatWants(6, { sources: [] }),
  ]);
  expect(fanOut.endpointIds("note.done", anyBody)).toEqual([1, 2]);
  expect(fanOut.endpointIds("note.failed", anyBody)).toEqual([1, 2, 4]);
  expect(fanOut.endpointIds("other", anyBody)).toEqual([1, 2]);
  expect(fanOut.endpointIds("NOTE.done", anyBody)).toEqual([1]);
});

test("types that come from outside are answered right however many there are", () => {
  const fanOut = new FanOut("a", [endpointThatWants(1, { events: ["keep.*"] })]);
  for (let index = 0; index < 1000; index += 1) {
    expect(fanOut.endpointIds(`keep.${index}`, anyBody)).toEqual([1]);
    expect(fanOut.endpointIds(`drop.${index}`, anyBody)).toEqual([]);
  }
});

test("an endpoint with conditions gets only what meets them, and nothing that is not JSON", () => {
  const conditional = { ...endpointThatWants(1, {}), where: [{ pointer: "/status", equals: "final" }] };
  const fanOut = new FanOut("labs", [conditional, endpointThatWants(2, {})]);
  expect(fanOut.endpointIds("any", Buffer.from('{"status":"final"}'))).toEqual([1, 2]);
  expect(fanOut.endpointIds("any", Buffer.from('{"status":"draft"}'))).toEqual([2]);
  expect(fanOut.endpointIds("any", Buffer.from("status=final"))).toEqual([2]);
});

test("the gateway's own troubles go to those that name them, what is sent through the API to all", () => {
  const endpoints = [
    endpointThatWants(1, {}),
    endpointThatWants(2, { sources: ["counter*"] }),
    endpointThatWants(3, { sources: ["countersign"] }),
  ];
  expect(new FanOut("countersign", endpoints).endpointIds("any", anyBody)).toEqual([3]);
  expect(new FanOut("api", endpoints).endpointIds("any", anyBody)).toEqual([1]);
});
