import { readFileSync } from "node:fs";
import { createVerifier } from "countersign";
import { honeybee, insightHealth, nabla, suki, zentact } from "countersign/schemes";
import type { KeyEncoding } from "../../../src/senders/scheme-data.ts";
import type { SnippetInput } from "../../../src/snippets/snippet-input.ts";
import type { SnippetCase } from "./snippet-cases.ts";

interface VendorVector {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Large ones have a recipe instead. */
  readonly bodyBase64?: string;
  readonly secrets: readonly string[];
  readonly keyEncoding?: KeyEncoding;
}

/** Signatures that other languages have made of one vendor's messages with one secret. */
export interface VectorGroup {
  readonly input: SnippetInput;
  readonly environment: Readonly<Record<string, string>>;
  readonly cases: readonly SnippetCase[];
}

interface Surroundings {
  readonly keyEncoding?: KeyEncoding;
  readonly own: Readonly<Record<string, string>>;
}

const vendorSchemes = { insight: insightHealth, nabla, suki, zentact, honeybee } as const;

/** The vectors are older than any window. */
const CENTURY_MS = 100 * 365 * 86_400_000;

const file = new URL("../../../../../vectors/vendors.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, readonly VendorVector[]>>;

/** Those that share all that a receiver has in its environment, where they are more than one. */
export const vectorGroups: readonly VectorGroup[] = Object.entries(vendorSchemes).flatMap(
  ([vendor, scheme]) =>
    [...byEnvironment((vectors[vendor] ?? []).filter(({ bodyBase64 }) => bodyBase64 !== undefined))]
      .filter(([, { length }]) => length > 1)
      .map(([key, group]) => {
        const { own, keyEncoding } = JSON.parse(key) as Surroundings;
        return {
          environment: own,
          input: {
            scheme,
            isBuiltIn: true,
            method: "POST",
            url: "https://gateway.example.org/in/north/it",
            keyEncoding,
            toleranceMs: CENTURY_MS,
          },
          cases: casesOf(vendor as keyof typeof vendorSchemes, group),
        };
      }),
);

function byEnvironment(all: readonly VendorVector[]): ReadonlyMap<string, readonly VendorVector[]> {
  const groups = new Map<string, VendorVector[]>();
  for (const vector of all) {
    const key = environmentOf(vector);
    groups.set(key, [...(groups.get(key) ?? []), vector]);
  }
  return groups;
}

function casesOf(vendor: keyof typeof vendorSchemes, group: readonly VendorVector[]): readonly SnippetCase[] {
  return group.map(({ name, headers, bodyBase64 = "", secrets, url, keyEncoding }) => {
    const keys = secrets.map((secret) => ({ secret }));
    const apiKey = headers["X-API-Key"] ?? "";
    const caller = { id: "it", organization: "own", apiKey, keys };
    const isTimed = vendor === "nabla" || vendor === "suki";
    const verifier = createVerifier(vendorSchemes[vendor], {
      ...(vendor === "insight" ? { callers: [caller] } : { keys }),
      keyEncoding,
      ...(isTimed && { toleranceMs: CENTURY_MS }),
      ...(vendor === "honeybee" && { publicUrl: url }),
    });
    const body = Buffer.from(bodyBase64, "base64");
    return {
      name: `${vendor}: ${name}`,
      input: 0,
      headers,
      body,
      isVerified: verifier.verify({ headers, body }).ok,
    };
  });
}

function environmentOf({ secrets, url, headers, keyEncoding }: VendorVector): string {
  const [WEBHOOK_SECRET = "", WEBHOOK_SECRET_OLD = ""] = secrets;
  return JSON.stringify({
    keyEncoding,
    own: {
      WEBHOOK_SECRET,
      WEBHOOK_SECRET_OLD,
      WEBHOOK_URL: url,
      WEBHOOK_API_KEY: headers["X-API-Key"] ?? "",
    },
  });
}
