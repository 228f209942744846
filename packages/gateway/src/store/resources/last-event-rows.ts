/** When the newest event of a source came. */
export interface LastEventRow {
  readonly organizationId: number;
  readonly sourceId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface LastEventRows {
  /** Of the sources of one organization that have ever had one. */
  listLastEvents(organizationId: number): Promise<readonly LastEventRow[]>;
  /** Keeps the later of each; one statement however many they are. */
  noteLastEvents(rows: readonly LastEventRow[]): Promise<void>;
}
