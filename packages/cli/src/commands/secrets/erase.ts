import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { apiAction } from "../../api/api-action.ts";
import { addSecretOwnerOptions, readSecretOwner } from "../../api/secret-owner.ts";
import type { SecretOwner, SecretOwnerOptions } from "../../api/secret-owner.ts";
import { exitCodes } from "../../exit-codes.ts";
import { confirm } from "../../output/confirm.ts";
import { printJson, talk } from "../../output/print.ts";

type SecretList = AnswerOf<Routes["eraseSourceSecret"]>;

/** `countersign secrets erase` */
export const eraseSecret = apiAction<SecretOwnerOptions & { readonly yes?: true }>({
  name: "secrets erase",
  summary: "Revokes a secret at once and wipes it: the very next request signed with it is refused.",
  arguments: { "<secret>": "its name, as secrets list shows it" },
  addOptions: (command) => addSecretOwnerOptions(command).option("--yes", "do not ask"),
  run: async ({ client, args: [secret = ""], options, isJson }) => {
    const owner = readSecretOwner(options);
    const question = `The secret will be wiped, and what is signed with it refused from now on`;
    if (!(await confirm(question, options))) return exitCodes.refused;
    const { items } = await erase(client, owner, secret);
    if (isJson) for (const item of items) await printJson(item);
    const inForce = items.filter(({ state }) => state === "active" || state === "retiring");
    talk(`Erased. In force: ${inForce.map(({ name }) => name).join(", ") || "none"}.`);
    return exitCodes.ok;
  },
});

function erase(client: Client, owner: SecretOwner, secret: string): Promise<SecretList> {
  if (owner.kind === "endpoint") {
    return client.call("eraseEndpointSecret", { params: { ...owner.params, secret } });
  }
  if (owner.kind === "caller") {
    return client.call("eraseCallerSecret", { params: { ...owner.params, secret } });
  }
  return client.call("eraseSourceSecret", { params: { ...owner.params, secret } });
}
