/** What can be done with a replay, and from which states. */
export const replayActs = [
  {
    route: "pauseReplay",
    name: "Pause",
    key: "p",
    from: ["running"],
    notNow: "Only a running replay can be paused.",
    done: "The replay is paused. What it has made is delivered.",
  },
  {
    route: "resumeReplay",
    name: "Resume",
    key: "u",
    from: ["paused"],
    notNow: "Only a paused replay can go on.",
    done: "The replay goes on.",
  },
  {
    route: "stopReplay",
    name: "Stop…",
    key: "s",
    from: ["running", "paused"],
    notNow: "It has ended.",
    done: "The replay is stopped.",
    asks: "It will not go on. What it has made by now is delivered; a new replay can send the rest.",
  },
] as const satisfies readonly ReplayActShape[];

interface ReplayActShape {
  readonly route: "pauseReplay" | "resumeReplay" | "stopReplay";
  readonly name: string;
  readonly key: string;
  readonly from: readonly string[];
  readonly notNow: string;
  readonly done: string;
  /** What is told before it is done; absent where another act undoes it. */
  readonly asks?: string;
}

export type ReplayAct = ReplayActShape;
