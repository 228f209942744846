import { Button } from "@mantine/core";
import { ApiProblem } from "@countersign/contract/slim-client";
import { useState } from "react";
import type { ReactElement } from "react";
import { Facts } from "../parts/facts.tsx";
import { Problem } from "../parts/problem.tsx";
import { readSetting, settingText } from "./setting-field.ts";
import type { SettingField } from "./setting-field.ts";
import { SettingInput } from "./setting-input.tsx";
import classes from "./settings-form.module.css";

export interface SettingsFormProps {
  readonly fields: readonly SettingField[];
  /** As it is now; what somebody else changes meanwhile comes in here. */
  readonly resource: object;
  /** Why it can be read only: shown as facts then. */
  readonly reasonNot: string | undefined;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** With what differs from the resource alone; null is the default. */
  readonly onSave: (changes: Readonly<Record<string, unknown>>, onSaved: () => void) => void;
}

type Texts = Readonly<Record<string, string>>;

/** The settings of one thing. What was typed stays when somebody else changes the thing, and the difference is shown. */
export function SettingsForm(props: SettingsFormProps): ReactElement {
  const { fields, resource, reasonNot, isBusy, error, onSave } = props;
  // As it was when somebody began to type.
  const [base, setBase] = useState<Texts>({});
  const [typed, setTyped] = useState<Texts>({});
  if (reasonNot !== undefined) return <ReadOnly {...props} />;

  const now = textsOf(fields, resource);
  const changed = fields.filter(({ key }) => typed[key] !== undefined && typed[key] !== now[key]);
  const wrong = changed.filter((field) => readSetting(field, typed[field.key] ?? "") === undefined);
  const isTouched = Object.keys(typed).length > 0;
  const meanwhile = isTouched ? fields.filter(({ key }) => base[key] !== now[key]) : [];
  const save = (): void => {
    if (changed.length === 0 || wrong.length > 0 || isBusy) return;
    const read = changed.map((field) => [field.key, readSetting(field, typed[field.key] ?? "")]);
    onSave(Object.fromEntries(read) as Readonly<Record<string, unknown>>, () => setTyped({}));
  };
  return (
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={classes["fields"]}>
        {fields.map((field) => (
          <SettingInput
            key={field.key}
            field={field}
            text={typed[field.key] ?? now[field.key] ?? ""}
            isWrong={wrong.includes(field)}
            onChange={(text) => {
              if (!isTouched) setBase(now);
              setTyped({ ...typed, [field.key]: text });
            }}
          />
        ))}
      </div>
      {error !== null && error !== undefined && !isConflict(error) && <Problem error={error} />}
      {(isConflict(error) || meanwhile.length > 0) && (
        <div className={classes["note"]} role="alert">
          {isConflict(error)
            ? "Nothing was saved: somebody else changed it while you edited. What you typed is still here. Look it over and save again."
            : "Somebody else changed it while you edited:"}
          <ul>
            {meanwhile.map(({ key, label }) => (
              <li key={key}>
                {label} was “{base[key] || "default"}”, is now “{now[key] || "default"}”
                {typed[key] !== undefined &&
                  typed[key] !== now[key] &&
                  `; saving makes it “${typed[key] || "default"}”`}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={classes["acts"]}>
        <Button type="submit" disabled={changed.length === 0 || wrong.length > 0} loading={isBusy}>
          Save {changed.length > 0 && `${changed.length} ${changed.length === 1 ? "change" : "changes"}`}
        </Button>
        <Button variant="default" disabled={changed.length === 0} onClick={() => setTyped({})}>
          Undo
        </Button>
      </div>
    </form>
  );
}

function ReadOnly({ fields, resource, reasonNot }: SettingsFormProps): ReactElement {
  const facts = fields.map((field) => ({
    name: field.label,
    value: settingText(field, resource) || "default",
  }));
  return (
    <>
      <p className={classes["note"]}>{reasonNot}</p>
      <Facts facts={facts} />
    </>
  );
}

function textsOf(fields: readonly SettingField[], resource: object): Texts {
  return Object.fromEntries(fields.map((field) => [field.key, settingText(field, resource)]));
}

/** Whether an error says that the resource was another one by then. */
export function isConflict(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "precondition_failed";
}
