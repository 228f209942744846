import { jsonWriter } from "../json/json-writer.ts";
import { jsonStyles } from "../json/json-styles.ts";
import { respelledNumbers } from "../json/respelled-numbers.ts";
import type { BodyForm, BodySource } from "./body-form.ts";

/** The same JSON as other programs would have written it (C01). */
export function* jsonForms({ json, bytesOf }: BodySource): Generator<BodyForm> {
  const root = json();
  if (root === undefined) return;
  const write = jsonWriter(root);
  for (const { name, style, isCommon } of jsonStyles) {
    yield { code: "C01", how: `written ${name}`, bytes: bytesOf(write(style)), isCommon };
  }
}

/** The same JSON with the numbers that a parser may have shortened (C01). */
export function* numberForms({ json, bytesOf }: BodySource): Generator<BodyForm> {
  const root = json();
  if (root === undefined) return;
  for (const { how, text } of respelledNumbers(root)) {
    yield { code: "C01", how: `written with ${how}`, bytes: bytesOf(text), isCommon: false };
  }
}
