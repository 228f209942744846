import type { Marker } from "./markers.ts";

/** Something the program wrote or answered, to be searched. */
export interface Output {
  readonly name: string;
  readonly bytes: Buffer;
  /** Names of markers that belong here: the master key in its own file. */
  readonly mayHold?: readonly string[];
}

export interface Leak {
  readonly output: string;
  readonly marker: string;
  readonly form: string;
}

/** Gives every marked value found in these outputs, in whatever form. */
export function findLeaks(outputs: readonly Output[], markers: readonly Marker[]): readonly Leak[] {
  return outputs.flatMap(({ name: output, bytes, mayHold = [] }) =>
    markers
      .filter(({ name }) => !mayHold.includes(name))
      .flatMap(({ name: marker, forms }) =>
        forms.filter((form) => bytes.includes(form.bytes)).map(({ form }) => ({ output, marker, form })),
      ),
  );
}
