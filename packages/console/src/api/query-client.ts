import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isSessionOver } from "./session-over.ts";

/** Shown again without asking; what is open is asked anew when the window gets the focus. */
const FRESH_MS = 10_000;

export interface QueryClientOptions {
  /** Called whenever an answer says that nobody is signed in any more. */
  readonly onSessionOver: () => void;
}

/** The cache of answers. It lives in memory: closing the page forgets it, and so does signing out. */
export function createQueryClient({ onSessionOver }: QueryClientOptions): QueryClient {
  const onError = (error: unknown): void => {
    if (isSessionOver(error)) onSessionOver();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // An error is shown at once with a button to try again: at three in the morning a silent third try helps nobody.
      queries: { staleTime: FRESH_MS, retry: false },
      mutations: { retry: false },
    },
  });
}
