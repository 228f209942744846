import { randomUUID } from "node:crypto";
import type { Scheme } from "countersign";

/** One event as its vendor publishes it, ready to be signed and posted. */
export interface Example {
  readonly scheme: Scheme;
  /** The event's type, as the scheme reads it from the body. */
  readonly eventType: string;
  /** The exact text of the body, from the vendor's own documentation. */
  readonly body: string;
  /** The text in the body that tells one event from the next. */
  readonly identity: Identity;
}

export interface Identity {
  /** As the vendor prints it; stands in the body at least once. */
  readonly printed: string;
  /** Another one of the same form. */
  readonly fresh: () => string;
}

/** An identity that is a UUID. */
export function uuidIdentity(printed: string): Identity {
  return { printed, fresh: randomUUID };
}

/** The body of another event of the same kind: the example with a fresh identity. */
export function freshBody(example: Example): string {
  return example.body.replaceAll(example.identity.printed, example.identity.fresh());
}
