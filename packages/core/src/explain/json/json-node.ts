/** A JSON text as its tokens: nothing of its spelling is lost but the blanks between tokens. */
export type JsonNode =
  | { readonly kind: "object"; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | JsonString
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "word"; readonly text: "true" | "false" | "null" };

export interface JsonString {
  readonly kind: "string";
  /** As it was written, quotes included. */
  readonly text: string;
  readonly value: string;
  /** As JSON.stringify writes it: quotes included, only what must be escaped is. */
  readonly plain: string;
}

export interface JsonMember {
  readonly name: JsonString;
  readonly value: JsonNode;
}
