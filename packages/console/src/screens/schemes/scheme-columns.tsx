import type { ReactElement } from "react";
import type { Item } from "../../api/answer-types.ts";
import { StateBadge } from "../../parts/state-badge.tsx";
import type { SchemeUser } from "../../schemes/use-scheme-users.ts";
import { coveredWords } from "../../senders/scheme-facts.ts";
import { useScheme } from "../../senders/use-scheme.ts";
import type { Column } from "../../table/column.ts";

type SchemeRow = Item<"listSchemes">;

/** How a list of schemes looks, with who goes by each; undefined users are not known yet. */
export function schemeColumns(
  usersOf: ((id: string) => readonly SchemeUser[]) | undefined,
): readonly Column<SchemeRow>[] {
  return [
    {
      id: "name",
      title: "Scheme",
      width: "minmax(150px, 1fr)",
      phone: "first",
      cell: ({ name }) => name,
    },
    {
      id: "id",
      title: "Id",
      width: "minmax(120px, 1fr)",
      cell: ({ id }) => <code>{id}</code>,
    },
    {
      id: "origin",
      title: "Whose",
      width: "minmax(130px, max-content)",
      phone: "first",
      cell: ({ origin, state }) => <StateBadge state={state === "removed" ? state : origin} />,
    },
    {
      id: "signs",
      title: "Signs",
      width: "minmax(220px, 3fr)",
      phone: "second",
      cell: ({ id }) => <Signs id={id} />,
    },
    {
      id: "users",
      title: "Used by",
      width: "minmax(90px, 1fr)",
      cell: ({ id }) => (usersOf === undefined ? "" : usersWords(usersOf(id))),
    },
  ];
}

/** Asked for by rows in view alone. */
function Signs({ id }: { readonly id: string }): ReactElement | null {
  const scheme = useScheme(id);
  return scheme === undefined ? null : <>{coveredWords(scheme)}</>;
}

function usersWords(users: readonly SchemeUser[]): string {
  return users.length === 0 ? "nobody" : users.map(({ name }) => name).join(", ");
}
