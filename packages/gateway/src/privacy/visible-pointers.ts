import type { Scheme } from "countersign";

/** Which values of a body may be shown to whoever sees it masked: all others are hidden. */
export function visiblePointersOf({ event }: Scheme): readonly string[] {
  const { idPointer, type, visible = [] } = event;
  return [...[idPointer, type.pointer].filter((pointer) => pointer !== undefined), ...visible];
}
