import { writeByteString } from "../../encoding/byte-string.ts";
import type { CauseCode } from "../causes.ts";
import { equalBytes } from "../equal-bytes.ts";

/** Every hash whose MACs are told apart by their length. */
export type SearchedHash = "sha1" | "sha256" | "sha384" | "sha512";

/** A MAC key, and what findings call it. */
export interface NamedKey {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A piece of the signed content. */
export type ContentPiece = "timestamp" | "id" | "method" | "url" | "body" | { readonly literal: string };

/** How content is escaped before it is hashed: byte by byte, so that parts can be escaped and then joined. */
export type Escape = (content: Uint8Array) => Uint8Array;

/** One complete guess of how the request was signed. Texts are byte strings. */
export interface Hypothesis {
  readonly keys: readonly NamedKey[];
  readonly hash: SearchedHash;
  readonly pieces: readonly ContentPiece[];
  readonly escape: Escape | undefined;
  readonly body: Uint8Array;
  readonly timestamp: string;
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

/** What a finding says happened. */
export interface Claim {
  readonly code: CauseCode;
  /** In words that follow "if". */
  readonly how: string;
  /** Lengths and offsets; ways with the same ones are told together. */
  readonly detail?: string;
}

/** One departure from the declared scheme. */
export interface Deviation extends Claim {
  readonly change: Partial<Hypothesis>;
  /** Whether it is frequent enough to be tried together with others. */
  readonly isCommon: boolean;
}

/** The bytes that a hypothesis says were signed, in the pieces they are joined from. */
export function contentOf(hypothesis: Hypothesis): readonly Uint8Array[] {
  const { pieces, body, escape } = hypothesis;
  return pieces.map((piece) => {
    if (piece === "body") return escape === undefined ? body : escapedBody(escape, body);
    const text = byteStringBytes(typeof piece === "object" ? piece.literal : hypothesis[piece]);
    return escape === undefined ? text : escape(text);
  });
}

/** Escaped bodies by body and escape: a body is escaped once, not once for every guess. */
const escapedBodies = new WeakMap<Uint8Array, Map<Escape, Uint8Array>>();

/** Escapes that come to the same bytes give the same array, so that its signatures are computed once. */
function escapedBody(escape: Escape, body: Uint8Array): Uint8Array {
  const ofBody = escapedBodies.get(body) ?? new Map<Escape, Uint8Array>();
  escapedBodies.set(body, ofBody);
  const known = ofBody.get(escape);
  if (known !== undefined) return known;
  const escaped = escape(body);
  const same = Array.from(ofBody.values()).find((each) => equalBytes(each, escaped));
  ofBody.set(escape, same ?? escaped);
  return same ?? escaped;
}

function byteStringBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  writeByteString(text, bytes, 0);
  return bytes;
}
