import { acceptedAnswer } from "countersign";
import type { Scheme } from "countersign";
import type { ServerResponse } from "node:http";
import { sendJson } from "../http/answers.ts";
import type { AcceptResult } from "../store/accepting.ts";

/** Answers what was stored, or was stored before: as the sender's scheme says, else with the event's id. */
export function sendAccepted(
  response: ServerResponse,
  { scheme, body, result }: { readonly scheme: Scheme; readonly body: Uint8Array; readonly result: Stored },
): void {
  const own = acceptedAnswer(scheme, body);
  if (own === undefined) {
    const isDuplicate = result.outcome === "duplicate";
    sendJson(response, 200, `{"id":"${result.eventId}","duplicate":${isDuplicate}}`);
  } else {
    sendJson(response, own.status, JSON.stringify(own.body));
  }
}

type Stored = Exclude<AcceptResult, { readonly outcome: "outdated" }>;
