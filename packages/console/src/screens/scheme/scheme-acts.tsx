import { useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { FROM_FILE } from "../../secrets/secret-owner.ts";

/** What can be done with a scheme: try it, go by it, change it, or start another one with it. */
export function SchemeActs({ scheme }: { readonly scheme: Answer<"getScheme"> }): ReactElement {
  const { history } = useRouter();
  const { id, origin, managedBy } = scheme;
  return (
    <>
      <ActButton route="verifyInPlayground" onClick={() => history.push(`/console/playground?scheme=${id}`)}>
        Open in the playground
      </ActButton>
      <ActButton route="createScheme" onClick={() => history.push(`/console/schemes/new?from=${id}`)}>
        Copy as a new scheme…
      </ActButton>
      {origin === "custom" && (
        <ActButton
          route="updateScheme"
          reasonNotNow={managedBy === "file" ? FROM_FILE : undefined}
          onClick={() => history.push(`/console/schemes/${id}/edit`)}
        >
          Edit…
        </ActButton>
      )}
      <ActButton
        route="createSource"
        variant="filled"
        onClick={() => history.push(`/console/sources/new?step=details&scheme=${id}`)}
      >
        Make a source with it…
      </ActButton>
    </>
  );
}
