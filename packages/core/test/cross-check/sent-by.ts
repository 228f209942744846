import { NOW_MS } from "../support/scheme-cases.ts";
import { type Peer, SECRET, type Sent, type Signed } from "./peer.ts";

/** The fake present as the peers count it. */
export const NOW_SECONDS = Math.floor(NOW_MS / 1000);

/** What differs from a plain request that the peer signed. */
export interface Changes extends Partial<Signed> {
  /** The header's text instead of the signed number. */
  readonly time?: string;
  /** Makes the header's text from the right signature. */
  readonly signatures?: (right: string) => string;
  /** The body that is sent instead of the signed one. */
  readonly sentBody?: Buffer;
  /** Further headers, before the signed ones. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that the peer signed at the fake present, as it is or with changes. */
export function sentBy(peer: Peer, changes: Changes = {}, secret = SECRET): Sent {
  const { id = "msg_1", seconds = NOW_SECONDS, body = Buffer.from("{}") } = changes;
  const { time = String(seconds), signatures = (right: string) => right, sentBody = body } = changes;
  const right = peer.sign({ id, seconds, body }, secret);
  return {
    headers: {
      ...changes.headers,
      [`${peer.headerPrefix}id`]: id,
      [`${peer.headerPrefix}timestamp`]: time,
      [`${peer.headerPrefix}signature`]: signatures(right),
    },
    body: sentBody,
  };
}
