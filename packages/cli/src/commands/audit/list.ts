import type { AnswerOf, Routes } from "@countersign/contract";
import { listAction } from "../../api/list-action.ts";

type AuditEntry = AnswerOf<Routes["listAuditEntries"]>["items"][number];

/** `countersign audit list` */
export const listAudit = listAction<AuditEntry>({
  name: "audit list",
  summary: "Lists what was done, by whom and why, oldest first.",
  columns: {
    "#": ({ sequence }) => String(sequence),
    at: ({ at }) => at,
    who: ({ actor }) => actor.name,
    action: ({ action }) => action,
    what: ({ resource }) => resource.name,
    reason: ({ reason }) => reason,
  },
  read: ({ client }, page) => client.call("listAuditEntries", { query: page }),
});
