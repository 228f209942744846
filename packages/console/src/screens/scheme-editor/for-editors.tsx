import type { ReactElement, ReactNode } from "react";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { EmptyState } from "../../parts/empty-state.tsx";

/** What is inside, for whoever may have a draft checked; to others, why they may not. */
export function ForEditors({ children }: { readonly children: ReactNode }): ReactElement {
  const { role } = useSession();
  const reason = whyNot(role, "lintScheme");
  if (reason === undefined) return <>{children}</>;
  return (
    <EmptyState icon="lock" title="Your role edits no schemes">
      {reason}
    </EmptyState>
  );
}
