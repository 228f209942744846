import type { Sent } from "./peer.ts";

/** A header's text whatever the case of its name; of several the last, as the peers read it. */
export function headerOf({ headers }: Sent, name: string): string | undefined {
  return Object.entries(headers).findLast(([each]) => each.toLowerCase() === name)?.[1];
}
