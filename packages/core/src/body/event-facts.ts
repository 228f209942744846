import { isWellFormed } from "../encoding/well-formed.ts";
import type { EventTypeRule } from "../scheme.ts";
import { atPointer } from "./json-pointer.ts";

/** Long enough for every id seen; an index entry must stay small. */
const MAX_EVENT_ID_CHARACTERS = 256;
const MAX_EVENT_TYPE_CHARACTERS = 128;

// C0 and C1 controls and DEL: such a type could forge a line of a log.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/u;

/** The event's id in a JSON value: non-empty, well-formed text of bounded length, else undefined. */
export function eventIdIn(json: unknown, pointer: string): string | undefined {
  const id = atPointer(json, pointer);
  if (typeof id !== "string" || id === "" || id.length > MAX_EVENT_ID_CHARACTERS) return undefined;
  // Two ids with different halves of characters would become one as soon as they are stored as UTF-8.
  return isWellFormed(id) ? id : undefined;
}

/** The event's type in a JSON value, as the rule says. Text that is long, empty or holds controls does not count. */
export function eventTypeIn(json: unknown, rule: EventTypeRule): string {
  if (rule.pointer !== undefined) {
    const type = atPointer(json, rule.pointer);
    if (typeof type === "string" && isUsableType(type)) return type;
  }
  return rule.shapes?.find(({ has }) => atPointer(json, has) !== undefined)?.type ?? rule.default;
}

function isUsableType(type: string): boolean {
  return (
    type !== "" &&
    type.length <= MAX_EVENT_TYPE_CHARACTERS &&
    isWellFormed(type) &&
    !CONTROL_CHARACTER.test(type)
  );
}
