import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { isBackgroundCall } from "./background.ts";
import { callRoute } from "./call-route.ts";
import type { CallOf } from "./call-route.ts";
import { PAGE_ITEMS } from "./page-items.ts";
import { answerKey } from "./use-answer.ts";
import type { Answer, Item, ListName } from "./answer-types.ts";

export interface List<Each> {
  readonly rows: readonly Each[];
  /** True until the first page is there. */
  readonly isLoading: boolean;
  /** True while what is shown belongs to the filters before. */
  readonly isStale: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

export interface ListOptions {
  /** False: not asked yet. Default true. */
  readonly isEnabled?: boolean;
  /** Asked again after so long while the page is seen. Default: never by itself. */
  readonly everyMs?: number;
}

/**
 * A list of the API as rows, page after page as they are asked for.
 *
 * @example
 * const events = useList("listEvents", { query: { source: "nabla" } });
 */
export function useList<Name extends ListName>(
  name: Name,
  call?: CallOf<Name>,
  { isEnabled = true, everyMs }: ListOptions = {},
): List<Item<Name>> {
  const query = useInfiniteQuery({
    queryKey: answerKey(name, { ...call, isList: true }),
    queryFn: async ({ pageParam, signal, client: queries, queryKey }): Promise<Answer<Name>> => {
      const given = call?.query;
      const background = isBackgroundCall(queries, queryKey, everyMs);
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      const page = { ...call, query: { limit: PAGE_ITEMS, ...given, ...cursor }, ...background, signal };
      return await callRoute(name, page);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: Answer<Name>) => (page as { readonly next: string | null }).next,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  });
  const pages = query.data?.pages as readonly { readonly items: readonly Item<Name>[] }[] | undefined;
  return {
    rows: pages?.flatMap(({ items }) => items) ?? [],
    isLoading: query.isPending,
    isStale: query.isPlaceholderData,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
    reload: () => void query.refetch(),
  };
}
