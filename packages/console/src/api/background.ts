import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Whether a call is the page's own doing: what a timer asks again, once it has an answer. The gateway does not count it as
 * somebody being there, so that an unattended screen that refreshes itself does not keep a session open.
 */
export function isBackgroundCall(
  queries: QueryClient,
  queryKey: QueryKey,
  everyMs: number | undefined,
): { readonly isBackground?: true } {
  const isAgain = everyMs !== undefined && queries.getQueryData(queryKey) !== undefined;
  return isAgain ? { isBackground: true } : {};
}
