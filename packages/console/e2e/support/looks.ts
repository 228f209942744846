import { pictureFolder } from "./visit.ts";
import type { Look } from "./visit.ts";

/** Both widths, light and dark: colours do not depend on the width. */
const BOTH: readonly Look[] = [
  { width: "desk", colorScheme: "light" },
  { width: "phone", colorScheme: "dark" },
];

/** Whoever wants pictures gets the other two pairs too. */
const CROSSED: readonly Look[] = [
  { width: "phone", colorScheme: "light" },
  { width: "desk", colorScheme: "dark" },
];

/** How every screen is looked at. */
export const LOOKS: readonly Look[] = pictureFolder === undefined ? BOTH : [...BOTH, ...CROSSED];
