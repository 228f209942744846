import { CountersignError, type ErrorEntry } from "./countersign-error.ts";

/** Misuse that only adapters, replay stores and the signing client report: bundles of a verifier leave it out. */
export const edgeMisuseCodes = {
  verifier_required: { meaning: "there is no verifier", remedy: "pass verifier: createVerifier(...)" },
  handler_required: { meaning: "the handler is not a function", remedy: "pass the handler last" },
  callback_invalid: { meaning: "a callback is not a function", remedy: "pass a function, or leave it out" },
  on_error_required: {
    meaning: "nothing else would hear of the handler's errors here",
    remedy: "pass onError, for instance (error) => console.error(error)",
  },
  path_required: { meaning: "the route has no path", remedy: 'pass path, such as "/webhooks/nabla"' },
  body_already_parsed: {
    meaning: "the body was read before the webhook's adapter saw it, and its exact bytes are gone",
    remedy: "let no body parser run before the adapter on this route",
  },
  event_not_understood: {
    meaning: "the event is none of API Gateway (v1, v2), a function URL or a load balancer",
    remedy: "connect the function by a proxy integration, a function URL or a load balancer",
  },
  source_invalid: {
    meaning: "source is not 1 to 100 characters of text",
    remedy: "name where the webhooks come from, or leave source out",
  },
  duration_invalid: {
    meaning: "a duration is not a whole number of milliseconds from 1",
    remedy: "pass milliseconds, such as 60000",
  },
  max_entries_invalid: {
    meaning: "maxEntries is not a whole number from 1",
    remedy: "pass how many keys may be remembered, such as 100000",
  },
  replay_store_invalid: {
    meaning: "the replay store lacks reserve, complete or fail, or answered something unknown",
    remedy: "implement the interface ReplayStore",
  },
  replay_store_required: {
    meaning: "options for repeats have no effect without a store",
    remedy: "pass replayStore, or leave the option out",
  },
  fetch_invalid: { meaning: "fetch is not a function", remedy: "pass a function such as globalThis.fetch" },
  max_response_bytes_invalid: {
    meaning: "maxResponseBytes is not a whole number from 0",
    remedy: "pass bytes, such as 8388608",
  },
  header_reserved: {
    meaning: "a header that the scheme or the connection sets is given by hand",
    remedy: "leave it out; the client writes it",
  },
  body_not_serialisable: {
    meaning: "the body is neither bytes, text nor a JSON value",
    remedy: "pass bytes, text, or something that JSON.stringify can write",
  },
} as const satisfies Record<string, ErrorEntry>;

/** The error for a code; `detail` says which option or place, never a value. */
export function edgeMisuse(code: keyof typeof edgeMisuseCodes, detail?: string): CountersignError {
  return new CountersignError(code, edgeMisuseCodes[code], detail);
}

/** The error for a body that some parser has read, with what to do about it in this framework. */
export function bodyAlreadyParsed(remedy: string): CountersignError {
  const { meaning } = edgeMisuseCodes.body_already_parsed;
  return new CountersignError("body_already_parsed", { meaning, remedy }, undefined);
}
