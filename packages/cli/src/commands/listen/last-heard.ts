import type { Audience, Heard } from "./heard.ts";

/** The last requests that keys can act on. */
export interface LastHeard {
  refused?: Heard;
  verified?: Heard;
}

/** An audience that keeps the last refused and the last verified request, and tells another one. */
export function remembering(audience: Audience, last: LastHeard): Audience {
  return {
    onJudged: (heard) => {
      if (heard.verdict.ok) last.verified = heard;
      else last.refused = heard;
      audience.onJudged(heard);
    },
    onAnswered: audience.onAnswered,
  };
}
