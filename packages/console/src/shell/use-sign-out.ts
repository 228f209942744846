import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { client } from "../api/client.ts";
import { isSessionOver } from "../api/session-over.ts";
import { useNotice } from "../notices/notices.tsx";

/** Ends the session at the gateway, then forgets every answer that this page has kept. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const router = useRouter();
  const notify = useNotice();
  return () => {
    client
      .call("signOut")
      .catch((error: unknown) => {
        // Already over is what was wanted.
        if (!isSessionOver(error)) throw error;
      })
      .then(() => {
        queries.clear();
        router.history.push("/console/sign-in");
      })
      .catch(() =>
        notify({ kind: "bad", text: "You are still signed in: the gateway did not answer. Try again." }),
      );
  };
}
