/** How every screen is looked at: both widths, light and dark. */
export const LOOKS = [
  { width: "desk", colorScheme: "light" },
  { width: "desk", colorScheme: "dark" },
  { width: "phone", colorScheme: "light" },
  { width: "phone", colorScheme: "dark" },
] as const;
