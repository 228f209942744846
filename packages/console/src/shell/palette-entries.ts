import type { IconName } from "../parts/icon.tsx";
import { idTarget } from "./id-target.ts";
import type { Place } from "./places.ts";

export interface PaletteEntry {
  readonly href: string;
  readonly name: string;
  readonly says: string;
  readonly icon: IconName;
  readonly keys?: string;
}

/** Gives where a text may lead: the page of an id, or the places whose name or description has these words. */
export function paletteEntries(text: string, places: readonly Place[]): readonly PaletteEntry[] {
  const target = idTarget(text);
  if (target !== undefined) {
    return [{ href: target.href, name: `Open ${target.what}`, says: target.id, icon: "arrowRight" }];
  }
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return places
    .filter(({ name, says }) => words.every((word) => `${name} ${says}`.toLowerCase().includes(word)))
    .toSorted((one, other) => rank(one, words) - rank(other, words))
    .map(({ to, name, says, icon, key }) => ({ href: to, name, says, icon, keys: `g ${key}` }));
}

/** Names that begin with what was typed come first. */
function rank({ name }: Place, [first = ""]: readonly string[]): number {
  return name.toLowerCase().startsWith(first) ? 0 : 1;
}
