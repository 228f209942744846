import type { Colors } from "picocolors/types.js";
import type { Audience, Heard } from "./heard.ts";
import type { AppAnswer } from "./forward.ts";
import { formatAnswered, formatBoth, formatJudged } from "./format-heard.ts";

/** What an audience is given to tell its story with. */
export interface Telling {
  /** Writes one line of data. */
  readonly write: (line: string) => void;
  readonly colors: Colors;
  /** Says what is behind a refusal, as lines for people. */
  readonly explain: (heard: Heard) => readonly string[];
}

/** How each `--output` tells of requests. */
export const audiences = {
  interactive: ({ write, colors, explain }) => ({
    onJudged: (heard) => {
      write(formatJudged(heard, colors));
      if (!heard.verdict.ok) for (const line of explain(heard)) write(line);
    },
    onAnswered: (heard, answer) => write(formatAnswered(heard, answer, colors)),
  }),
  compact: ({ write, colors }) => ({
    onJudged: (heard) => {
      if (!heard.verdict.ok) write(formatJudged(heard, colors));
    },
    onAnswered: (heard, answer) => write(formatBoth(heard, answer, colors)),
  }),
  quiet: ({ write, colors }) => ({
    onJudged: (heard) => {
      if (!heard.verdict.ok) write(formatJudged(heard, colors));
    },
    onAnswered: (heard, answer) => {
      if ("problem" in answer) write(formatBoth(heard, answer, colors));
    },
  }),
  json: ({ write }) => ({
    onJudged: (heard) => {
      if (!heard.verdict.ok) write(toJson(heard));
    },
    onAnswered: (heard, answer) => write(toJson(heard, answer)),
  }),
} as const satisfies Record<string, (telling: Telling) => Audience>;

export type OutputKind = keyof typeof audiences;

function toJson({ at, method, path, body, verdict }: Heard, app?: AppAnswer): string {
  return JSON.stringify({ at, method, path, bytes: body.length, verdict, app });
}
