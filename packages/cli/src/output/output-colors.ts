import pc from "picocolors";
import type { Colors } from "picocolors/types.js";

/** Colours only where someone looks: on a terminal, unless NO_COLOR has a value (https://no-color.org). */
export function outputColors(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Colors {
  const isUnwanted = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return pc.createColors(stream.isTTY === true && !isUnwanted);
}
