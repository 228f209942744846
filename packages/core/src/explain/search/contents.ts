import { writeByteString } from "../../encoding/byte-string.ts";
import { remembering } from "../remembering.ts";
import { EscapedBody } from "./escaped-body.ts";
import type { Escape, Hypothesis } from "./hypothesis.ts";

/** The bytes that guesses say were signed. Guesses have most of their pieces in common, and each piece is made once. */
export class Contents {
  /** By identity: a body whose guesses are done need not be kept. */
  readonly #bodies = new WeakMap<Uint8Array, EscapedBody>();
  readonly #textBytes = remembering((escape: Escape | undefined) =>
    remembering((text: string) => {
      const bytes = byteStringBytes(text);
      return escape === undefined ? bytes : escape(bytes);
    }),
  );

  /** The signed bytes, in the pieces they are joined from. */
  of(hypothesis: Hypothesis): readonly Uint8Array[] {
    const { pieces, body, escape } = hypothesis;
    return pieces.map((piece) => {
      if (piece === "body") return escape === undefined ? body : this.#escapedBody(body).by(escape);
      return this.#textBytes(escape)(typeof piece === "object" ? piece.literal : hypothesis[piece]);
    });
  }

  #escapedBody(body: Uint8Array): EscapedBody {
    const known = this.#bodies.get(body) ?? new EscapedBody(body);
    this.#bodies.set(body, known);
    return known;
  }
}

function byteStringBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  writeByteString(text, bytes, 0);
  return bytes;
}
