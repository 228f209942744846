/** How a screen is looked at: both widths, light and dark. All four pairs take twice the time, and colours do not depend on the width. */
export const TWO_LOOKS = [
  { width: "desk", colorScheme: "light" },
  { width: "phone", colorScheme: "dark" },
] as const;
