import type { Role } from "@countersign/contract";
import { Argument } from "commander";
import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { roleChoices } from "../keys/create.ts";
import { findUser, userArgument } from "./find-user.ts";

/** `countersign users role` */
export const changeRole = apiAction({
  name: "users role",
  summary: "Gives a person another role, which ends the person's sessions. One admin always stays.",
  arguments: userArgument,
  addOptions: (command) =>
    command.addArgument(new Argument("<role>", "what the person may do").choices([...roleChoices])),
  run: async ({ client, args: [person = "", role], isJson }) => {
    const { id } = await findUser(client, person);
    // One of the choices, or the command had not run.
    const body = { role: role as Role };
    return printAnswer(await client.call("updateUser", { params: { user: id }, body }), { isJson });
  },
});
