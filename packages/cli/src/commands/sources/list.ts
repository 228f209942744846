import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";
import { schemeName } from "../../api/scheme-name.ts";

type Source = AnswerOf<Routes["listSources"]>["items"][number];

/** `countersign sources list` */
export const listSources = listAction<Source>({
  name: "sources list",
  summary: "Lists the organization's sources by name.",
  columns: {
    name: ({ name }) => name,
    scheme: ({ scheme }) => schemeName(scheme),
    state: ({ state }) => state,
    "managed by": ({ managedBy }) => managedBy,
    "posts to": ({ receiveUrl, path }) => receiveUrl ?? path,
    "last event": ({ lastEventAt }) => lastEventAt,
  },
  whenEmpty: "There is no source yet. Make one: countersign sources create, or countersign apply -f FILE",
  read: ({ client }, page) => client.call("listSources", { query: page }),
});
