import { PasswordInput } from "@mantine/core";
import type { ReactElement } from "react";
import { MIN_PASSWORD_CHARACTERS } from "./password-rule.ts";

export interface NewPasswordFieldsProps {
  readonly fault: string | undefined;
}

/** The fields `password` and `repeated` of a form in which somebody chooses a password. */
export function NewPasswordFields({ fault }: NewPasswordFieldsProps): ReactElement {
  return (
    <>
      <PasswordInput
        size="sm"
        label="Password"
        description={`At least ${MIN_PASSWORD_CHARACTERS} characters. A sentence is fine.`}
        name="password"
        autoComplete="new-password"
        required
      />
      <PasswordInput
        size="sm"
        label="The same again"
        name="repeated"
        autoComplete="new-password"
        error={fault}
        required
      />
    </>
  );
}
