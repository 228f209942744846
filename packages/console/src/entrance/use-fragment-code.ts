import { useState } from "react";

/**
 * The code of a link such as `/setup#code=…`. It stands behind the `#` so that no server and no log ever gets it; it is
 * taken out of the address at once, so that neither the history nor a shoulder keeps it.
 */
export function useFragmentCode(): string {
  const [code] = useState(() => readCode(globalThis.location.hash));
  if (code !== "" && globalThis.location.hash !== "") {
    globalThis.history.replaceState(globalThis.history.state, "", globalThis.location.pathname);
  }
  return code;
}

/** Gives the code of a fragment, or an empty text. */
export function readCode(fragment: string): string {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("code") ?? "";
}
