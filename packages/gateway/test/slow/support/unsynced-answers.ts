import type { SystemCall } from "./system-calls.ts";

/** Of a call on a descriptor whose path or socket `strace -y` wrote beside its number. */
const DESCRIPTOR = /^(\d+<[^>]*>)/;
const SYNC = /^(?:fdatasync|fsync)$/;
const LOG_FILE = /^\d+<[^>]*countersign\.db-wal>/;
const REQUEST = /^\d+<[^>]*>, "POST \/in\//;
const ACKNOWLEDGEMENT = /^\d+<[^>]*>, \[?(?:\{iov_base=)?"HTTP\/1\.1 200 /;

export interface TracedAnswers {
  /** Acknowledged requests that the trace shows from their first byte. */
  readonly acknowledged: number;
  /** Those of them between whose request and answer the log of the database was not synced. */
  readonly unsynced: readonly SystemCall[];
}

/**
 * Looks for acknowledgements that cannot have waited for the disk: whose answer begins before a sync of the log is over that
 * began after the request was read. What was synced cannot be seen from outside, so a sync for somebody else counts as well;
 * with one request at a time there is nobody else.
 */
export function unsyncedAnswers(calls: readonly SystemCall[]): TracedAnswers {
  const requests = new Map<string, SystemCall>();
  const syncs = calls.filter(({ name, text }) => SYNC.test(name) && LOG_FILE.test(text));
  const unsynced: SystemCall[] = [];
  let acknowledged = 0;
  for (const call of calls) {
    const descriptor = DESCRIPTOR.exec(call.text)?.[1] ?? "";
    if (REQUEST.test(call.text)) requests.set(descriptor, call);
    if (!ACKNOWLEDGEMENT.test(call.text)) continue;
    const request = requests.get(descriptor);
    if (request === undefined) continue;
    requests.delete(descriptor);
    acknowledged += 1;
    const isSynced = syncs.some(({ begun, ended }) => begun > request.ended && ended < call.begun);
    if (!isSynced) unsynced.push(call);
  }
  return { acknowledged, unsynced };
}
