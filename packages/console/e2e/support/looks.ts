/** How every screen is looked at: both widths, light and dark. */
export const LOOKS = [
  { width: "desk", colorScheme: "light" },
  { width: "desk", colorScheme: "dark" },
  { width: "phone", colorScheme: "light" },
  { width: "phone", colorScheme: "dark" },
] as const;

/** Two that have both of each: for stories whose screens are many. */
export const TWO_LOOKS = [LOOKS[0], LOOKS[3]] as const;
