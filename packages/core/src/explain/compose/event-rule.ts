import type { Scheme } from "../../scheme.ts";
import { decodeText } from "../decode-text.ts";

/** Names under which senders put an event's id and type, the most telling first. */
const ID_NAMES = ["event_id", "eventId", "id", "uuid"];
const TYPE_NAMES = ["event_type", "eventType", "type", "event", "topic"];

/** Where a body seems to have its event's id and type: a guess by names, which somebody must confirm. */
export function eventRule(body: Uint8Array): Scheme["event"] {
  const fields = textFields(body);
  const id = ID_NAMES.find((name) => fields.includes(name));
  const type = TYPE_NAMES.find((name) => fields.includes(name));
  return {
    ...(id !== undefined && { idPointer: `/${id}` }),
    type: { ...(type !== undefined && { pointer: `/${type}` }), default: "unknown" },
  };
}

/** The names of the top level's texts. */
function textFields(body: Uint8Array): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(decodeText(body) ?? "");
    if (typeof parsed !== "object" || parsed === null) return [];
    return Object.entries(parsed).flatMap(([name, value]) => (typeof value === "string" ? [name] : []));
  } catch {
    return []; // No JSON.
  }
}
