import type { MantineColorsTuple } from "@mantine/core";

/** The one accent: an ink blue. 6 is the fill of buttons, under white; 3 the text of dark pages. Both pass AA. */
export const accent: MantineColorsTuple = [
  "#eef4fc",
  "#d6e4f7",
  "#adc8ee",
  "#8ab4ea",
  "#5f93dc",
  "#3a74c8",
  "#1f5fbf",
  "#194f9f",
  "#143f80",
  "#0f3062",
];

/** Neutral greys with a breath of blue, so that they rest beside the accent. */
export const gray: MantineColorsTuple = [
  "#f7f8fa",
  "#eef0f3",
  "#e2e5ea",
  "#d0d5dc",
  "#b4bbc5",
  "#8b94a1",
  "#636c79",
  "#4b535f",
  "#333a44",
  "#1d2229",
];

/** The grounds, lines and texts of the dark page, from its text (0) to its deepest ground (9). */
export const dark: MantineColorsTuple = [
  "#dde1e7",
  "#b9c0ca",
  "#9aa3b0",
  "#6f7986",
  "#39414c",
  "#2d343e",
  "#21272f",
  "#171b21",
  "#11151a",
  "#0b0e12",
];
