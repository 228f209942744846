import { type Vector, readVectors } from "../../../../vectors/read-vectors.ts";

/** A vector that a page names, and what it says of it. */
export interface NamedVector {
  readonly id: string;
  /** A program that is said to compute something else. */
  readonly label?: string;
  /** A program that is said to compute the same. */
  readonly alsoBy?: string;
}

/** A vector with the programs that compute what stands in its headers. */
interface ComputedVector extends Vector {
  readonly producedBy?: readonly string[];
}

const NAMED =
  /`((?:insight|nabla|suki|honeybee|zentact)\/[\w-]+)`(?:, label `([^`]+)`)?(?:, also by `([^`]+)`)?/g;

const vectors: readonly ComputedVector[] = [...readVectors("vendors.json"), ...readVectors("pitfalls.json")];

/** What a text says of vectors. */
export function namedVectors(text: string): readonly NamedVector[] {
  return [...text.replaceAll(/\s+/g, " ").matchAll(NAMED)].map(([, id = "", label, alsoBy]) => ({
    id,
    ...(label !== undefined && { label }),
    ...(alsoBy !== undefined && { alsoBy }),
  }));
}

/** The vector of an id such as `nabla/unicode`; throws where there is none. */
export function vectorOf(id: string): Vector {
  const found = vectors.find(({ vendor, name }) => `${vendor}/${name}` === id);
  if (found === undefined) throw new Error(`there is no vector ${id}`);
  return found;
}

/** Whether the files in vectors/ hold what is said. */
export function isTrueOfVector({ id, label, alsoBy }: NamedVector): boolean {
  const vector = vectors.find(({ vendor, name }) => `${vendor}/${name}` === id);
  if (vector === undefined) return false;
  const isMistaken = label === undefined || Object.hasOwn(vector.disagree ?? {}, label);
  return isMistaken && (alsoBy === undefined || (vector.producedBy ?? []).includes(alsoBy));
}
