import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { USUAL_SCHEME } from "../../senders/usual-scheme.ts";
import { OfQuarantined } from "./of-quarantined.tsx";
import { OfScheme } from "./of-scheme.tsx";
import { OfSource } from "./of-source.tsx";

const route = getRouteApi("/console/playground");

/** Sign, verify and explain a request of one's own, without a source and without a trace. */
export function PlaygroundScreen(): ReactElement {
  const { scheme = USUAL_SCHEME, source, quarantined } = route.useSearch();
  const { role } = useSession();
  const reason = whyNot(role, "verifyInPlayground");
  return (
    <Screen title="Playground">
      {reason !== undefined ? (
        <EmptyState icon="lock" title="Your role tries nothing here">
          {reason}
        </EmptyState>
      ) : quarantined !== undefined ? (
        <OfQuarantined key={quarantined} quarantined={quarantined} />
      ) : source !== undefined ? (
        <OfSource key={source} source={source} />
      ) : (
        <OfScheme scheme={scheme} />
      )}
    </Screen>
  );
}
