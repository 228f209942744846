import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";

export function AuditScreen(): ReactElement {
  return (
    <Screen title="Audit">
      <EmptyState icon="audit" title="This screen is not built yet">
        Until then the command line does the same: <code>countersign --help</code>
      </EmptyState>
    </Screen>
  );
}
