import { type Decoder, signatureDecoders } from "../encoding/signature-decoders.ts";
import type { SignatureList, SignatureRule } from "../scheme.ts";
import { trimBlanks } from "./trim-blanks.ts";

/** An entry of a list with a tag of its own, such as `v1a,…`: a form this scheme's list may also hold. */
const TAGGED_ENTRY = /^[a-z0-9]{1,16},[!-~]+$/;

/** Turns a signature header into bytes, by its grammar alone and before any hashing. */
export class SignatureReader {
  readonly #prefix: string;
  readonly #decode: Decoder;
  readonly #list: SignatureList | undefined;
  readonly #signatureBytes: number;
  /** Memory for decoded signatures, used again for every header. */
  readonly #slots: Uint8Array[] = [];

  constructor(rule: SignatureRule, signatureBytes: number) {
    this.#prefix = rule.prefix ?? "";
    this.#decode = signatureDecoders[rule.encoding];
    this.#list = rule.list;
    this.#signatureBytes = signatureBytes;
  }

  /**
   * Reads the header's signatures; `slot(0)` and so on hold their bytes until the next call.
   *
   * @returns How many there are, at least one, or why the header is refused.
   */
  read(header: string): number | "malformed_signature" | "too_many_signatures" {
    const text = trimBlanks(header);
    // The usual header, also of a list, holds one signature: nothing to split.
    const isOne = this.#list === undefined || !text.includes(this.#list.separator);
    if (!isOne) return this.#readList(text, this.#list);
    return this.#readOne(text, 0) ? 1 : "malformed_signature";
  }

  /** The bytes of a signature that was read. */
  slot(index: number): Uint8Array {
    return (this.#slots[index] ??= new Uint8Array(this.#signatureBytes));
  }

  #readOne(text: string, index: number): boolean {
    if (!text.startsWith(this.#prefix)) return false;
    return this.#decode(text.slice(this.#prefix.length), this.slot(index));
  }

  #readList(text: string, list: SignatureList): number | "malformed_signature" | "too_many_signatures" {
    // One more than allowed is enough to know: a hostile list is never split as a whole.
    const entries = text.split(list.separator, list.maxEntries + 1);
    if (entries.length > list.maxEntries) return "too_many_signatures";
    let count = 0;
    for (const each of entries) {
      const entry = list.allowsBlanks === true ? trimBlanks(each) : each;
      if (this.#readOne(entry, count)) count += 1;
      else if (!this.#isSkipped(entry, list)) return "malformed_signature";
    }
    return count > 0 ? count : "malformed_signature";
  }

  #isSkipped(entry: string, list: SignatureList): boolean {
    return list.skipsOtherTags === true && !entry.startsWith(this.#prefix) && TAGGED_ENTRY.test(entry);
  }
}
