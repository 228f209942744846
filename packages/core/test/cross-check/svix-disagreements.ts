import { dialectDisagreements } from "./dialect-disagreements.ts";
import type { Disagreement } from "./disagreement.ts";
import { headerOf } from "./header-of.ts";
import type { Sent } from "./peer.ts";
import { sentBy } from "./sent-by.ts";
import { svixPeer } from "./svix-peer.ts";

const NAMES = ["svix-id", "svix-timestamp", "svix-signature"];

/** Every way in which this library is stricter than Svix's. */
export const svixDisagreements: readonly Disagreement[] = [
  ...dialectDisagreements(svixPeer),
  {
    name: "headers of two families, svix-… and webhook-…",
    reason: "a scheme names its headers; who may mix two sets can send two ids and choose which one counts",
    code: "missing_header",
    applies: (sent) => NAMES.some((name) => headerOf(sent, name) === undefined),
    examples: [renamed("svix-id"), renamed("svix-timestamp"), renamed("svix-")],
  },
];

/** A right request in which headers that begin so bear the unbranded name instead. */
function renamed(beginning: string): Sent {
  const { headers, body } = sentBy(svixPeer);
  const entries = Object.entries(headers).map(([name, value]) => [
    name.startsWith(beginning) ? name.replace("svix-", "webhook-") : name,
    value,
  ]);
  return { headers: Object.fromEntries(entries), body };
}
