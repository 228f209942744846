import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";
import { addQuarantineFilter, readQuarantineFilter } from "../../api/quarantine-filter.ts";
import type { QuarantineFilterOptions } from "../../api/quarantine-filter.ts";
import { formatBytes } from "../../output/format-bytes.ts";

type Quarantined = AnswerOf<Routes["listQuarantine"]>["items"][number];

/** `countersign quarantine list` */
export const listQuarantine = listAction<Quarantined, QuarantineFilterOptions>({
  name: "quarantine list",
  summary: "Lists refused requests that were kept, newest first, without their content.",
  addOptions: addQuarantineFilter,
  columns: {
    received: ({ receivedAt }) => receivedAt,
    source: ({ source }) => source,
    code: ({ code }) => code,
    size: ({ bodyBytes }) => formatBytes(bodyBytes),
    id: ({ id }) => id,
  },
  read: ({ client, options }, page) =>
    client.call("listQuarantine", { query: { ...page, ...readQuarantineFilter(options) } }),
});
