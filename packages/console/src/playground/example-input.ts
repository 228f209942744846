import { pointerKeys } from "../json/pointer-token.ts";
import type { MacProof, SchemeData } from "../senders/scheme-data.ts";
import { signsPart } from "../senders/signs-part.ts";
import { emptyInput } from "./bench-input.ts";
import type { BenchInput } from "./bench-input.ts";

/** Enough for every scheme: none may ask for longer keys. */
const KEY_BYTES = 64;

/** A request that a scheme's sender might send, all of it made up; what is still missing is its signature. */
export function exampleInput(scheme: SchemeData): BenchInput {
  const { proof, caller } = scheme;
  return {
    ...emptyInput,
    secret: proof.kind === "mac" ? exampleSecret(proof.key) : "an-agreed-text-that-is-made-up",
    apiKey: caller === undefined ? "" : "a-made-up-api-key",
    url: signsPart(scheme, "url") ? "https://hooks.example.org/in/northside/example?a=1&b=2" : "",
    id: signsPart(scheme, "id") ? "msg_example_1" : "",
    headers: "content-type: application/json",
    body: `${JSON.stringify(exampleBody(scheme), undefined, 2)}\n`,
  };
}

function exampleSecret({ encoding, stripPrefix = "" }: MacProof["key"]): string {
  const bytes = Array.from({ length: KEY_BYTES }, (_, index) => index);
  if (encoding === "utf8") return `${stripPrefix}a-made-up-secret-of-this-page`;
  if (encoding === "hex")
    return stripPrefix + bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return stripPrefix + btoa(String.fromCodePoint(...bytes));
}

/** A body with the id and the type where the scheme looks for them, and text that encoders write in several ways. */
function exampleBody({ event: { idPointer, type } }: SchemeData): object {
  const body: Record<string, unknown> = {};
  if (idPointer !== undefined) put(body, idPointer, "example-1");
  if (type.pointer !== undefined) put(body, type.pointer, "example.created");
  const [shape] = type.shapes ?? [];
  if (shape !== undefined && shape.has !== idPointer) put(body, shape.has, "example");
  if (!("data" in body)) body["data"] = { text: "Größe 172 cm, 1/2", amount: 1.5 };
  return body;
}

/** Sets what a JSON Pointer names, making objects on its way. */
function put(body: Record<string, unknown>, pointer: string, value: string): void {
  const names = [...pointerKeys(pointer)];
  const last = names.pop() ?? "";
  let place = body;
  for (const name of names) {
    const next = place[name];
    const inside = typeof next === "object" && next !== null ? (next as Record<string, unknown>) : {};
    place[name] = inside;
    place = inside;
  }
  place[last] = value;
}
