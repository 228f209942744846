import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";
import { schemeName } from "../../api/scheme-name.ts";

type Endpoint = AnswerOf<Routes["listEndpoints"]>["items"][number];

/** `countersign endpoints list` */
export const listEndpoints = listAction<Endpoint>({
  name: "endpoints list",
  summary: "Lists the organization's endpoints by name.",
  columns: {
    name: ({ name }) => name,
    scheme: ({ scheme }) => schemeName(scheme),
    state: ({ state }) => state,
    "managed by": ({ managedBy }) => managedBy,
    sources: ({ sources }) => sources,
    events: ({ events }) => events,
    url: ({ url }) => url,
  },
  whenEmpty: "There is no endpoint yet. Make one: countersign endpoints create, or countersign apply -f FILE",
  read: ({ client }, page) => client.call("listEndpoints", { query: page }),
});
