import { describe, expect, test } from "vitest";
import { DedupeTail } from "../../../src/store/sqlite/dedupe-tail.ts";

const CAPACITY = 8;
/** Twice the capacity: hashes that differ by it are in one bucket. */
const BUCKETS = 16n;

function idsOf(tail: DedupeTail, hash: bigint): readonly number[] {
  const ids: number[] = [];
  for (let place = tail.newest(hash); place !== 0; place = tail.older(place)) ids.push(tail.idAt(place));
  return ids;
}

describe("a tail", () => {
  test("gives the events of a hash, the newest first, and none of another hash in the same bucket", () => {
    const tail = new DedupeTail(CAPACITY);
    tail.add(-5n, 1);
    tail.add(-5n + BUCKETS, 2);
    tail.add(-5n, 3);
    expect(idsOf(tail, -5n)).toEqual([3, 1]);
    expect(idsOf(tail, -5n + BUCKETS)).toEqual([2]);
    expect(idsOf(tail, -5n - BUCKETS)).toEqual([]);
  });

  test("forgets the events above one, as if they had never been added", () => {
    const tail = new DedupeTail(CAPACITY);
    for (let id = 1; id <= CAPACITY; id += 1) tail.add(BigInt(id % 3), id);
    tail.dropAbove(4);
    expect(tail.lastId).toBe(4);
    expect(idsOf(tail, 1n)).toEqual([4, 1]);
    tail.add(1n, 5);
    expect(idsOf(tail, 1n)).toEqual([5, 4, 1]);
    tail.dropAbove(0);
    expect(tail.lastId).toBe(0);
    for (const hash of [0n, 1n, 2n]) expect(idsOf(tail, hash)).toEqual([]);
  });

  test("takes as many events as it has places, and gives their hashes in ascending order", () => {
    const tail = new DedupeTail(CAPACITY);
    const hashes = [3n, -(2n ** 63n), 2n ** 63n - 1n, -1n, 0n, 3n, 1n, 2n];
    for (const [index, hash] of hashes.entries()) {
      expect(tail.isFull).toBe(false);
      tail.add(hash, index + 1);
    }
    expect(tail.isFull).toBe(true);
    expect(() => tail.add(4n, 9)).toThrow(RangeError);
    expect([...tail.sortedHashes()]).toEqual([-(2n ** 63n), -1n, 0n, 1n, 2n, 3n, 3n, 2n ** 63n - 1n]);
  });
});
