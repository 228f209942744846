import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";

type Scheme = AnswerOf<Routes["listSchemes"]>["items"][number];

/** `countersign schemes list --url …`: the schemes that sources and endpoints of the organization may name. */
export const listSchemesOfGateway = listAction<Scheme>({
  name: "schemes list",
  summary: "Lists the built-in schemes and the organization's own by id.",
  columns: {
    id: ({ id }) => id,
    origin: ({ origin }) => origin,
    state: ({ state }) => state,
    "managed by": ({ managedBy }) => managedBy,
    name: ({ name }) => name,
  },
  read: ({ client }, page) => client.call("listSchemes", { query: page }),
});
