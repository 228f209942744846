import type { ReactElement } from "react";

/** Drawn on a grid of 16 with a line of 1.5. One entry an icon; a word always stands beside it, or names its button. */
const shapes = {
  overview: "M2 13.5h12M3.5 11V7.5M7 11V3.5M10.5 11V6M13 11V8.5",
  inbox: "M2 9l2-6h8l2 6v4H2zM2 9h3.5l1 2h3l1-2H14",
  deliveries: "M2 8h10M8.5 4.5L12 8l-3.5 3.5M14 3v10",
  quarantine: "M8 1.8l5.5 2v4.4c0 3-2.3 5.2-5.5 6-3.2-.8-5.5-3-5.5-6V3.8zM6 6l4 4M10 6l-4 4",
  live: "M1.5 8h3l2-5 3 10 2-5h3",
  sources: "M8 2v8M4.5 6.5L8 10l3.5-3.5M2 13.5h12",
  endpoints: "M8 10.5V2.5M4.5 6L8 2.5 11.5 6M2 13.5h12",
  connections: "M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 014.3 4.3L11.5 9M9 11.5L7.5 13a3 3 0 01-4.3-4.3L4.5 7",
  playground: "M6 2h4M7 2v4l-4 7h10l-4-7V2M5 10h6",
  replays: "M3 3v3.5h3.5M3.3 6.5A5.2 5.2 0 118 13.2a5.2 5.2 0 01-4.7-3",
  schemes: "M4 2h6l3 3v9H4zM10 2v3h3M6 8h5M6 11h5",
  audit: "M3 3h10M3 6.5h10M3 10h5M9.5 12l1.5 1.5 3-3",
  settings: "M2 4.5h6M11.5 4.5H14M2 11.5h2.5M8 11.5h6M9.8 2.8v3.4M6.2 9.8v3.4",
  search: "M7 12A5 5 0 107 2a5 5 0 000 10zM10.6 10.6L14 14",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  check: "M3 8.5l3.2 3.2L13 5",
  cross: "M4 4l8 8M12 4l-8 8",
  warning: "M8 2L1.5 13.5h13zM8 6.5v3.5M8 11.8v.2",
  clock: "M8 14A6 6 0 108 2a6 6 0 000 12zM8 4.5V8l2.5 1.5",
  arrowRight: "M3 8h10M9 4l4 4-4 4",
  pause: "M5.5 3v10M10.5 3v10",
  play: "M4.5 3v10l8-5z",
  stop: "M4 4h8v8H4z",
  dot: "M8 10.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  minus: "M3.5 8h9",
  plus: "M8 3v10M3 8h10",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 100-4 2 2 0 000 4z",
  lock: "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 015 0v2",
  key: "M10 9.5a3.5 3.5 0 10-3.3-2.3L2 12v2h2.5v-1.5H6V11l1.3-1.3c.8.3 1.7-.2 2.7-.2zM11 5.5v.1",
  filter: "M2 3h12L9.5 8.5V13l-3-1.5v-3z",
  sun: "M8 11a3 3 0 100-6 3 3 0 000 6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M3 13l1-1M12 4l1-1",
  moon: "M13.5 9.5A6 6 0 016.5 2.5a6 6 0 107 7z",
  screen: "M2 3h12v8H2zM6 14h4M8 11v3",
  signOut: "M9 2.5H3v11h6M6.5 8H14M11 5l3 3-3 3",
  help: "M8 14A6 6 0 108 2a6 6 0 000 12zM6.2 6.3a1.8 1.8 0 113 1.3c-.7.5-1.2.9-1.2 1.7M8 11.3v.1",
  chevron: "M6 3.5L10.5 8 6 12.5",
  person: "M8 8a2.8 2.8 0 100-5.6A2.8 2.8 0 008 8zM2.5 14c.5-3 2.7-4.3 5.5-4.3s5 1.3 5.5 4.3",
} as const;

export type IconName = keyof typeof shapes;

const SIDE_PX = 16;

/** A small line drawing beside its word; screen readers hear the word alone. */
export function Icon({
  name,
  size = SIDE_PX,
}: {
  readonly name: IconName;
  readonly size?: number;
}): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      style={{ flex: "none" }}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
