/** Twice as many buckets as places keep the chains at one or two. */
const BUCKETS_PER_PLACE = 2;

/**
 * Ids of events by the hash of the digest under which they are filed: a chained hash table of a fixed size, 28 bytes a place.
 * Digests are keyed, so nobody outside can choose hashes that meet in one bucket.
 */
export class DedupeTail {
  /** Of each bucket its newest place, counted from 1; 0 where it is empty. */
  readonly #newest: Uint32Array;
  /** Of each place the one before it in its bucket. */
  readonly #older: Uint32Array;
  readonly #hashes: BigInt64Array;
  readonly #ids: Float64Array;
  readonly #bucketBits: number;
  #size = 0;

  /** @param capacity a power of two. */
  constructor(capacity: number) {
    const buckets = capacity * BUCKETS_PER_PLACE;
    this.#bucketBits = Math.log2(buckets);
    this.#newest = new Uint32Array(buckets);
    this.#older = new Uint32Array(capacity + 1);
    this.#hashes = new BigInt64Array(capacity + 1);
    this.#ids = new Float64Array(capacity + 1);
  }

  get isFull(): boolean {
    return this.#size === this.#ids.length - 1;
  }

  /** The newest event; 0 where there is none. */
  get lastId(): number {
    return this.#ids[this.#size] ?? 0;
  }

  /** Events are added in the order of their ids. */
  add(hash: bigint, id: number): void {
    if (this.isFull) throw new RangeError("the tail is full");
    this.#size += 1;
    const bucket = this.#bucketOf(hash);
    this.#older[this.#size] = this.#newest[bucket] ?? 0;
    this.#newest[bucket] = this.#size;
    this.#hashes[this.#size] = hash;
    this.#ids[this.#size] = id;
  }

  /** Takes away the events above this one. */
  dropAbove(id: number): void {
    // The last added one is the newest of its bucket, so each step undoes one `add`.
    while (this.#size > 0 && this.lastId > id) {
      this.#newest[this.#bucketOf(this.#hashes[this.#size] ?? 0n)] = this.#older[this.#size] ?? 0;
      this.#size -= 1;
    }
  }

  /** The place of the newest event under a hash; 0 where there is none. */
  newest(hash: bigint): number {
    return this.#same(hash, this.#newest[this.#bucketOf(hash)] ?? 0);
  }

  /** The place of the next older event under the same hash. */
  older(place: number): number {
    return this.#same(this.#hashes[place] ?? 0n, this.#older[place] ?? 0);
  }

  idAt(place: number): number {
    return this.#ids[place] ?? 0;
  }

  /** In ascending order; one that several events have is there several times. */
  sortedHashes(): BigInt64Array {
    return this.#hashes.slice(1, this.#size + 1).sort();
  }

  #same(hash: bigint, from: number): number {
    let place = from;
    while (place !== 0 && this.#hashes[place] !== hash) place = this.#older[place] ?? 0;
    return place;
  }

  #bucketOf(hash: bigint): number {
    return Number(BigInt.asUintN(this.#bucketBits, hash));
  }
}
