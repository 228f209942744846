/** How a screen can be looked at. */
const LOOKS = [
  { width: "desk", colorScheme: "light" },
  { width: "desk", colorScheme: "dark" },
  { width: "phone", colorScheme: "light" },
  { width: "phone", colorScheme: "dark" },
] as const;

/** Two that have both widths, light and dark: all four take twice the time, and colours do not depend on the width. */
export const TWO_LOOKS = [LOOKS[0], LOOKS[3]] as const;
