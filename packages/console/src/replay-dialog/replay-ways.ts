/** The three ways of sending again, as people choose between them. */
export const replayWays = {
  resend: { name: "Everything again", says: "A new delivery of each event to each endpoint that had one." },
  retry_failed: {
    name: "Only what failed",
    says: "Dead letters become pending again, with a whole schedule.",
  },
  backfill: {
    name: "What an endpoint missed",
    says: "A delivery of each event that the endpoint wants and has none of.",
  },
} as const;

export type ReplayWay = keyof typeof replayWays;
