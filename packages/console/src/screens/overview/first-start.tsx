import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { mayCall } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { EmptyState } from "../../parts/empty-state.tsx";

/** There is no source: nothing can come yet, and this is what to do. */
export function FirstStart(): ReactElement {
  const { role } = useSession();
  if (!mayCall(role, "createSource")) {
    return (
      <EmptyState icon="sources" title="No source yet">
        Nothing can arrive before an admin has made a source. You are {role}: ask an admin to do it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="sources"
      title="Let the first webhook in"
      act={<Link to="/console/sources/new">Set up a source</Link>}
    >
      Choose who sends, paste their secret, give them the URL, and see the first event turn green. It takes
      about two minutes.
    </EmptyState>
  );
}
