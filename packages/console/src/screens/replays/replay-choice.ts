import { isReason } from "../../forms/reason-rule.ts";
import type { ReplayWay } from "../../replay-dialog/replay-ways.ts";

/** How the replay that is being made will work. */
export interface ReplayChoice {
  readonly what: ReplayWay;
  /** An endpoint; empty for each that had the event. */
  readonly to: string;
  readonly signing: keyof typeof signings;
  readonly ratePerSecond: number;
  readonly reason: string;
}

/** The two ways of signing what is sent again. */
export const signings = {
  re_signed: { name: "Signed anew", says: "With the endpoint's secrets, and the time of the sending." },
  as_received: {
    name: "As received",
    says: "With the sender's own signature and its old time: only from one source to one endpoint of the same scheme.",
  },
} as const;

/** As the API has it. */
export const MAX_RATE = 1000;
const DEFAULT_RATE = 50;

export const firstChoice: ReplayChoice = {
  what: "resend",
  to: "",
  signing: "re_signed",
  ratePerSecond: DEFAULT_RATE,
  reason: "",
};

/** Whether it says enough to begin. */
export function isComplete({ ratePerSecond, reason }: ReplayChoice): boolean {
  const isRate = Number.isInteger(ratePerSecond) && ratePerSecond >= 1 && ratePerSecond <= MAX_RATE;
  return isRate && isReason(reason);
}
