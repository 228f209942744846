import { expect, test } from "vitest";
import { idTarget, requestIdIn } from "../../src/shell/id-target.ts";
import { paletteEntries } from "../../src/shell/palette-entries.ts";
import { places } from "../../src/shell/places.ts";

test("finds a screen by letters of its name before one by its description", () => {
  const names = paletteEntries("re", places).map(({ name }) => name);
  expect(names[0]).toBe("Replays");
  expect(names).toContain("Quarantine");
});

test("opens what a pasted id names", () => {
  const id = "evt_01kqxw3p9c7h2m5t8v0a";
  expect(paletteEntries(` ${id}\n`, places).map(({ href }) => href)).toEqual([`/console/events/${id}`]);
});

test("opens the id in a line of a log", () => {
  const line = '{"level":"warn","delivery":"dlv_01kqxw3p9c7h2m5t8v0a4n6r1ze","attempt":2}';
  expect(idTarget(line)?.href).toBe("/console/deliveries/dlv_01kqxw3p9c7h2m5t8v0a4n6r1ze");
});

test.each([
  ["usr_3", "/console/settings?tab=users&user=usr_3"],
  ["key_7", "/console/settings?tab=keys&key=key_7"],
])("opens %s in the settings", (id, href) => {
  expect(idTarget(id)?.href).toBe(href);
});

test.each([
  "evt_",
  "evt_../../x",
  "dlv_01kqxw3p9c7h2m5t8v0a",
  "evt_01kqxw3p9c7h2m5t8v0a0",
  "a_key_7",
  "key_0",
  "",
])("takes %j for no id", (text) => {
  expect(idTarget(text)).toBeUndefined();
});

test("knows a request id, which has no page", () => {
  const id = "req_0b5fd5a8-9c51-4d8e-9a3a-0f6f0d1c2b3a";
  expect(requestIdIn(`request ${id}.`)).toBe(id);
  expect(requestIdIn(id.slice(0, -1))).toBeUndefined();
  expect(paletteEntries(id, places)).toEqual([]);
});

test("every place has a letter of its own", () => {
  expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
});
