import type { JsonMember, JsonObject } from "./json-node.ts";

/** Which members of an object a program writes, and in which order. */
export type MemberOrder = (object: JsonObject) => readonly JsonMember[];

/** JavaScript writes names that are array indices first, ECMA-262 "OrdinaryOwnPropertyKeys". */
const ARRAY_INDEX = /^(?:0|[1-9][0-9]{0,9})$/;
const MAX_ARRAY_INDEX = 2 ** 32 - 2;

/** All members as they were. */
export const everyMember: MemberOrder = ({ members }) => members;

/** Python, Ruby, Java's linked maps: a repeated name keeps its first place and its last value. */
export const lastValues: MemberOrder = ({ members, hasRepeatedNames }) => {
  if (!hasRepeatedNames) return members;
  const byName = new Map(members.map((each) => [each.name.value, each]));
  return Array.from(byName.values());
};

/** Gson leaves out members whose value is null. */
export const withoutNulls: MemberOrder = ({ members }) =>
  members.filter(({ value }) => value.kind !== "word" || value.text !== "null");

/** JavaScript: as lastValues, but array indices come first, in order. */
export const javaScriptOrder: MemberOrder = (object) => {
  const all = lastValues(object);
  const indices = all.filter(isIndex).toSorted((a, b) => Number(a.name.value) - Number(b.name.value));
  return indices.length === 0 ? all : [...indices, ...all.filter((each) => !isIndex(each))];
};

/** Go's maps, Python's sort_keys: sorted by code point, which is the order of UTF-8 bytes. */
export const sortedOrder: MemberOrder = (object) =>
  lastValues(object).toSorted((a, b) => compareCodePoints(a.name.value, b.name.value));

function isIndex({ name }: JsonMember): boolean {
  return ARRAY_INDEX.test(name.value) && Number(name.value) <= MAX_ARRAY_INDEX;
}

function compareCodePoints(a: string, b: string): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const [left, right] = [a.codePointAt(index) ?? 0, b.codePointAt(index) ?? 0];
    if (left !== right) return left - right;
  }
  return a.length - b.length;
}
