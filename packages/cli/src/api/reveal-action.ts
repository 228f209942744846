import type { Client } from "@countersign/contract/client";
import type { RunCommand } from "../commands.ts";
import { print, printJson, talk } from "../output/print.ts";
import { apiAction } from "./api-action.ts";
import { addReasonOption } from "./reason-option.ts";
import type { ReasonOptions } from "./reason-option.ts";

export interface RevealAction {
  /** Its words, such as `events reveal`. */
  readonly name: string;
  /** Whose bytes: "an event's payload". */
  readonly of: string;
  /** The positional argument and what it is. */
  readonly argument: readonly [usage: string, meaning: string];
  readonly reveal: (
    client: Client,
    id: string,
    body: ReasonOptions,
  ) => Promise<{ readonly bodyBase64: string }>;
}

/** Makes a command that writes bytes which are hidden from everybody else, once the audit log has the reason. */
export function revealAction({ name, of, argument, reveal }: RevealAction): RunCommand {
  return apiAction<ReasonOptions>({
    name,
    summary: `Writes the exact bytes of ${of}. Who, when and why is in the audit log before.`,
    arguments: Object.fromEntries([argument]),
    addOptions: addReasonOption,
    run: async ({ client, args: [id = ""], options: { reason }, isJson }) => {
      const revealed = await reveal(client, id, { reason });
      if (isJson) await printJson(revealed);
      else await print(Buffer.from(revealed.bodyBase64, "base64"));
      talk("This is in the audit log, with the reason.");
    },
  });
}
