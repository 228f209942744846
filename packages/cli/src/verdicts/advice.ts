import type { VerdictCode } from "countersign";

/** Where to look first after a refusal, by its code. */
export const advice: Readonly<Record<VerdictCode, string>> = {
  wrong_method: "the request's method; --method names another than POST",
  body_too_large: "who sends this much, or the limit",
  missing_header: "whether the sender signs at all, and whether a proxy drops headers with odd names",
  repeated_header: "what adds the header a second time: a proxy, or a client that sets and appends it",
  too_many_signatures: "how many keys the sender signs with",
  malformed_signature: "the signature's encoding and prefix, and whether this is the sender's scheme",
  malformed_timestamp: "the timestamp's unit and form, and whether this is the sender's scheme",
  unknown_caller: "whether the API key is this sender's, copied whole",
  no_match:
    "the secret first, then the body: were its bytes parsed and written again, or a line end added? " +
    "Schemes that sign the URL sign what the sender was given",
  stale: "the clock, or whether the request was kept or replayed; --now judges it at another moment",
  from_the_future: "the clock of this machine; --now judges it at another moment",
};
