/** A text. Its length counts code points, as JSON Schema does. */
export interface TextShape {
  readonly kind: "text";
  /** Regular expression, anchored, in the common subset of JavaScript and JSON Schema. */
  readonly pattern: string;
  readonly maxLength: number;
}

/** One of a few constants. */
export interface ConstantShape {
  readonly kind: "constant";
  readonly values: readonly (string | number | true)[];
}

/** A whole number within bounds, both included. */
export interface IntegerShape {
  readonly kind: "integer";
  readonly min: number;
  readonly max: number;
}

/** A list; `counts` bounds how often items with a given discriminator may occur. */
export interface ListShape {
  readonly kind: "list";
  readonly of: Shape;
  readonly min: number;
  readonly max: number;
  readonly counts?: {
    readonly on: string;
    readonly of: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  };
}

/** An object with known fields only. */
export interface RecordShape {
  readonly kind: "record";
  readonly required: Readonly<Record<string, Shape>>;
  readonly optional: Readonly<Record<string, Shape>>;
}

/** One of several records, told apart by the constant in the field `on`. */
export interface ChoiceShape {
  readonly kind: "choice";
  readonly on: string;
  readonly of: readonly RecordShape[];
}

/**
 * A description of JSON data. One value of this type is the source of the run-time check, of the published
 * JSON Schema and of the proof that both agree with the TypeScript type.
 */
export type Shape = TextShape | ConstantShape | IntegerShape | ListShape | RecordShape | ChoiceShape;
