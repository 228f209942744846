import { useEffect } from "react";
import { useList } from "../api/use-list.ts";
import type { List } from "../api/use-list.ts";
import { schemeId } from "../senders/scheme-facts.ts";

/** A source or an endpoint that goes by a scheme. */
export interface SchemeUser {
  readonly kind: "source" | "endpoint";
  readonly name: string;
  /** It has the description itself: a change of the scheme does not reach it. */
  readonly isWrittenOut: boolean;
}

/** Who goes by which scheme; undefined until all are known. */
export function useSchemeUsers(): ((id: string) => readonly SchemeUser[]) | undefined {
  const sources = useEveryRow(useList("listSources"));
  const endpoints = useEveryRow(useList("listEndpoints"));
  if (sources === undefined || endpoints === undefined) return undefined;
  return (id) => [
    ...sources.filter(goesBy(id)).map(userOf("source")),
    ...endpoints.filter(goesBy(id)).map(userOf("endpoint")),
  ];
}

type Row = { readonly name: string; readonly scheme: Parameters<typeof schemeId>[0] };

function goesBy(id: string): (row: Row) => boolean {
  return ({ scheme }) => schemeId(scheme) === id;
}

function userOf(kind: SchemeUser["kind"]): (row: Row) => SchemeUser {
  return ({ name, scheme }) => ({ kind, name, isWrittenOut: typeof scheme !== "string" });
}

/** All rows of a list, page after page; undefined until the last one is there. */
function useEveryRow<Each>(list: List<Each>): readonly Each[] | undefined {
  const { rows, isLoading, hasMore, isLoadingMore, error, loadMore } = list;
  useEffect(() => {
    if (hasMore && !isLoadingMore && error === null) loadMore();
  }, [hasMore, isLoadingMore, error, loadMore]);
  return isLoading || hasMore ? undefined : rows;
}
