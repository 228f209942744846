/** The end of the audit log at some moment. */
export interface Checkpoint {
  readonly sequence: number;
  readonly hash: string;
}

/** Reads a checkpoint as it is copied, or gives undefined. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const { sequence, hash } = value as Readonly<Record<string, unknown>>;
    return typeof sequence === "number" && typeof hash === "string" ? { sequence, hash } : undefined;
  } catch {
    return undefined;
  }
}
