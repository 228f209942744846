import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import { expect, it } from "vitest";
import { formatTable } from "../../../src/commands/demo/format-table.ts";
import type { Row } from "../../../src/commands/demo/rows.ts";

const plain = pc.createColors(false);
const colored = pc.createColors(true);

const row: Row = {
  sender: "Suki",
  scheme: "suki",
  signedIn: "X-API-Key",
  eventType: "success",
  story: "well-signed",
  sent: "well signed",
  status: 200,
  outcome: "accepted",
  eventId: "evt_1",
  meaning: "proved, stored, passed on",
  deliveries: 1,
  isVerified: true,
  answeredInMs: 1,
  deliveredInMs: 2,
  problems: [],
};

it("puts each sender above its rows, and its columns below each other", () => {
  const again: Row = {
    ...row,
    sent: "the same again",
    outcome: "duplicate",
    meaning: "known",
    deliveries: 0,
  };
  const other: Row = { ...row, sender: "Zentact", signedIn: "x-hmac-signature", eventType: "MERCHANT" };
  const untold: Row = { ...other, sent: "an old signature", status: null, outcome: null, meaning: "no time" };

  expect(formatTable([row, again, other, untold], plain).split("\n")).toEqual([
    "  SENT              ANSWER         MEANING                        RECEIVER",
    "",
    "Suki · X-API-Key · success",
    "  well signed       200 accepted   proved, stored, passed on      ✓ verified",
    "  the same again    200 duplicate  known                          – not again",
    "",
    "Zentact · x-hmac-signature · MERCHANT",
    "  well signed       200 accepted   proved, stored, passed on      ✓ verified",
    "  an old signature  –              no time                        –",
  ]);
});

it("says below a row what is wrong with it", () => {
  const bad: Row = { ...row, isVerified: false, problems: ["accepted, but not delivered"] };
  expect(formatTable([bad], plain)).toMatch(/✗ not verified\n {4}✗ accepted, but not delivered$/);
});

it("keeps its columns when it is coloured", () => {
  expect(stripVTControlCharacters(formatTable([row], colored))).toBe(formatTable([row], plain));
  expect(formatTable([row], colored)).toContain("\u001B");
});
