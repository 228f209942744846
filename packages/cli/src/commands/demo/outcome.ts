import type { Answer } from "../../play/post-bytes.ts";

/** What an answer says. `unclear`: nothing the gateway promises. */
export type Outcome = "accepted" | "duplicate" | "refused" | "unclear";

export interface ReadAnswer {
  readonly outcome: Outcome;
  /** The event's id, where the answer names one. */
  readonly eventId?: string;
}

/** Reads `200 {"id":"evt_…","duplicate":false}`, or a refusal. */
export function readAnswer({ status, body }: Pick<Answer, "status" | "body">): ReadAnswer {
  if (status === 401 || status === 403) return { outcome: "refused" };
  if (status !== 200) return { outcome: "unclear" };
  const { id, duplicate } = parseObject(body);
  if (typeof id !== "string" || typeof duplicate !== "boolean") return { outcome: "unclear" };
  return { outcome: duplicate ? "duplicate" : "accepted", eventId: id };
}

function parseObject(text: string): { readonly id?: unknown; readonly duplicate?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
