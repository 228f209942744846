import { createSigner, createVerifier, type Scheme } from "../../src/index.ts";
import { codeOf, NOW_MS } from "../support/scheme-cases.ts";
import type { Peer } from "./peer.ts";

/** This library's half of a peer: verifying and signing by a scheme at the fake present. */
export function ourSide(scheme: Scheme): Pick<Peer, "ourCode" | "ourHeaders"> {
  return {
    ourCode: (sent, secret) => codeOf(createVerifier(scheme, optionsOf(secret)).verify(sent)),
    ourHeaders: (signed, secret) => createSigner(scheme, optionsOf(secret)).sign(signed),
  };
}

function optionsOf(secret: string) {
  return { keys: [{ secret }], now: () => NOW_MS };
}
