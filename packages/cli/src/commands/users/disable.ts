import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { findUser, userArgument } from "./find-user.ts";

/** `countersign users disable` */
export const disableUser = apiAction({
  name: "users disable",
  summary: "Ends a person's sessions and refuses further ones. One admin always stays.",
  arguments: userArgument,
  run: async ({ client, args: [person = ""], isJson }) => {
    const { id } = await findUser(client, person);
    return printAnswer(await client.call("disableUser", { params: { user: id } }), { isJson });
  },
});
