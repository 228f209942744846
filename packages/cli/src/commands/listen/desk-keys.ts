import { talk } from "../../output/print.ts";
import type { AppAnswer } from "./forward.ts";
import type { Heard } from "./heard.ts";
import type { LastHeard } from "./last-heard.ts";

/** What the start screen says of the keys. */
export const KEYS_HELP = "q quit  e explain  r replay";

/** What keys need to do their work. */
export interface Desk {
  readonly last: LastHeard;
  readonly quit: () => void;
  /** All that is known of a refusal, as lines. */
  readonly explain: (heard: Heard) => readonly string[];
  readonly replay: (heard: Heard) => Promise<AppAnswer>;
  /** The app's answer in one line. */
  readonly formatAnswer: (heard: Heard, answer: AppAnswer) => string;
}

/** What each key does. Everything is talk: standard output stays what the requests gave. */
export function deskKeys({
  last,
  quit,
  explain,
  replay,
  formatAnswer,
}: Desk): ReadonlyMap<string, () => void> {
  return new Map([
    ["q", quit],
    [
      "e",
      () => {
        if (last.refused === undefined) talk("Nothing was refused yet.");
        else for (const line of explain(last.refused)) talk(line);
      },
    ],
    [
      "r",
      () => {
        const { verified } = last;
        // What was refused never reaches the app, by no key either.
        if (verified === undefined) talk("Nothing to replay: no request was verified yet.");
        else void replay(verified).then((answer) => talk(`${formatAnswer(verified, answer)}  replayed`));
      },
    ],
  ]);
}
