import * as library from "countersign";
import * as everyScheme from "countersign/schemes";
import { expect, test } from "vitest";

function camelCase(id: string): string {
  return id.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

test("each scheme has a path of its own and a name in camel case", async () => {
  for (const [id, scheme] of Object.entries(everyScheme.schemes)) {
    const module = (await import(`countersign/schemes/${id}`)) as Record<string, unknown>;
    expect(Object.keys(module)).toEqual([camelCase(id)]);
    expect(module[camelCase(id)]).toBe(scheme);
    expect((everyScheme as Record<string, unknown>)[camelCase(id)]).toBe(scheme);
    expect(scheme.id).toBe(id);
  }
});

test("the library exports these values and no others", () => {
  expect(Object.keys(library).toSorted()).toEqual([
    "CountersignError",
    "SignatureRefusedError",
    "acceptedAnswer",
    "callerHeader",
    "createResponseVerifier",
    "createSigner",
    "createVerifier",
    "errorCodes",
    "isJsonBody",
    "parseScheme",
    "signsTime",
    "signsUrl",
    "verdictCodes",
  ]);
});
