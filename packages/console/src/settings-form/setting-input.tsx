import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import { settingExample } from "./setting-field.ts";
import type { SettingField } from "./setting-field.ts";

export interface SettingInputProps {
  readonly field: SettingField;
  readonly text: string;
  /** The text is not as it should be. */
  readonly isWrong: boolean;
  readonly onChange: (text: string) => void;
}

/** The control of one setting. */
export function SettingInput({ field, text, isWrong, onChange }: SettingInputProps): ReactElement {
  const look = {
    label: field.label,
    description: field.says,
    error: isWrong ? `Expected ${settingExample(field)}.` : undefined,
    value: text,
  };
  if (field.kind === "choice") {
    const data = Object.entries(field.choices ?? {}).map(([value, label]) => ({ value, label }));
    return <NativeSelect {...look} data={data} onChange={(event) => onChange(event.currentTarget.value)} />;
  }
  if (field.kind === "lines")
    return (
      <Textarea {...look} autosize minRows={2} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  return <TextInput {...look} autoComplete="off" onChange={(event) => onChange(event.currentTarget.value)} />;
}
