import type { Role } from "@countersign/contract";
import { Option } from "commander";
import { apiAction } from "../../api/api-action.ts";
import { print, printJson, talk } from "../../output/print.ts";

/** Written out, because loading the contract for `--help` would take longer than the rest. A test compares. */
export const roleChoices: readonly Role[] = ["admin", "operator", "clinical", "viewer"];

interface CreateKeyOptions {
  readonly role: Role;
  readonly expires?: string;
}

/** `countersign keys create` */
export const createKey = apiAction<CreateKeyOptions>({
  name: "keys create",
  summary: "Makes an API key of one role and prints it. It is shown this once.",
  arguments: { "<name>": "what lists and the audit log call it" },
  addOptions: (command) =>
    command
      .addOption(
        new Option("--role <role>", "what it may do").choices([...roleChoices]).makeOptionMandatory(),
      )
      .option("--expires <time>", "until when it is good, such as 2027-01-01T00:00:00Z (default: for good)"),
  run: async ({ client, args: [name = ""], options: { role, expires }, isJson }) => {
    const body = { name, role, ...(expires !== undefined && { expiresAt: expires }) };
    const made = await client.call("createApiKey", { body });
    if (isJson) await printJson(made);
    else await print(`${made.key}\n`);
    talk(`Key ${made.id} (${made.role}). Keep it now; it is never shown again.`);
  },
});
