import { expect, test } from "vitest";
import { firstAlike } from "../../../src/explain/json/first-alike.ts";

const isSame = (a: string, b: string): boolean => a === b;
const upper = (token: string): string => token.toUpperCase();
const upperAscii = (token: string): string => token.replaceAll(/[a-z]/g, (letter) => letter.toUpperCase());

test("takes a treatment to the first that does the same to all tokens", () => {
  const first = firstAlike<string, string>(["a", "b", "7"], isSame);
  expect(first(upperAscii)).toBe(first(upper));
});

test("keeps treatments apart that differ in one token", () => {
  const first = firstAlike<string, string>(["a", "b", "é"], isSame);
  const [one, other] = [first(upper), first(upperAscii)];
  expect(["a", "b", "é"].map(one)).toEqual(["A", "B", "É"]);
  expect(["a", "b", "é"].map(other)).toEqual(["A", "B", "é"]);
});

test("lets a treatment meet each token once", () => {
  const met: string[] = [];
  const first = firstAlike<string, string>(["a", "b"], isSame);
  const treatment = (token: string): string => {
    met.push(token);
    return token;
  };
  for (const token of ["a", "b", "a"]) first(treatment)(token);
  expect(met).toEqual(["a", "b"]);
});
