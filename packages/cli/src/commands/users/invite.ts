import type { Role } from "@countersign/contract";
import { Option } from "commander";
import { apiAction } from "../../api/api-action.ts";
import { roleChoices } from "../keys/create.ts";
import { printInvitation } from "./print-invitation.ts";

/** `countersign users invite` */
export const inviteUser = apiAction<{ readonly role: Role; readonly name: string }>({
  name: "users invite",
  summary:
    "Invites a person and prints the link that lets the person choose a password. It is shown this once.",
  arguments: { "<email>": "with it the person signs in" },
  addOptions: (command) =>
    command
      .addOption(
        new Option("--role <role>", "what the person may do").choices([...roleChoices]).makeOptionMandatory(),
      )
      .requiredOption("--name <name>", "what lists call the person"),
  run: async (call) => {
    const { client, args, options } = call;
    const { role, name } = options;
    const body = { email: args[0] ?? "", role, name };
    await printInvitation(await client.call("createUser", { body }), call);
  },
});
