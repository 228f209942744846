import { describe, expect, test } from "vitest";
import { chooseBlobs, tallyOf } from "../../../src/store/retention/choose-blobs.ts";
import type { AgedBlob, ChosenBlobs, EventOfBlob } from "../../../src/store/retention/choose-blobs.ts";
import { holdsOf } from "../../../src/store/retention/holds.ts";
import type { HoldPlace } from "../../../src/store/retention/holds.ts";
import type { BlobPurge } from "../../../src/store/retention/retention-rows.ts";

const BLOB_BYTES = 100;

const purge: BlobPurge = {
  organizationId: 1,
  retentionClass: "payload",
  createdFrom: 0,
  createdBefore: 1000,
  isOfDestroyedKeys: false,
  after: null,
  now: 2000,
  maxBlobs: 3,
  maxBytes: 1000,
};

function blob(blobId: number): AgedBlob {
  return {
    blobId,
    createdAt: blobId,
    firstEventId: blobId * 10,
    lastEventId: blobId * 10 + 1,
    bytes: BLOB_BYTES,
  };
}

function event(id: number, change: Partial<EventOfBlob> = {}): EventOfBlob {
  return { id, sourceId: 7, offset: id % 10, length: 1, isOpen: false, ...change };
}

interface Stored {
  /** Two for each blob of the page, in turn. */
  readonly events?: readonly EventOfBlob[];
  readonly holds?: readonly HoldPlace[];
}

/** Chooses among the blobs 1, 2 and 3. */
function choose(change: Partial<BlobPurge>, { events = [], holds = [] }: Stored = {}): ChosenBlobs {
  return chooseBlobs(
    { ...purge, ...change },
    {
      blobs: [1, 2, 3].map(blob),
      isLastPage: (change.maxBlobs ?? purge.maxBlobs) > 3,
      holds: holdsOf(holds),
      eventsOf: ({ blobId }) => events.filter(({ id }) => Math.floor(id / 10) === blobId),
    },
  );
}

describe("the choice of blobs", () => {
  test("takes whole what nothing keeps, and goes on after the last of a full page", () => {
    const chosen = choose({}, { events: [event(10), event(11), event(20)] });
    expect(chosen.whole.map(({ blobId }) => blobId)).toEqual([1, 2, 3]);
    expect(chosen.eventIds).toEqual([10, 11, 20]);
    expect(chosen.next).toEqual({ createdAt: 3, blobId: 3 });
    expect(tallyOf(purge, chosen)).toEqual({
      organizationId: 1,
      what: "payloads",
      items: 3,
      bytes: 3 * BLOB_BYTES,
    });
  });

  test("is at its end where the page is not full", () => {
    expect(choose({ maxBlobs: 4 }).next).toBeNull();
    expect(
      chooseBlobs(purge, { blobs: [], isLastPage: true, holds: holdsOf([]), eventsOf: () => [] }).next,
    ).toBeNull();
  });

  test("ends with the blob that passes the number of bytes", () => {
    const chosen = choose({ maxBytes: BLOB_BYTES + 1, maxBlobs: 4 });
    expect(chosen.whole.map(({ blobId }) => blobId)).toEqual([1, 2]);
    expect(chosen.next).toEqual({ createdAt: 2, blobId: 2 });
  });

  test("leaves a blob for one event that is needed or held, and names the frames of the others", () => {
    const events = [event(10, { isOpen: true }), event(11), event(20, { sourceId: 8 }), event(21), event(30)];
    const chosen = choose(
      {},
      {
        events,
        holds: [
          { sourceId: 8, eventId: null },
          { sourceId: null, eventId: 30 },
        ],
      },
    );
    expect(chosen.whole).toEqual([]);
    expect(chosen.partial).toEqual([
      { blobId: 1, frames: [{ eventId: 11, offset: 1, length: 1 }] },
      { blobId: 2, frames: [{ eventId: 21, offset: 1, length: 1 }] },
    ]);
  });

  test("takes nothing under a hold of the whole organization, but for what no longer opens", () => {
    const stored = {
      events: [event(10, { isOpen: true }), event(20)],
      holds: [{ sourceId: null, eventId: null }],
    };
    expect(choose({}, stored).eventIds).toEqual([]);
    expect(choose({ isOfDestroyedKeys: true }, stored).eventIds).toEqual([10, 20]);
  });

  test("keeps all that receivers answered under any hold, and counts blobs where there is none", () => {
    const holds = [{ sourceId: null, eventId: 99 }];
    expect(choose({ retentionClass: "response" }, { holds }).whole).toEqual([]);
    const chosen = choose({ retentionClass: "response" });
    const tally = tallyOf({ ...purge, retentionClass: "response" }, chosen);
    expect(tally).toMatchObject({ what: "responses", items: 3 });
  });
});
