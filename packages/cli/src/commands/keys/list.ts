import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";

type ApiKey = AnswerOf<Routes["listApiKeys"]>["items"][number];

/** `countersign keys list` */
export const listKeys = listAction<ApiKey>({
  name: "keys list",
  summary:
    "Lists the organization's API keys, newest first, revoked ones included; never the keys themselves.",
  columns: {
    id: ({ id }) => id,
    role: ({ role }) => role,
    state: ({ state }) => state,
    created: ({ createdAt }) => createdAt,
    "last used": ({ lastUsedAt }) => lastUsedAt,
    name: ({ name }) => name,
  },
  read: ({ client }, page) => client.call("listApiKeys", { query: page }),
});
