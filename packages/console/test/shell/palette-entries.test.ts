import { expect, test } from "vitest";
import { idTarget } from "../../src/shell/id-target.ts";
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

test.each(["evt_", "evt_../../x", "dlv_01kqxw3p9c7h2m5t8v0a", "key_7", ""])("takes %j for no id", (text) => {
  expect(idTarget(text)).toBeUndefined();
});

test("every place has a letter of its own", () => {
  expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
});
