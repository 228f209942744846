import { readFileSync } from "node:fs";

/** The one source: what other languages and the senders' own samples have computed. */
const FILES = ["vendors.json", "pitfalls.json"];

const FOLDER = new URL("../../vectors/", import.meta.url);

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
  /** @type {Readonly<Record<string, string>>} */
  const schemeIds = JSON.parse(readFileSync(new URL("scheme-ids.json", FOLDER), "utf8"));
  /** @type {Record<string, object[]>} */
  const byScheme = {};
  for (const file of FILES) {
    const { meta: _meta, ...lists } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"));
    for (const vector of Object.values(lists).flat()) {
      const sender = vector.profile === undefined ? vector.vendor : `${vector.vendor}/${vector.profile}`;
      const kept = KEPT.filter((key) => vector[key] !== undefined).map((key) => [key, vector[key]]);
      (byScheme[schemeIds[sender] ?? sender] ??= []).push(Object.fromEntries(kept));
    }
  }
  return JSON.stringify(byScheme);
}
