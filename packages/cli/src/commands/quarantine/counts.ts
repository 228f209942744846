import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";
import { formatBytes } from "../../output/format-bytes.ts";

/** `countersign quarantine counts` */
export const countQuarantine = listAction<AnswerOf<Routes["countQuarantine"]>["items"][number]>({
  name: "quarantine counts",
  summary: "Shows how full each source's quarantine is, and what it had no room for.",
  columns: {
    source: ({ source }) => source,
    kept: ({ items }) => String(items),
    size: ({ bytes }) => formatBytes(bytes),
    dropped: ({ dropped }) => String(dropped),
    "pushed out": ({ pushedOut }) => String(pushedOut),
    "last loss": ({ lastLossAt }) => lastLossAt,
  },
  read: async ({ client }) => ({ ...(await client.call("countQuarantine")), next: null }),
});
