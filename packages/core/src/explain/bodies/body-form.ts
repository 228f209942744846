import type { CauseCode } from "../causes.ts";
import type { JsonNode } from "../json/json-node.ts";
import type { Deviation } from "../search/hypothesis.ts";

/** Another form of the received body that may be what was signed. */
export interface BodyForm {
  readonly code: CauseCode;
  /** In words that follow "if the signed body was". */
  readonly how: string;
  readonly bytes: Uint8Array;
  readonly isCommon: boolean;
}

/** What a family of forms is worked out from. */
export interface BodySource {
  readonly body: Uint8Array;
  /** The body as text, a byte order mark included; undefined if it is not UTF-8. */
  readonly text: string | undefined;
  /** The body's JSON, parsed when first asked for; undefined if it is none. */
  readonly json: () => JsonNode | undefined;
  /** A text as UTF-8. The same text gives the same array, so that its signatures are computed once. */
  readonly bytesOf: (text: string) => Uint8Array;
}

/** A form as a departure, its difference from the received body told in lengths and offsets. */
export function bodyDeviation(form: BodyForm, received: Uint8Array): Deviation {
  const { code, how, bytes, isCommon } = form;
  const at = firstDifference(bytes, received);
  const detail = `${bytes.length} bytes instead of ${received.length}, first difference at byte ${at}`;
  return { code, how: `the signed body was ${how}`, detail, change: { body: bytes }, isCommon };
}

function firstDifference(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) at += 1;
  return at;
}
