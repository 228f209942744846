import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { KeyedDigest } from "../../src/secrets/keyed-digest.ts";
import { dedupeDigests } from "../../src/store/dedupe-digests.ts";
import { acceptedEvent } from "./accepted-event.ts";

const key = Buffer.alloc(32, 3);

/** Digests are in the databases of users: they must come out as they always did. */
function expectedKeyMac(tuple: readonly unknown[]): string {
  return createHmac("sha256", key).update(JSON.stringify(tuple)).digest("hex");
}

test.each(["e-1", 'a "quoted" \\ one', "é€😀", ""])("files an event id under its HMAC: %s", (id) => {
  const body = Buffer.from("{}");
  const event = { ...acceptedEvent, sourceId: 7, body, dedupe: { kind: "event_id" as const, key: id } };
  const digests = Buffer.from(dedupeDigests(new KeyedDigest(key), event));
  const keyMac = expectedKeyMac(["dedupe key", 7, null, "event_id", id]);
  const bodyMac = createHmac("sha256", key).update("dedupe body").update(keyMac, "hex").update(body);
  expect(digests.toString("hex")).toBe(keyMac + bodyMac.digest("hex"));
});

test("files signed content under its HMAC, apart for each caller, without a digest of the body", () => {
  const dedupe = { kind: "content" as const, key: "0a" };
  const event = { ...acceptedEvent, sourceId: 7, callerId: 2, dedupe };
  const digests = Buffer.from(dedupeDigests(new KeyedDigest(key), event));
  const keyMac = expectedKeyMac(["dedupe key", 7, 2, "content", "0a"]);
  expect(digests.toString("hex")).toBe(keyMac + "00".repeat(32));
});
