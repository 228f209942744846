import { formatCount } from "../numbers/format-count.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { Timestamp } from "../parts/timestamp.tsx";
import type { Column } from "../table/column.ts";
import type { Secret } from "./use-secrets.ts";

/** What is known of secrets that sign: all but their values. */
export const signingSecretColumns: readonly Column<Secret>[] = [
  {
    id: "name",
    title: "Secret",
    width: "minmax(110px, 1fr)",
    phone: "first",
    cell: ({ name }) => <code>{name}</code>,
  },
  {
    id: "state",
    title: "State",
    width: "minmax(110px, max-content)",
    phone: "first",
    cell: ({ state }) => <StateBadge state={state} />,
  },
  {
    id: "until",
    title: "Good until",
    width: "minmax(120px, 1fr)",
    phone: "second",
    cell: ({ notAfter }) => (notAfter === null ? "no end" : <Timestamp at={notAfter} isInRow />),
  },
];

/** What is known of secrets that verify: also which of them senders use. */
export const verifyingSecretColumns: readonly Column<Secret>[] = [
  ...signingSecretColumns,
  {
    id: "matched",
    title: "Last match",
    width: "minmax(120px, 1fr)",
    cell: ({ lastMatchedAt }) =>
      lastMatchedAt === null ? "never" : <Timestamp at={lastMatchedAt} isInRow />,
  },
  {
    id: "matches",
    title: "Used",
    width: "70px",
    phone: "second",
    align: "end",
    cell: ({ matches }) => `${formatCount(matches)}×`,
  },
];
