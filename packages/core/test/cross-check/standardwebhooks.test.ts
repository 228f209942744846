// Against the reference implementation of Standard Webhooks, which nobody here wrote.
import { describe } from "vitest";
import { crossCheck } from "./cross-check.ts";
import { dialectDisagreements } from "./dialect-disagreements.ts";
import { standardwebhooksPeer } from "./standardwebhooks-peer.ts";

describe(`beside ${standardwebhooksPeer.name}`, () => {
  crossCheck(standardwebhooksPeer, dialectDisagreements(standardwebhooksPeer));
});
