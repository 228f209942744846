// The TypeScript type of a scheme and the description its check is made from say the same. Nothing here runs.
import type { Scheme } from "../../src/scheme.ts";
import type { schemeShape } from "../../src/scheme-shape.ts";
import type {
  ChoiceShape,
  ConstantShape,
  IntegerShape,
  ListShape,
  RecordShape,
  TextShape,
} from "../../src/shape/shape.ts";

/** The data that fits a shape. */
type Fitting<S> = S extends TextShape
  ? string
  : S extends IntegerShape
    ? number
    : S extends ConstantShape
      ? S["values"][number]
      : S extends ListShape
        ? readonly Fitting<S["of"]>[]
        : S extends RecordShape
          ? { readonly [K in keyof S["required"]]: Fitting<S["required"][K]> } & {
              readonly [K in keyof S["optional"]]?: Fitting<S["optional"][K]>;
            }
          : S extends ChoiceShape
            ? Fitting<S["of"][number]>
            : never;

declare const scheme: Scheme;
declare const data: Fitting<typeof schemeShape>;

const everySchemeFits: Fitting<typeof schemeShape> = scheme;
const everythingThatFitsIsAScheme: Scheme = data;
void everySchemeFits;
void everythingThatFitsIsAScheme;
