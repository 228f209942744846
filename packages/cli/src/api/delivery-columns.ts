import type { AnswerOf, Routes } from "@countersign/contract";
import type { Columns } from "../output/table-writer.ts";

type Delivery = AnswerOf<Routes["listDeliveries"]>["items"][number];

/** A delivery as a row of a table. */
export const deliveryColumns: Columns<Delivery> = {
  created: ({ createdAt }) => createdAt,
  endpoint: ({ endpoint }) => endpoint,
  type: ({ eventType }) => eventType,
  state: ({ state }) => state,
  tries: ({ attempts }) => String(attempts),
  "last result": ({ lastResult }) => lastResult,
  due: ({ dueAt }) => dueAt,
  id: ({ id }) => id,
};
