import type { AnswerOf, Routes } from "@countersign/contract";
import { given } from "../../api/given.ts";
import { listAction } from "../../api/list-action.ts";
import { addPeriodOptions, readPeriod } from "../../api/period.ts";
import type { PeriodOptions } from "../../api/period.ts";

type AuditEntry = AnswerOf<Routes["listAuditEntries"]>["items"][number];

interface ListAuditOptions extends PeriodOptions {
  readonly who?: string;
  readonly action?: string;
  readonly kind?: string;
  readonly what?: string;
  readonly event?: string;
  readonly newest?: true;
}

/** `countersign audit list` */
export const listAudit = listAction<AuditEntry, ListAuditOptions>({
  name: "audit list",
  summary: "Lists what was done, by whom and why, oldest first.",
  addOptions: (command) =>
    addPeriodOptions(command)
      .option("--who <name>", "by this person or API key: the whole email or name")
      .option("--action <pattern>", "such as event.reveal; * stands for any run of characters")
      .option("--kind <kind>", "to things of this kind, such as source or user")
      .option("--what <name>", "to the thing of this name or id")
      .option("--event <id>", "to this event, its deliveries, and the replays that made them")
      .option("--newest", "newest first"),
  columns: {
    "#": ({ sequence }) => String(sequence),
    at: ({ at }) => at,
    who: ({ actor }) => actor.name,
    action: ({ action }) => action,
    what: ({ resource }) => resource.name,
    reason: ({ reason }) => reason,
  },
  read: ({ client, options }, page) => {
    const { who, action, kind, what, event, newest } = options;
    const filters = given({ actor: who, action, resourceKind: kind, resource: what, event });
    const order = newest === true ? "desc" : "asc";
    return client.call("listAuditEntries", { query: { ...page, ...readPeriod(options), ...filters, order } });
  },
});
