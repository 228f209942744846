import { useState } from "react";
import type { FormTexts } from "../forms/read-form.ts";
import { passwordFault } from "./password-rule.ts";

export interface NewPassword {
  /** For `NewPasswordFields`: why the last try was none. */
  readonly fault: string | undefined;
  /** The password of the fields; undefined, with a fault, where they hold none yet. */
  readonly read: (texts: FormTexts) => string | undefined;
}

/** Reads what somebody has chosen in `NewPasswordFields`. */
export function useNewPassword(): NewPassword {
  const [fault, setFault] = useState<string>();
  return {
    fault,
    read: ({ exact }) => {
      const password = exact("password");
      const found = passwordFault(password, exact("repeated"));
      setFault(found);
      return found === undefined ? password : undefined;
    },
  };
}
