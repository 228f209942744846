import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { findUser, userArgument } from "./find-user.ts";
import { printInvitation } from "./print-invitation.ts";

/** `countersign users reset` */
export const resetUser = apiAction<{ readonly yes?: true }>({
  name: "users reset",
  summary:
    "Voids a person's password, ends the person's sessions, and prints the link to choose another. It is shown this once.",
  arguments: userArgument,
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async (call) => {
    const { client, args, options } = call;
    const { id, email, role } = await findUser(client, args[0] ?? "");
    const question = `The password of ${email} (${role}) will be void, and every session will end`;
    if (!(await confirm(question, options))) return exitCodes.refused;
    await printInvitation(await client.call("resetUserPassword", { params: { user: id } }), call);
    return exitCodes.ok;
  },
});
