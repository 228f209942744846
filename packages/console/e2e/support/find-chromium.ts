import { existsSync } from "node:fs";

/** Names the program where it is none of these. */
const VARIABLE = "COUNTERSIGN_TEST_CHROMIUM";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine, or undefined. Nothing is downloaded: a browser is updated by its system. */
export function findChromium(): string | undefined {
  return process.env[VARIABLE] ?? PLACES.find((path) => existsSync(path));
}

/** Why stories are skipped. */
export const noChromium = `no Chromium in ${PLACES.join(", ")}; install one, or name it in ${VARIABLE}`;
