import { useRouter } from "@tanstack/react-router";
import type { ErrorComponentProps } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { Problem } from "../parts/problem.tsx";
import { Screen } from "../parts/screen.tsx";

/** Instead of a screen that could not be shown. */
export function FailedScreen({ error, reset }: ErrorComponentProps): ReactElement {
  const router = useRouter();
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Screen title="This screen could not be shown">
      <Problem error={error} onRetry={retry} />
    </Screen>
  );
}
