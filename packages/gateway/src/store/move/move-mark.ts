import { GatewayError } from "../../errors.ts";

/** What a store that is or was one end of a move says of it. */
export interface MoveMark {
  /** The same at both ends. */
  readonly moveId: string;
  readonly role: "source" | "target";
  /** Everything was copied and compared. */
  readonly isComplete: boolean;
}

/**
 * Refuses a store that is half of a move, or was moved away. A target that is complete is a store like any other.
 *
 * @throws GatewayError `move_incomplete`, `moved_away`.
 */
export function checkMark(mark: MoveMark | undefined): void {
  if (mark === undefined) return;
  if (!mark.isComplete) {
    throw new GatewayError("move_incomplete", `the store is the ${mark.role} of a move that has not ended`);
  }
  if (mark.role === "source") {
    throw new GatewayError("moved_away", "the store was moved to another database");
  }
}
