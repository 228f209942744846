/** A JSON text as its tokens: nothing of its spelling is lost but the blanks between tokens. */
export type JsonNode =
  | JsonObject
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | JsonString
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "word"; readonly text: "true" | "false" | "null" };

export interface JsonObject {
  readonly kind: "object";
  readonly members: readonly JsonMember[];
  /** Whether a name occurs more than once, which most writers do not keep. */
  readonly hasRepeatedNames: boolean;
}

export interface JsonString {
  readonly kind: "string";
  /** As it was written, quotes included. */
  readonly text: string;
  readonly value: string;
  /** As JSON.stringify writes it: quotes included, only what must be escaped is. */
  readonly plain: string;
  /** Whether everything that is plain is printable ASCII. */
  readonly isAscii: boolean;
  /** Whether every program writes it as it is: nothing in it is ever escaped. */
  readonly isSimple: boolean;
}

export interface JsonMember {
  readonly name: JsonString;
  readonly value: JsonNode;
}
