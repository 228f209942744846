import { encodeBase64 } from "../../encoding/base64.ts";
import { fromBase64 } from "../signatures/decodings.ts";
import type { BodyForm, BodySource } from "./body-form.ts";

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const FORM = /^[A-Za-z0-9_.[\]-]{1,64}=/;
/** Fields of a form that are tried. */
const MAX_FIELDS = 8;
/** Field names that senders use for the event. */
const FIELD_NAMES = ["payload", "data", "event", "json"];

/** The body inside or outside of a wrapping: base64 (C05), a JSON string (C10), a form field (C11). */
export function nestedForms({ body, text }: BodySource): readonly BodyForm[] {
  if (text === undefined) return [];
  return [...base64Forms(body, text), ...jsonStringForms(text), ...formForms(text)];
}

function base64Forms(body: Uint8Array, text: string): readonly BodyForm[] {
  const stripped = text.replaceAll(/[\r\n]/g, "");
  const decoded = BASE64.test(stripped) ? fromBase64(stripped) : undefined;
  return [
    ...(decoded === undefined ? [] : [form("C05", "what the received base64 stands for", decoded)]),
    form("C05", "the base64 of the received one", new TextEncoder().encode(encodeBase64(body))),
  ];
}

function jsonStringForms(text: string): readonly BodyForm[] {
  const outer = textForm("C10", "a JSON string that holds the received text", JSON.stringify(text));
  const inner = parsed(text);
  if (typeof inner !== "string") return [outer];
  return [outer, textForm("C10", "the text inside the received JSON string", inner)];
}

function formForms(text: string): readonly BodyForm[] {
  // A form escapes its text in one of these two ways, whatever the field's name.
  const values = [new URLSearchParams({ "": text }).toString().slice(1), encodeURIComponent(text)];
  const outer = FIELD_NAMES.flatMap((name) =>
    values.map((value) =>
      textForm("C11", `a form with the received text in the field ${name}`, `${name}=${value}`),
    ),
  );
  if (!FORM.test(text)) return outer;
  const fields = text.split("&", MAX_FIELDS);
  const inner = fields.flatMap((field, index) => {
    const raw = field.slice(field.indexOf("=") + 1);
    const [, decoded = ""] = Array.from(new URLSearchParams(`a=${raw}`))[0] ?? [];
    return [
      textForm("C11", `the decoded value of the form's field ${index + 1}`, decoded),
      textForm("C11", `the value of the form's field ${index + 1}, not decoded`, raw),
    ];
  });
  return [...inner, ...outer];
}

function parsed(text: string): unknown {
  try {
    return text.startsWith('"') ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function textForm(code: BodyForm["code"], how: string, text: string): BodyForm {
  return form(code, how, new TextEncoder().encode(text));
}

function form(code: BodyForm["code"], how: string, bytes: Uint8Array): BodyForm {
  return { code, how, bytes, isCommon: false };
}
