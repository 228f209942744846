import type { AnswerOf, Routes } from "@countersign/contract";
import { givenUrl } from "../../api/api-options.ts";
import type { ApiCall } from "../../api/api-action.ts";
import type { ApiOptions } from "../../api/api-options.ts";
import { print, printJson, talk } from "../../output/print.ts";

/** Prints the link on standard output alone, so that it can be handed on; the rest is talk. */
export async function printInvitation(
  invited: AnswerOf<Routes["createUser"]>,
  { isJson, options, environment }: Pick<ApiCall<ApiOptions>, "isJson" | "options" | "environment">,
): Promise<void> {
  const { invitation, email } = invited;
  if (isJson) await printJson(invited);
  else {
    const link = new URL("/console/welcome", givenUrl(options, environment));
    // In the fragment: it reaches no server and no log.
    link.hash = `code=${invitation.code}`;
    await print(`${link.href}\n`);
  }
  talk(
    `Give the link to ${email} by a way that you trust: whoever opens it sets the password. It is good once, until ${invitation.expiresAt}, and never shown again.`,
  );
}
