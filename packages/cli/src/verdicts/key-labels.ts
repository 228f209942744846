import type { Keys } from "../keys/read-keys.ts";
import { secretLabel } from "../secrets/secret-label.ts";

/** How to speak of each key, by the id under which the library knows it: `key 1 (env:NAME …f3a9)`. */
export function keyLabels({ secrets }: Pick<Keys, "secrets">): ReadonlyMap<string, string> {
  return new Map(
    secrets.map((secret, index) => [`key-${index + 1}`, `key ${index + 1} (${secretLabel(secret)})`]),
  );
}
