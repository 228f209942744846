import type { CallOf } from "../../api/call-route.ts";
import type { FormTexts } from "../../forms/read-form.ts";
import type { KeyEncoding, SchemeData } from "../../senders/scheme-data.ts";

export interface SourceForm extends FormTexts {
  readonly scheme: SchemeData;
  /** Where it is not the scheme's own. */
  readonly keyEncoding: KeyEncoding | undefined;
}

/** What the form says, as the API takes it: the secret belongs to the caller where the scheme has callers. */
export function sourceInput({
  scheme,
  keyEncoding,
  text,
  exact,
}: SourceForm): CallOf<"createSource">["body"] {
  const secrets = [exact("secret")];
  const publicUrl = text("publicUrl");
  return {
    name: text("name"),
    scheme: scheme.id,
    ...(keyEncoding !== undefined && { keyEncoding }),
    ...(publicUrl !== "" && { publicUrl }),
    ...(scheme.caller === undefined
      ? { secrets }
      : { callers: [{ name: text("caller"), apiKey: exact("apiKey"), secrets }] }),
  };
}
