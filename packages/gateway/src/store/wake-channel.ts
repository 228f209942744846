/** What a gateway tells the others of its database: they would find it by themselves a moment later. */
export const wakeKinds = {
  work: "There are deliveries to send, or a replay to work on.",
  news: "Something was stored that readers of the stream look up.",
  configuration: "The configuration has changed.",
} as const satisfies Readonly<Record<string, string>>;

export type WakeKind = keyof typeof wakeKinds;

/**
 * Between the gateways of one database. Telling is never needed for anything to be right: what is told may be lost, come
 * late or twice, and nothing waits for it.
 */
export interface WakeChannel {
  /** Tells the other gateways, soon. Never throws and never waits. */
  tell(kind: WakeKind): void;
  close(): Promise<void>;
}
