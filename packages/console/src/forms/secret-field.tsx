import { PasswordInput } from "@mantine/core";
import type { ReactElement } from "react";

export interface SecretFieldProps {
  readonly label: string;
  /** Whose it is, and that it is taken to the letter. */
  readonly description: string;
  /** In the form. */
  readonly name: string;
}

/** Asks for a secret or an API key that somebody else has made. It lives in the form alone. */
export function SecretField(props: SecretFieldProps): ReactElement {
  return <PasswordInput {...props} autoComplete="off" required />;
}
