import type { ReactElement } from "react";
import type { Answer } from "../api/answer-types.ts";
import { formatCount } from "../numbers/format-count.ts";
import { StateBadge } from "../parts/state-badge.tsx";
import { StaticTable } from "../table/static-table.tsx";
import type { Column } from "../table/column.ts";
import classes from "./scheme-cases.module.css";

type Case = Answer<"testScheme">["cases"][number];

/** What came of the tries of a scheme: what went wrong first, then all of them. */
export function SchemeCases({ cases }: { readonly cases: readonly Case[] }): ReactElement {
  const kinds = (["made_up", "vector"] as const).map((kind) => ({
    kind,
    all: cases.filter((each) => each.kind === kind),
  }));
  return (
    <>
      {kinds
        .filter(({ all }) => all.length > 0)
        .map(({ kind, all }) => (
          <CaseGroup key={kind} kind={kind} all={all} />
        ))}
    </>
  );
}

const kindWords = {
  made_up: {
    title: "Requests signed by the scheme itself, and tampered with",
    label: "Made-up requests",
  },
  vector: { title: "Vectors: computed by other programs, or samples of the sender", label: "Vectors" },
} as const;

interface CaseGroupProps {
  readonly kind: Case["kind"];
  readonly all: readonly Case[];
}

function CaseGroup({ kind, all }: CaseGroupProps): ReactElement {
  const wrong = all.filter(({ isRight }) => !isRight);
  const { title, label } = kindWords[kind];
  return (
    <section className={classes["group"]}>
      <h3 className={classes["title"]}>
        {title}
        <StateBadge
          state={wrong.length === 0 ? "passed" : "wrong"}
          word={
            wrong.length === 0
              ? `all ${formatCount(all.length)} right`
              : `${formatCount(wrong.length)} of ${formatCount(all.length)} wrong`
          }
        />
      </h3>
      {/* Wrong ones first: they are what somebody looks for. */}
      <StaticTable
        label={label}
        rows={[...wrong, ...all.filter(({ isRight }) => isRight)]}
        columns={caseColumns}
        rowKey={({ name }) => name}
        empty={null}
      />
    </section>
  );
}

const caseColumns: readonly Column<Case>[] = [
  {
    id: "state",
    title: "Result",
    width: "100px",
    phone: "first",
    cell: ({ isRight }) => <StateBadge state={isRight ? "passed" : "wrong"} />,
  },
  {
    id: "name",
    title: "Request",
    width: "minmax(180px, 2fr)",
    phone: "first",
    cell: ({ name }) => name,
  },
  {
    id: "expected",
    title: "Expected",
    width: "minmax(100px, 1fr)",
    phone: "second",
    cell: ({ expected }) => <code>{expected}</code>,
  },
  {
    id: "found",
    title: "Found",
    width: "minmax(100px, 1fr)",
    cell: ({ found }) => <code>{found}</code>,
  },
];
