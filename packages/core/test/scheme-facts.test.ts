import { expect, test } from "vitest";
import { callerHeader, signsTime, signsUrl } from "../src/index.ts";
import { schemes } from "../src/schemes/index.ts";

function idsWhere(isTrue: (scheme: (typeof schemes)[string]) => boolean): string[] {
  return Object.values(schemes)
    .filter(isTrue)
    .map(({ id }) => id);
}

test("tells which schemes sign the time, sign the URL, or name the caller", () => {
  expect(idsWhere(signsTime)).toEqual(["nabla", "nabla-connect", "suki", "standard-webhooks"]);
  expect(idsWhere(signsUrl)).toEqual(["honeybee"]);
  expect(idsWhere((scheme) => callerHeader(scheme) !== undefined)).toEqual(["insight-health"]);
  expect(Object.values(schemes).map(callerHeader)[0]).toBe("X-API-Key");
});
