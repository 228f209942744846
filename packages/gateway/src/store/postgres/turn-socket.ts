import { Socket } from "node:net";

type Written = (error?: Error | null) => void;

/**
 * A socket that sends all that is written to it in one turn as one piece. Statements that are asked for at once, and the
 * COMMIT behind the last of them, cost one call of the system and wake the database up once.
 */
export class TurnSocket extends Socket {
  #isHolding = false;

  override write(chunk: Uint8Array | string, written?: Written): boolean;
  override write(chunk: Uint8Array | string, encoding?: BufferEncoding, written?: Written): boolean;
  override write(chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean {
    if (!this.#isHolding) {
      this.#isHolding = true;
      this.cork();
      process.nextTick(() => {
        this.#isHolding = false;
        this.uncork();
      });
    }
    return super.write(chunk, ...(rest as [BufferEncoding?, Written?]));
  }
}
