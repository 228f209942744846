/** How a secret's text becomes key bytes. */
export type KeyEncoding = "utf8" | "hex" | "base64";

interface MessagePart {
  readonly part: "literal" | "timestamp" | "id" | "method" | "url" | "body";
  readonly toleranceMs?: number;
}

interface MacProof {
  readonly kind: "mac";
  readonly algorithm: string;
  readonly key: { readonly encoding: KeyEncoding };
  readonly message: { readonly parts: readonly MessagePart[] };
  readonly signature: { readonly header: string };
}

/** What the console reads of a scheme's definition, which `scheme.schema.json` describes whole. */
export interface SchemeData {
  readonly id: string;
  readonly name: string;
  readonly documentation: readonly { readonly url: string }[];
  readonly notes?: readonly string[];
  readonly proof: MacProof | { readonly kind: "secret-header"; readonly header: string };
  readonly caller?: { readonly header: string };
}
