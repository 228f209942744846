import { createHmac } from "node:crypto";
import { byteStringOf } from "../../encoding/byte-string.ts";
import type { SearchedHash } from "./hypothesis.ts";

/** A key and the pieces of content that are signed with it. */
export interface MacInput {
  readonly hash: SearchedHash;
  readonly key: Uint8Array;
  readonly content: readonly Uint8Array[];
}

/** Longer pieces are told apart by identity: comparing them would cost as much as hashing them. */
const MAX_SPELT_BYTES = 1024;

/** Computes MACs, each once: many guesses, such as two escapes of a text that neither changes, come to the same bytes. */
export class MacCache {
  readonly #macs = new Map<string, Uint8Array>();
  readonly #spelt = new WeakMap<Uint8Array, string>();
  readonly #numbers = new WeakMap<Uint8Array, number>();
  #lastNumber = 0;

  /**
   * @param input What to compute.
   * @param onComputed Called where the MAC was not known yet.
   */
  macOf({ hash, key, content }: MacInput, onComputed: () => void): Uint8Array {
    const name = `${hash} ${this.#numberOf(key)} ${this.#nameOf(content)}`;
    const known = this.#macs.get(name);
    if (known !== undefined) return known;
    onComputed();
    const hmac = createHmac(hash, key);
    for (const piece of content) hmac.update(piece);
    const mac = hmac.digest();
    this.#macs.set(name, mac);
    return mac;
  }

  /** Which long pieces stand where; after the first colon the small ones, as one text however it was cut. */
  #nameOf(content: readonly Uint8Array[]): string {
    let places = "";
    let text = "";
    for (const piece of content) {
      if (piece.length > MAX_SPELT_BYTES) places += `${this.#numberOf(piece)}@${text.length} `;
      else text += this.#textOf(piece);
    }
    return `${places}: ${text}`;
  }

  #textOf(piece: Uint8Array): string {
    const known = this.#spelt.get(piece) ?? byteStringOf(piece);
    this.#spelt.set(piece, known);
    return known;
  }

  #numberOf(bytes: Uint8Array): number {
    const known = this.#numbers.get(bytes);
    if (known !== undefined) return known;
    this.#lastNumber += 1;
    this.#numbers.set(bytes, this.#lastNumber);
    return this.#lastNumber;
  }
}
