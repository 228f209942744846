import { dedupeHash } from "../dedupe-verdict.ts";
import { DedupeTail } from "./dedupe-tail.ts";
import type { Database } from "./driver.ts";
import { insertRows } from "./insert-rows.ts";
import { prepare } from "./query.ts";

/**
 * Events whose digests wait in memory before they are written: at a million stored events some ten of them share a page of
 * the index. Memory: 28 bytes each, twice, because one tail is filled while the one before it is written, and 8 bytes of
 * their order.
 */
export const TAIL_EVENTS = 65_536;

/** For each event that is added two of the older tail are written, so that it is written long before the newer is full. */
const WRITTEN_PER_EVENT = 2;

/** Events that are read at once when the tails are read from the database. */
const EVENTS_PER_READ = 2000;

/**
 * Digests of the latest events, in memory and not yet all in `dedupe_keys`. They are written in the order of their hash,
 * some with each transaction, and the mark `indexed_through` moves in the transaction that writes the last of a tail. What
 * was written of a tail before the process died is written again, which changes nothing.
 */
export interface WaitingDigests {
  /** To be called first in every transaction: what the one before added and undid is forgotten. */
  begin(): void;
  add(hash: bigint, eventId: number): void;
  /** Gives what `read` finds for the newest of the events under this hash for which it finds something. */
  find<Found>(hash: bigint, read: (eventId: number) => Found | undefined): Found | undefined;
  /**
   * Writes some of what waits, in proportion to what was added. To be called last in a transaction that has added: that
   * it was undone is told by its events.
   */
  writeSome(): void;
  /** Writes all that waits, unless the events up to this one have been written. */
  writeThrough(eventId: number): void;
}

/** A tail, and how far it was written. */
interface WaitingTail {
  readonly tail: DedupeTail;
  /** Its hashes in the order in which they are written, from the first write on. */
  sorted?: BigInt64Array | undefined;
  /** How many of these, counting what the transaction under way has written. */
  written: number;
  /** How many are known to be on disk. */
  committed: number;
}

interface Progress {
  readonly lastEventId: number;
  readonly indexedThrough: number;
}

/** Reads what waits from the stored events. */
export function waitingDigests(database: Database, tailEvents: number): WaitingDigests {
  const readProgress = prepare<Progress>(
    database,
    `SELECT s.last AS lastEventId, p.indexed_through AS indexedThrough
     FROM sequences s, dedupe_progress p WHERE s.name = 'events' AND p.id = 1`,
  );
  const beginInserts = insertRows(database, {
    into: "INSERT OR IGNORE INTO dedupe_keys (hash, event_id)",
    columns: 2,
  });
  const advance = prepare(database, "UPDATE dedupe_progress SET indexed_through = ? WHERE id = 1");

  /** Oldest first; the last one is being filled, those before it are being written. */
  let tails: readonly WaitingTail[] = [];
  let owed = 0;

  function progress(): Progress {
    const row = readProgress.get();
    if (row === undefined) throw new Error("the database does not say how far its digests are written");
    return row;
  }

  function add(hash: bigint, eventId: number): void {
    let newest = tails.at(-1);
    if (newest === undefined || newest.tail.isFull) {
      newest = { tail: new DedupeTail(tailEvents), written: 0, committed: 0 };
      tails = [...tails, newest];
    }
    newest.tail.add(hash, eventId);
  }

  /** Writes at most so many hashes; gives how many it has. */
  function write(part: WaitingTail, maxHashes: number): number {
    part.sorted ??= part.tail.sortedHashes();
    const { sorted, written, tail } = part;
    const end = Math.min(sorted.length, written + maxHashes);
    const inserts = beginInserts();
    for (let place = written; place < end; place += 1) {
      const hash = sorted[place] ?? 0n;
      if (place > 0 && hash === sorted[place - 1]) continue;
      for (let at = tail.newest(hash); at !== 0; at = tail.older(at)) inserts.add(hash, tail.idAt(at));
    }
    inserts.finish();
    part.written = end;
    return end - written;
  }

  /** Where the transaction before was undone, forgets what it added and what it wrote. */
  function settle(part: WaitingTail, { lastEventId, isUndone }: Settlement): void {
    if (part.tail.lastId > lastEventId) {
      part.tail.dropAbove(lastEventId);
      part.sorted = undefined;
    }
    if (isUndone) part.written = part.committed;
    else part.committed = part.written;
  }

  function load({ indexedThrough }: Progress): void {
    const list = prepare<FiledEvent>(
      database,
      `SELECT id, CASE WHEN conflicts_with IS NULL THEN dedupe_mac ELSE body_mac END AS filedMac
       FROM events WHERE id > ? ORDER BY id LIMIT ${EVENTS_PER_READ}`,
    );
    let events = list.all(indexedThrough);
    while (events.length > 0) {
      for (const { id, filedMac } of events) add(dedupeHash(filedMac), id);
      events = list.all(events.at(-1)?.id ?? 0);
    }
  }

  load(progress());
  return {
    begin() {
      const { lastEventId, indexedThrough } = progress();
      const isUndone = (tails.at(-1)?.tail.lastId ?? 0) > lastEventId;
      for (const part of tails) settle(part, { lastEventId, isUndone });
      tails = tails.filter(({ tail }) => tail.lastId > indexedThrough);
    },
    add(hash, eventId) {
      add(hash, eventId);
      owed += WRITTEN_PER_EVENT;
    },
    find(hash, read) {
      for (let index = tails.length - 1; index >= 0; index -= 1) {
        const tail = tails[index]?.tail;
        for (let at = tail?.newest(hash) ?? 0; at !== 0; at = tail?.older(at) ?? 0) {
          const found = read(tail?.idAt(at) ?? 0);
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
    writeSome() {
      for (const part of tails.slice(0, -1)) {
        owed -= write(part, owed);
        if (part.written < (part.sorted?.length ?? 0)) break;
        advance.run(part.tail.lastId);
      }
      owed = 0;
    },
    writeThrough(eventId) {
      const { lastEventId, indexedThrough } = progress();
      if (tails.length === 0 || eventId <= indexedThrough) return;
      // Whatever becomes of the transaction, what waits is known here until the next one finds the mark moved.
      for (const { tail } of tails) write({ tail, written: 0, committed: 0 }, Number.POSITIVE_INFINITY);
      advance.run(lastEventId);
    },
  };
}

interface Settlement {
  readonly lastEventId: number;
  readonly isUndone: boolean;
}

interface FiledEvent {
  readonly id: number;
  /** The digest under which the event is found. */
  readonly filedMac: Uint8Array;
}
