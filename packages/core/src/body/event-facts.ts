import { isWellFormed } from "../encoding/well-formed.ts";
import type { Scheme } from "../scheme.ts";
import { atPath, pointerPath } from "./json-pointer.ts";

/** Long enough for every id seen; an index entry must stay small. */
const MAX_EVENT_ID_CHARACTERS = 256;
const MAX_EVENT_TYPE_CHARACTERS = 128;

// C0 and C1 controls and DEL: such a type could forge a line of a log.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/u;

/** Finds the facts of events in their JSON, as one scheme says. */
export class EventFacts {
  readonly #idPath: readonly string[] | undefined;
  readonly #typePath: readonly string[] | undefined;
  readonly #shapes: readonly { readonly path: readonly string[]; readonly type: string }[];
  readonly #defaultType: string;

  constructor({ idPointer, type }: Scheme["event"]) {
    this.#idPath = idPointer === undefined ? undefined : pointerPath(idPointer);
    this.#typePath = type.pointer === undefined ? undefined : pointerPath(type.pointer);
    this.#shapes = (type.shapes ?? []).map((shape) => ({ path: pointerPath(shape.has), type: shape.type }));
    this.#defaultType = type.default;
  }

  /** Whether the scheme's events have an id in their body. */
  get hasId(): boolean {
    return this.#idPath !== undefined;
  }

  /** The event's id in a JSON value: non-empty, well-formed text of bounded length, else undefined. */
  idIn(json: unknown): string | undefined {
    if (this.#idPath === undefined) return undefined;
    const id = atPath(json, this.#idPath);
    if (typeof id !== "string" || id === "" || id.length > MAX_EVENT_ID_CHARACTERS) return undefined;
    // Two ids with different halves of characters would become one as soon as they are stored as UTF-8.
    return isWellFormed(id) ? id : undefined;
  }

  /** The event's type in a JSON value. Text that is long, empty or holds controls does not count. */
  typeIn(json: unknown): string {
    if (this.#typePath !== undefined) {
      const type = atPath(json, this.#typePath);
      if (typeof type === "string" && isUsableType(type)) return type;
    }
    return this.#shapes.find(({ path }) => atPath(json, path) !== undefined)?.type ?? this.#defaultType;
  }
}

function isUsableType(type: string): boolean {
  return (
    type !== "" &&
    type.length <= MAX_EVENT_TYPE_CHARACTERS &&
    isWellFormed(type) &&
    !CONTROL_CHARACTER.test(type)
  );
}
