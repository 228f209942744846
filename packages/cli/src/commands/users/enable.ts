import { apiAction } from "../../api/api-action.ts";
import { printAnswer } from "../../output/print-answer.ts";
import { findUser, userArgument } from "./find-user.ts";

/** `countersign users enable` */
export const enableUser = apiAction({
  name: "users enable",
  summary: "Lets a disabled person sign in again, as before.",
  arguments: userArgument,
  run: async ({ client, args: [person = ""], isJson }) => {
    const { id } = await findUser(client, person);
    return printAnswer(await client.call("enableUser", { params: { user: id } }), { isJson });
  },
});
