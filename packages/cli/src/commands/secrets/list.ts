import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { listAction } from "../../api/list-action.ts";
import { addSecretOwnerOptions, readSecretOwner } from "../../api/secret-owner.ts";
import type { SecretOwner, SecretOwnerOptions } from "../../api/secret-owner.ts";

type SecretList = AnswerOf<Routes["listSourceSecrets"]>;

/** `countersign secrets list` */
export const listSecrets = listAction<SecretList["items"][number], SecretOwnerOptions>({
  name: "secrets list",
  summary: "Lists secrets, newest first: which are in force, when each last matched; never their values.",
  addOptions: addSecretOwnerOptions,
  columns: {
    name: ({ name }) => name,
    state: ({ state }) => state,
    until: ({ notAfter }) => notAfter,
    "last matched": ({ lastMatchedAt }) => lastMatchedAt,
    matches: ({ matches }) => matches,
    "safe to retire": ({ isSafeToRetire }) => isSafeToRetire,
    created: ({ createdAt }) => createdAt,
  },
  read: async ({ client, options }) => ({ ...(await list(client, readSecretOwner(options))), next: null }),
});

function list(client: Client, owner: SecretOwner): Promise<SecretList> {
  if (owner.kind === "endpoint") return client.call("listEndpointSecrets", { params: owner.params });
  if (owner.kind === "caller") return client.call("listCallerSecrets", { params: owner.params });
  return client.call("listSourceSecrets", { params: owner.params });
}
