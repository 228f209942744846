import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { useList } from "../../api/use-list.ts";
import type { Item } from "../../api/answer-types.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { coveredWords } from "../../senders/scheme-facts.ts";
import { useScheme } from "../../senders/use-scheme.ts";
import classes from "./new-source.module.css";

/** Which scheme: vendors as cards, with what each signs. */
export function VendorStep(): ReactElement {
  const schemes = useList("listSchemes");
  const [search, setSearch] = useState("");
  if (schemes.error !== null) return <Problem error={schemes.error} onRetry={schemes.reload} />;
  if (schemes.isLoading) return <LoadingDetail what="schemes" />;
  const wanted = search.trim().toLowerCase();
  const found = schemes.rows.filter(
    ({ id, name, state }) => state !== "removed" && `${id} ${name}`.toLowerCase().includes(wanted),
  );
  return (
    <>
      <TextInput
        label="Search"
        placeholder="A vendor or a scheme"
        autoFocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ul className={classes["cards"]} aria-label="Vendors">
        {found.map((scheme) => (
          <VendorCard key={scheme.id} scheme={scheme} />
        ))}
      </ul>
      {found.length === 0 && (
        <EmptyState icon="schemes" title="No scheme is called like that">
          <Link to="/console/schemes/new">Describe the sender as a scheme</Link> once, then choose it here.
        </EmptyState>
      )}
    </>
  );
}

function VendorCard({
  scheme: { id, name, origin },
}: {
  readonly scheme: Item<"listSchemes">;
}): ReactElement {
  const scheme = useScheme(id);
  return (
    <li>
      <Link to="/console/sources/new" search={{ step: "details", scheme: id }} className={classes["card"]}>
        <span className={classes["name"]}>{name}</span>
        <span className={classes["quiet"]}>
          {id}
          {origin === "custom" && " · your own"}
        </span>
        {scheme !== undefined && <span>Signs {coveredWords(scheme)}.</span>}
      </Link>
    </li>
  );
}
