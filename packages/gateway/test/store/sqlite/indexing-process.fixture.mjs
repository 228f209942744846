// Accepts batches for ever, with tails so short that each commit writes digests, and prints each event once its batch is
// committed; the test kills it.
import { createHash } from "node:crypto";
import { writeSync } from "node:fs";
import { openConnection } from "../../../dist/store/sqlite/connection.js";
import { dedupeIndex } from "../../../dist/store/sqlite/dedupe.js";
import { prepareOperations } from "../../../dist/store/sqlite/operations.js";
import { inTransaction } from "../../../dist/store/sqlite/transaction.js";

const BATCH_EVENTS = 8;
const [dataDirectory = "", tailEvents = ""] = process.argv.slice(2);
const database = openConnection({ dataDirectory });
const operations = prepareOperations(database, dedupeIndex(database, Number(tailEvents)));
const digest = (text) => createHash("sha256").update(text).digest();

const row = {
  organizationId: 1,
  configVersion: 1,
  sourceId: 1,
  callerId: null,
  secretId: null,
  receivedAt: 0,
  signedAt: null,
  eventType: "a",
  isPayloadUnreadable: false,
  dedupeKind: "event_id",
  repeatWindowMs: 0,
  onConflict: "hold",
  endpointIds: [1],
  orderMacs: null,
  blob: 0,
  frameOffset: 0,
  frameLength: 1,
  bodyBytes: 1,
  releasedFrom: null,
};

for (let batch = 1; ; batch += 1) {
  const keys = Array.from({ length: BATCH_EVENTS }, (_, index) => `${process.pid}-${batch}-${index}`);
  const input = {
    now: 0,
    rows: keys.map(() => row),
    digests: Buffer.concat(keys.flatMap((key) => [digest(key), digest(`${key} `)])),
    blobs: [
      {
        id: process.pid * 1_000_000 + batch,
        organizationId: 1,
        retentionClass: "organization",
        dataKeyId: 1,
        sealed: Buffer.alloc(BATCH_EVENTS),
      },
    ],
  };
  const results = inTransaction(database, () => operations.accept(input));
  writeSync(1, keys.map((key, index) => `${results[index].event.id} ${key}\n`).join(""));
}
