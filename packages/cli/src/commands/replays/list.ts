import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";

/** `countersign replays list` */
export const listReplays = listAction<AnswerOf<Routes["listReplays"]>["items"][number]>({
  name: "replays list",
  summary: "Lists the replays, newest first.",
  columns: {
    created: ({ createdAt }) => createdAt,
    what: ({ what }) => what,
    state: ({ state }) => state,
    total: ({ total }) => String(total),
    done: ({ done }) => String(done),
    skipped: ({ skipped }) => String(skipped),
    failed: ({ failed }) => String(failed),
    id: ({ id }) => id,
  },
  read: ({ client }, page) => client.call("listReplays", { query: page }),
});
