import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { svixDisagreements } from "./svix-disagreements.ts";

const PAGE = new URL("../../../../docs/explain/stricter-than-peers.md", import.meta.url);
const ROW = /^\| (?<name>[^|]+?) +\| (?<reason>[^|]+?) +\|$/gm;

test("the page of differences lists exactly the kinds of requests that the cross-checks know", () => {
  const rows = [...readFileSync(PAGE, "utf8").matchAll(ROW)]
    .map(({ groups }) => [groups?.["name"], groups?.["reason"]])
    .filter(([name]) => name !== "what is refused" && name !== undefined && !name.startsWith("--"));
  // Svix's list begins with the one that both peers share.
  expect(rows).toEqual(svixDisagreements.map(({ name, reason }) => [name, reason]));
});
