import { jsonPlaces, lineOfOffset, lineOfPointer } from "../../editor/json-places.ts";
import type { JsonPlaces } from "../../editor/json-places.ts";

/** Something wrong with a draft, and the line where. */
export interface DraftFault {
  /** Counted from 0. */
  readonly line: number;
  /** Empty for the whole of it. */
  readonly pointer: string;
  readonly expected: string;
  readonly found?: string;
}

export interface DraftText {
  /** Undefined where the text is no JSON object. */
  readonly definition: Readonly<Record<string, unknown>> | undefined;
  /** What is wrong with it as a text. */
  readonly faults: readonly DraftFault[];
  readonly places: JsonPlaces;
}

/** Reads what is in the editor as far as it can be read without the gateway. */
export function readDraft(text: string): DraftText {
  const places = jsonPlaces(text);
  if ("expected" in places) {
    const { offset, expected } = places;
    return {
      definition: undefined,
      faults: [{ line: lineOfOffset(text, offset), pointer: "", expected }],
      places: new Map(),
    };
  }
  const value = JSON.parse(text) as unknown;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const faults = [{ line: 0, pointer: "", expected: "an object in { }" }];
    return { definition: undefined, faults, places };
  }
  return { definition: value as Readonly<Record<string, unknown>>, faults: [], places };
}

/** Gives what the gateway found wrong its lines. */
export function placedFaults(
  text: string,
  places: JsonPlaces,
  problems: readonly Omit<DraftFault, "line">[],
): readonly DraftFault[] {
  return problems.map((problem) => ({ ...problem, line: lineOfPointer(text, places, problem.pointer) }));
}
