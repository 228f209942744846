import { describe, expect, it } from "vitest";
import { countRows } from "../../../src/commands/demo/counts.ts";
import { findDeviations } from "../../../src/commands/demo/deviations.ts";
import type { PlayedStory } from "../../../src/commands/demo/play-vendor.ts";
import { sha256Of } from "../../../src/commands/demo/receiver.ts";
import type { Delivery } from "../../../src/commands/demo/receiver.ts";
import { createRows } from "../../../src/commands/demo/rows.ts";
import { stories } from "../../../src/commands/demo/stories.ts";
import type { StoryId } from "../../../src/commands/demo/stories.ts";
import { vendors } from "../../../src/commands/demo/vendors.ts";

const ACCEPTED = { status: 200, body: '{"id":"evt_1","duplicate":false}' };
const DUPLICATE = { status: 200, body: '{"id":"evt_1","duplicate":true}' };
const REFUSED = { status: 401, body: '{"error":"unauthorized"}' };
const body = Buffer.from("the bytes that were sent");
const delivery: Delivery = {
  eventId: "evt_1",
  isVerified: true,
  bodySha256: sha256Of(body),
  receivedAtMs: 15,
};

/** The story as Insight Health plays it. */
function played(id: StoryId, answer: { readonly status: number; readonly body: string }): PlayedStory {
  const [vendor] = vendors;
  const story = stories.find((each) => each.id === id);
  if (vendor === undefined || story === undefined) throw new RangeError(`no story ${id}`);
  const request = { method: "POST", url: "http://127.0.0.1:1/", headers: {}, body } as const;
  return { vendor, story, exchange: { request, answer: { ...answer, durationMs: 2 }, startedAtMs: 5 } };
}

const wellPlayed = [
  played("well-signed", ACCEPTED),
  played("replayed", DUPLICATE),
  played("tampered", REFUSED),
];

describe("createRows", () => {
  it("finds nothing wrong when all goes as the stories say", () => {
    expect(createRows(wellPlayed, [delivery])).toMatchObject([
      {
        outcome: "accepted",
        deliveries: 1,
        isVerified: true,
        answeredInMs: 2,
        deliveredInMs: 10,
        problems: [],
      },
      { outcome: "duplicate", deliveries: 0, isVerified: false, problems: [] },
      { outcome: "refused", deliveries: 0, isVerified: false, problems: [] },
    ]);
  });

  it("finds nothing wrong with a story that the scheme cannot tell", () => {
    const { vendor, story } = played("stale", REFUSED);
    expect(createRows([{ vendor, story }], [])).toMatchObject([
      { status: null, outcome: null, problems: [] },
    ]);
  });

  it.each([
    [
      "an acceptance of what must be refused",
      played("tampered", ACCEPTED),
      [delivery],
      "expected 401 refused, got 200 accepted",
    ],
    [
      "a refusal of what must be accepted",
      played("well-signed", REFUSED),
      [],
      "expected 200 accepted, got 401 refused",
    ],
    [
      "another status than the vendor's",
      played("tampered", { status: 403, body: "" }),
      [],
      "expected 401 refused, got 403 refused",
    ],
    [
      "an answer that says nothing",
      played("well-signed", { status: 200, body: "ok" }),
      [],
      "expected 200 accepted, got 200 unclear",
    ],
    ["a delivery that never came", played("well-signed", ACCEPTED), [], "accepted, but not delivered"],
    [
      "a delivery that does not verify",
      played("well-signed", ACCEPTED),
      [{ ...delivery, isVerified: false }],
      "delivered under a signature that does not verify",
    ],
    [
      "a delivery of other bytes",
      played("well-signed", ACCEPTED),
      [{ ...delivery, bodySha256: "other" }],
      "delivered with other bytes than were sent",
    ],
  ])("finds %s", (_what, story, deliveries, problem) => {
    expect(createRows([story], deliveries)).toMatchObject([
      { problems: [problem], meaning: "not as it should be" },
    ]);
  });

  it("finds a repeat that was delivered again", () => {
    const rows = createRows(wellPlayed, [delivery, delivery]);
    expect(rows.map(({ problems }) => problems)).toEqual([[], ["was delivered again"], []]);
  });

  it("finds a repeat that is answered with another event", () => {
    const other = played("replayed", { status: 200, body: '{"id":"evt_2","duplicate":true}' });
    const rows = createRows([played("well-signed", ACCEPTED), other], [delivery]);
    expect(rows[1]?.problems).toEqual(["the answer names another event than the first"]);
  });
});

describe("findDeviations", () => {
  const rows = createRows(wellPlayed, [delivery]);

  it("finds none when rows, counts and exit code are right", () => {
    expect(findDeviations(rows, countRows(rows, [delivery], 1), 0)).toEqual([]);
  });

  it("names the vendor and the story of a row's problem", () => {
    const bad = createRows([played("tampered", ACCEPTED)], [delivery]);
    expect(findDeviations(bad, countRows(bad, [delivery], 1), 0)).toEqual([
      "Insight Health, one byte changed: expected 401 refused, got 200 accepted.",
    ]);
  });

  it("finds a delivery that no answer explains", () => {
    const counts = countRows(rows, [delivery, { ...delivery, eventId: "evt_2" }], 1);
    expect(findDeviations(rows, counts, 0)).toEqual([
      "The counts differ: 1 accepted, 2 delivered, 1 verified.",
    ]);
  });

  it("finds deliveries that came more than once", () => {
    expect(findDeviations(rows, countRows(rows, [delivery, delivery], 1), 0)).toEqual([
      "1 deliveries came more than once.",
    ]);
  });

  it("finds an event that was stored without being answered for", () => {
    expect(findDeviations(rows, countRows(rows, [delivery], 2), 0)).toEqual([
      "The gateway counts 2 stored events, but 1 were accepted.",
    ]);
  });

  it.each([
    [1, "The gateway ended with exit code 1 instead of 0."],
    [null, "The gateway ended with exit code (killed) instead of 0."],
  ])("finds a gateway that ended with %s", (exitCode, deviation) => {
    expect(findDeviations(rows, countRows(rows, [delivery], 1), exitCode)).toEqual([deviation]);
  });
});
