import { useNavigate } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { mayCall } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";

/** There is no source: nothing can come yet, and this is what to do. */
export function FirstStart(): ReactElement {
  const { role } = useSession();
  const navigate = useNavigate();
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
      act={
        <ActButton
          route="createSource"
          variant="filled"
          onClick={() => void navigate({ to: "/console/sources/new" })}
        >
          Set up a source
        </ActButton>
      }
    >
      Choose who sends, paste their secret, give them the URL, and see the first event turn green. It takes
      about two minutes.
    </EmptyState>
  );
}
