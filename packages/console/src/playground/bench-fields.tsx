import { NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { CodeEditor } from "../editor/code-editor.tsx";
import type { SchemeData } from "../senders/scheme-data.ts";
import { schemeKeyEncoding } from "../senders/scheme-facts.ts";
import { signsPart } from "../senders/signs-part.ts";
import { benchMethods } from "./bench-input.ts";
import type { BenchInput } from "./bench-input.ts";
import { BodyField } from "./body-field.tsx";
import { readHeaderLines } from "./header-lines.ts";
import classes from "./bench.module.css";

const HEADER_ROWS = 4;

export interface BenchFieldsProps {
  readonly scheme: SchemeData;
  readonly input: BenchInput;
  readonly onChange: (input: BenchInput) => void;
}

/** What a request is made of, and the secret that it is tried with. Fields that a scheme has no use for are left out. */
export function BenchFields({ scheme, input, onChange }: BenchFieldsProps): ReactElement {
  const set = (changes: Partial<BenchInput>): void => onChange({ ...input, ...changes });
  const isMac = scheme.proof.kind === "mac";
  const own = schemeKeyEncoding(scheme);
  const signsTime = signsPart(scheme, "timestamp");
  return (
    <div className={classes["fields"]}>
      <div className={classes["pair"]}>
        <PasswordInput
          label={isMac ? "Secret" : "Agreed text"}
          value={input.secret}
          // A password manager would keep it.
          autoComplete="off"
          data-1p-ignore
          onChange={(event) => set({ secret: event.currentTarget.value })}
        />
        {own !== undefined && (
          <NativeSelect
            label="Read as"
            value={input.keyEncoding}
            data={[
              { value: "", label: `${own} (this scheme's own)` },
              ...(["utf8", "hex", "base64"] as const)
                .filter((each) => each !== own)
                .map((value) => ({ value, label: value })),
            ]}
            onChange={(event) => set({ keyEncoding: event.currentTarget.value as BenchInput["keyEncoding"] })}
          />
        )}
      </div>
      {scheme.caller !== undefined && (
        <PasswordInput
          label="API key"
          description={`What the caller sends in ${scheme.caller.header}.`}
          value={input.apiKey}
          autoComplete="off"
          data-1p-ignore
          onChange={(event) => set({ apiKey: event.currentTarget.value })}
        />
      )}
      <div className={classes["request"]}>
        <NativeSelect
          label="Method"
          value={input.method}
          data={[...benchMethods]}
          onChange={(event) => set({ method: event.currentTarget.value as BenchInput["method"] })}
        />
        <TextInput
          label="URL"
          placeholder={signsPart(scheme, "url") ? "https://…, exactly as the sender has it" : "not signed"}
          value={input.url}
          autoComplete="off"
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
      </div>
      <CodeEditor
        label="Headers"
        description="One a line. Paste them as they came; signing puts its own in."
        placeholder="content-type: application/json"
        value={input.headers}
        rows={HEADER_ROWS}
        wrongLines={readHeaderLines(input.headers).wrongLines}
        onChange={(headers) => set({ headers })}
      />
      <BodyField input={input} onChange={onChange} />
      <div className={classes["pair"]}>
        {signsPart(scheme, "id") && (
          <TextInput
            label="Id to sign"
            placeholder="made up where it is empty"
            value={input.id}
            autoComplete="off"
            onChange={(event) => set({ id: event.currentTarget.value })}
          />
        )}
        {signsTime && (
          <TextInput
            label="Moment, in UTC"
            placeholder="now, or 2026-11-22T14:33:01Z"
            value={input.at}
            autoComplete="off"
            onChange={(event) => set({ at: event.currentTarget.value.trim() })}
          />
        )}
      </div>
    </div>
  );
}
