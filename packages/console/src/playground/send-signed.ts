import { client } from "../api/client.ts";
import type { BenchInput } from "./bench-input.ts";
import { bodyBytes } from "./body-bytes.ts";
import { readHeaderLines } from "./header-lines.ts";
import type { Header } from "./header-lines.ts";

/** Where a request of the playground is really sent: a source of this gateway, at the address of this page. */
export interface SendTarget {
  readonly source: string;
  readonly path: string;
}

/** What came of a request that was sent. */
export interface SentAnswer {
  readonly status: number;
  /** As the sender sees it. */
  readonly text: string;
  /** Headers that a browser lets no page send. */
  readonly leftOut: readonly string[];
  /** Where it is now, as far as that can be told. */
  readonly kept: KeptAs | undefined;
}

export type KeptAs =
  { readonly as: "event"; readonly id: string } | { readonly as: "refused"; readonly id: string };

/** The gateway's answers to senders are short. */
const MAX_SHOWN_CHARACTERS = 4096;

/** What was refused is kept a moment after it was answered. */
const LOOKS = 10;
const LOOK_EVERY_MS = 300;

/** The `Date` of an answer has whole seconds, and a request is judged before it is answered. */
const DATE_SLACK_MS = 3000;

/** Names that fetch takes from no page (https://fetch.spec.whatwg.org/#forbidden-request-header), as far as senders use them. */
const FORBIDDEN =
  /^(?:accept-(?:charset|encoding)|access-control-request-.*|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|te|trailer|transfer-encoding|upgrade|via|proxy-.*|sec-.*)$/i;

/** Posts a signed request as its sender would: without the session, so that only the signature counts. */
export async function sendSigned(target: SendTarget, signed: BenchInput): Promise<SentAnswer> {
  const { headers } = readHeaderLines(signed.headers);
  const body = bodyBytes(signed) ?? new Uint8Array();
  // To a source and not to the API: a sender has no client.
  const response = await globalThis.fetch(target.path, {
    method: signed.method,
    headers: sendable(headers),
    body: new Uint8Array(body),
    credentials: "omit",
    redirect: "error",
    cache: "no-store",
  });
  const text = (await response.text()).slice(0, MAX_SHOWN_CHARACTERS);
  const leftOut = headers.map(({ name }) => name).filter((name) => FORBIDDEN.test(name));
  const date = Date.parse(response.headers.get("date") ?? "");
  const from = new Date((Number.isNaN(date) ? Date.now() : date) - DATE_SLACK_MS).toISOString();
  const sent = { source: target.source, from, bodyBytes: body.length };
  const event = eventIdIn(text);
  const kept = event !== undefined ? { as: "event" as const, id: event } : await whereKept(response.ok, sent);
  return { status: response.status, text, leftOut, kept };
}

function sendable(headers: readonly Header[]): Headers {
  const all = new Headers();
  for (const { name, value } of headers) if (!FORBIDDEN.test(name)) all.append(name, value);
  return all;
}

/** Most schemes are answered with the event's id. */
function eventIdIn(text: string): string | undefined {
  return /"(evt_[0-9a-hjkmnp-tv-z]{20})"/.exec(text)?.[1];
}

interface Sent {
  readonly source: string;
  readonly from: string;
  readonly bodyBytes: number;
}

/** Looks for what has just come from a source with so many bytes. Two alike at once cannot be told apart: then none is named. */
async function whereKept(
  isAccepted: boolean,
  { source, from, bodyBytes: size }: Sent,
): Promise<KeptAs | undefined> {
  for (let look = 0; look < LOOKS; look += 1) {
    const query = { source, from, limit: 20 };
    const { items } = isAccepted
      ? await client.call("listEvents", { query })
      : await client.call("listQuarantine", { query });
    const alike = items.filter((item) => item.bodyBytes === size);
    const [only] = alike;
    if (only !== undefined) {
      return alike.length > 1 ? undefined : { as: isAccepted ? "event" : "refused", id: only.id };
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return undefined;
}
