import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";

type User = AnswerOf<Routes["listUsers"]>["items"][number];

/** `countersign users list` */
export const listUsers = listAction<User>({
  name: "users list",
  summary: "Lists the organization's people by email, disabled ones included.",
  columns: {
    id: ({ id }) => id,
    email: ({ email }) => email,
    role: ({ role }) => role,
    state: ({ state }) => state,
    "last signed in": ({ lastSignedInAt }) => lastSignedInAt,
    name: ({ name }) => name,
  },
  read: ({ client }, page) => client.call("listUsers", { query: page }),
  whenEmpty: "Nobody. Make the first with countersign users invite.",
});
