import type { Evidence } from "../evidence.ts";
import { shownName } from "../read-headers.ts";
import type { Suspicion } from "./suspicion.ts";

/** Headers of tunnels that post what they parsed. */
const TUNNEL_AGENTS = /smee|localtunnel|webhook-relay|webhookrelay/i;
/** Headers of proxies, firewalls and CDNs that can rewrite bodies. */
const INTERMEDIARIES = [
  "cf-ray",
  "x-amz-cf-id",
  "x-akamai-transformed",
  "x-sucuri-id",
  "x-iinfo",
  "x-fastly-request-id",
];

/**
 * Who may have rewritten the body on the way (C31, C32). Only worth saying when the body was found rewritten.
 */
export function pathSuspicions({ headers }: Evidence): readonly Suspicion[] {
  const agent = headers.find(({ name, value }) => name === "user-agent" && TUNNEL_AGENTS.test(value));
  const relay = agent ?? headers.find(({ name }) => name === "x-smee-channel" || name === "x-webhook-relay");
  if (relay !== undefined) {
    const proof = `the body was rewritten, and ${shownName(relay.name)} names a tunnel that does so`;
    return [{ code: "C32", proof, certainty: "likely" }];
  }
  const intermediary = headers.find(({ name }) => INTERMEDIARIES.includes(name));
  if (intermediary === undefined) return [];
  const proof = `the body was rewritten, and ${shownName(intermediary.name)} shows that the request passed one`;
  return [{ code: "C31", proof, certainty: "likely" }];
}
