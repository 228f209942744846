import { schemes } from "countersign/schemes";
import { expect, test } from "vitest";
import { schemeHeaderNames } from "../../src/deliver/scheme-header-names.ts";
import { maskedHeaders, withoutCredentials } from "../../src/privacy/mask-headers.ts";

const rawHeaders = ["Content-Type", "application/json", "X-Zone", "ward-7", "Authorization", "Bearer abc"];

test("whoever may read the payload reads every header but credentials", () => {
  expect(withoutCredentials(rawHeaders, [])).toEqual([
    { name: "Content-Type", value: "application/json" },
    { name: "X-Zone", value: "ward-7" },
    { name: "Authorization", value: "***" },
  ]);
});

test("headers that the source's own scheme reads are hidden in any case", () => {
  expect(withoutCredentials(["X-ZONE", "proof"], ["x-zone"])).toEqual([{ name: "X-ZONE", value: "***" }]);
});

test.each(Object.values(schemes).map((scheme) => [scheme.id, scheme] as const))(
  "what %s signs with is hidden",
  (_id, scheme) => {
    const headers = schemeHeaderNames(scheme).flatMap((name) => [name, "proof"]);
    expect(JSON.stringify(withoutCredentials(headers, []))).not.toContain("proof");
  },
);

test("everyone else reads names and lengths only, but for what describes the body", () => {
  expect(maskedHeaders(rawHeaders)).toEqual([
    { name: "Content-Type", value: "application/json" },
    { name: "X-Zone", value: "text(≤8)" },
    { name: "Authorization", value: "text(≤32)" },
  ]);
});
