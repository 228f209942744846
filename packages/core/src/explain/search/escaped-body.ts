import { equalBytes } from "../equal-bytes.ts";
import type { Escape } from "./hypothesis.ts";

const BYTES = 256;

/** A body and what escapes make of it: each escape is applied once, and so are those that come to the same bytes. */
export class EscapedBody {
  readonly #body: Uint8Array;
  readonly #made = new Map<Escape, Uint8Array>();
  #occurring: Uint8Array | undefined;

  constructor(body: Uint8Array) {
    this.#body = body;
  }

  /** The escaped body; the same array for escapes that come to the same bytes, so that its signatures are computed once. */
  by(escape: Escape): Uint8Array {
    const escaped = this.#made.get(escape) ?? this.#madeAlike(escape) ?? escape(this.#body);
    this.#made.set(escape, escaped);
    return escaped;
  }

  /**
   * Escapes go byte by byte, so two that agree on each byte that occurs agree on the body. None keeps `%`: what an escape
   * made of these bytes tells what became of each.
   */
  #madeAlike(escape: Escape): Uint8Array | undefined {
    if (this.#made.size === 0) return undefined;
    const occurring = (this.#occurring ??= occurringBytes(this.#body));
    const wanted = escape(occurring);
    for (const [other, made] of this.#made) if (equalBytes(other(occurring), wanted)) return made;
    return undefined;
  }
}

/** Each byte that occurs, once. */
function occurringBytes(body: Uint8Array): Uint8Array {
  const seen = new Uint8Array(BYTES);
  for (let index = 0; index < body.length; index += 1) seen[body[index] as number] = 1; // within bounds
  return Uint8Array.from(seen.keys()).filter((byte) => seen[byte] === 1);
}
