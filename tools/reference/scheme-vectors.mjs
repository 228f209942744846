import { readFileSync } from "node:fs";

/** The one source: what other languages and the senders' own samples have computed. */
const FILES = ["vendors.json", "pitfalls.json"];

/** vendor and profile of a vector → scheme id, where they differ. */
/** @type {Readonly<Record<string, string>>} */
const SCHEME_IDS = {
  insight: "insight-health",
  "nabla/core": "nabla",
  "nabla/connect": "nabla-connect",
  "honeybee/secret-header": "honeybee-secret",
};

/** What a verifier is judged by; the rest tells how a vector was made. */
const KEPT = [
  "name",
  "method",
  "url",
  "headers",
  "bodyBase64",
  "bodyRecipe",
  "secrets",
  "keyEncoding",
  "nowMs",
  "expect",
  "code",
];

/** The vectors of the built-in schemes by id, for the gateway's own test of them. */
export function schemeVectors() {
  /** @type {Record<string, object[]>} */
  const byScheme = {};
  for (const file of FILES) {
    const path = new URL(`../../vectors/${file}`, import.meta.url);
    const { meta: _meta, ...lists } = JSON.parse(readFileSync(path, "utf8"));
    for (const vector of Object.values(lists).flat()) {
      const sender = vector.profile === undefined ? vector.vendor : `${vector.vendor}/${vector.profile}`;
      const kept = KEPT.filter((key) => vector[key] !== undefined).map((key) => [key, vector[key]]);
      (byScheme[SCHEME_IDS[sender] ?? sender] ??= []).push(Object.fromEntries(kept));
    }
  }
  return JSON.stringify(byScheme);
}
