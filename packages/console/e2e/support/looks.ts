import type { Look } from "./visit.ts";

/** How a screen is looked at: both widths, light and dark. All four pairs take twice the time, and colours do not depend on the width. */
export const TWO_LOOKS: readonly Look[] = [
  { width: "desk", colorScheme: "light" },
  { width: "phone", colorScheme: "dark" },
];
