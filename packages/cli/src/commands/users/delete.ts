import { apiAction } from "../../api/api-action.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { talk } from "../../output/print.ts";
import { findUser, userArgument } from "./find-user.ts";

/** `countersign users delete` */
export const deleteUser = apiAction<{ readonly yes?: true }>({
  name: "users delete",
  summary:
    "Deletes a person and ends the person's sessions. The audit log keeps what the person did. One admin always stays.",
  arguments: userArgument,
  addOptions: (command) => command.option("--yes", "do not ask"),
  run: async ({ client, args: [person = ""], options }) => {
    const { id, email, role } = await findUser(client, person);
    if (!(await confirm(`${email} (${role}) will be deleted, and every session will end`, options))) {
      return exitCodes.refused;
    }
    await client.call("deleteUser", { params: { user: id } });
    talk(`${email} is deleted.`);
    return exitCodes.ok;
  },
});
