/** From where new ids go on. `quarantine_positions` are the order of refused requests, which on SQLite are their ids. */
export const counterNames = [
  "configuration",
  "data_keys",
  "blobs",
  "events",
  "replays",
  "quarantine",
  "quarantine_positions",
  "order_lines",
] as const;

export type CounterName = (typeof counterNames)[number];

/** The last id handed out of each kind. */
export type Counters = Readonly<Record<CounterName, number>>;
