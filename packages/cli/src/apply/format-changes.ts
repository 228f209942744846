import type { AnswerOf, Routes } from "@countersign/contract";
import { formatColumns } from "../output/format-columns.ts";
import { printable } from "../output/printable.ts";

type Changes = AnswerOf<Routes["applyConfiguration"]>["changes"];

const signs = { create: "+", enable: "+", update: "~", disable: "-", delete: "-", revoke: "-" } as const;

/** What a configuration file changes, a line each: `~ source  rx  update  toleranceMs`. */
export function formatChanges(changes: Changes): string {
  return formatColumns(
    changes.map(({ change, kind, name, owner, fields }) => [
      `${signs[change]} ${kind}`,
      printable(owner === null ? name : `${owner.name}/${name}`),
      change,
      printable(fields.join(", ")),
    ]),
  );
}
