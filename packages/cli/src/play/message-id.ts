import { randomUUID } from "node:crypto";

/** A fresh id for schemes that sign one, of letters, digits, hyphen and underscore, which every scheme takes. */
export function messageId(): string {
  return `msg_${randomUUID()}`;
}
