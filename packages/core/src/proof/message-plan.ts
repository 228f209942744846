import { byteStringOf } from "../encoding/byte-string.ts";
import { cgiEscape } from "../encoding/cgi-escape.ts";
import { utf8Bytes } from "../encoding/utf8.ts";
import { misuse } from "../misuse.ts";
import type { Message } from "../mac/message.ts";
import type { MessageRule } from "../scheme.ts";

/** The parts that differ from message to message. */
export interface VariableParts {
  readonly timestamp: string;
  readonly id: string;
  readonly method: string;
  readonly url: string;
}

/** A piece of text around the body: constant, or the name of a part that varies. */
type Piece = { readonly constant: string } | { readonly variable: keyof VariableParts };

/** The text of a URL as the byte string that is signed. */
export function urlByteString(url: string): string {
  const bytes = utf8Bytes(url);
  if (bytes === undefined) throw misuse("url_invalid");
  return byteStringOf(bytes);
}

/** What has to be joined to get the signed content, with everything that never changes escaped already. */
export class MessagePlan {
  readonly #before: readonly Piece[];
  readonly #after: readonly Piece[];
  readonly #isEscaped: boolean;

  /**
   * @param rule The scheme's message.
   * @param known Parts that are the same in every message, as byte strings.
   */
  constructor(rule: MessageRule, known: Partial<VariableParts>) {
    this.#isEscaped = rule.escape === "cgi";
    const bodyAt = rule.parts.findIndex((each) => each.part === "body");
    this.#before = this.#pieces(rule.parts.slice(0, bodyAt), known);
    this.#after = this.#pieces(rule.parts.slice(bodyAt + 1), known);
  }

  /** The signed content of one message. Parts are byte strings. */
  message(body: Uint8Array, parts: VariableParts): Message {
    return {
      before: this.#join(this.#before, parts),
      body,
      after: this.#join(this.#after, parts),
      isEscaped: this.#isEscaped,
    };
  }

  #pieces(parts: MessageRule["parts"], known: Partial<VariableParts>): readonly Piece[] {
    return parts.flatMap((each): readonly Piece[] => {
      if (each.part === "body") return [];
      if (each.part === "literal") return [{ constant: this.#escape(each.text) }];
      const text = known[each.part];
      return [text === undefined ? { variable: each.part } : { constant: this.#escape(text) }];
    });
  }

  #join(pieces: readonly Piece[], parts: VariableParts): string {
    let text = "";
    for (const piece of pieces) {
      text += "constant" in piece ? piece.constant : this.#escape(parts[piece.variable]);
    }
    return text;
  }

  /** Escaping goes byte by byte, so the pieces' escapes joined are the escape of the whole. */
  #escape(text: string): string {
    return this.#isEscaped ? cgiEscape(text) : text;
  }
}
