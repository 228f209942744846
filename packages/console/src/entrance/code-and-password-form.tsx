import { Button, TextInput } from "@mantine/core";
import type { ReactElement, ReactNode, SubmitEvent } from "react";
import { readForm } from "../forms/read-form.ts";
import type { FormTexts } from "../forms/read-form.ts";
import { Problem } from "../parts/problem.tsx";
import { NewPasswordFields } from "./new-password-fields.tsx";
import { useFragmentCode } from "./use-fragment-code.ts";
import { useNewPassword } from "./use-new-password.ts";

export interface CodeAndPasswordFormProps {
  /** "Setup code". */
  readonly codeLabel: string;
  /** The button's words. */
  readonly act: string;
  readonly isBusy: boolean;
  readonly error: Error | null;
  /** Called once the password is one. */
  readonly onSubmit: (given: { readonly code: string; readonly password: string } & FormTexts) => void;
  /** Fields between the code and the password. */
  readonly children?: ReactNode;
}

/** Lets somebody in who has a code, of a link or typed, and chooses a password. */
export function CodeAndPasswordForm(props: CodeAndPasswordFormProps): ReactElement {
  const { codeLabel, act, isBusy, error, onSubmit, children } = props;
  const code = useFragmentCode();
  const { fault, read } = useNewPassword();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const texts = readForm(event.currentTarget);
    const password = read(texts);
    if (password !== undefined) onSubmit({ code: texts.text("code"), password, ...texts });
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        size="sm"
        label={codeLabel}
        name="code"
        autoComplete="off"
        spellCheck={false}
        defaultValue={code}
        readOnly={code !== ""}
        required
      />
      {children}
      <NewPasswordFields fault={fault} />
      {error !== null && <Problem error={error} />}
      <Button type="submit" size="sm" fullWidth loading={isBusy}>
        {act}
      </Button>
    </form>
  );
}
