import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useList } from "../../api/use-list.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { apiKeyColumns } from "./api-key-columns.tsx";
import { ApiKeyDialog } from "./api-key-dialog.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { ShownOnce } from "./shown-once.tsx";
import classes from "./settings.module.css";

const route = getRouteApi("/console/settings");

/** The keys that programs call the API with. */
export function ApiKeySettings(): ReactElement {
  const { key: open } = route.useSearch();
  const navigate = route.useNavigate();
  const keys = useList("listApiKeys");
  const [isMaking, setIsMaking] = useState(false);
  // Here and nowhere else: closing the dialog forgets the key.
  const [made, setMade] = useState<Answer<"createApiKey">>();
  return (
    <>
      <div className={classes["head"]}>
        <p className={classes["says"]}>
          One for each program that calls the API, with the least role that does.
        </p>
        <ActButton route="createApiKey" variant="filled" onClick={() => setIsMaking(true)}>
          New key…
        </ActButton>
      </div>
      <DataTable
        label="API keys"
        list={keys}
        columns={apiKeyColumns}
        rowKey={({ id }) => id}
        rowName={({ name }) => name}
        rowHref={({ id }) => `/console/settings?tab=keys&key=${id}`}
        empty={
          <EmptyState icon="key" title="No API keys yet">
            Make one for the first program that is to call the API.
          </EmptyState>
        }
      />
      <NewKeyDialog isOpen={isMaking} onClose={() => setIsMaking(false)} onMade={setMade} />
      <ApiKeyDialog
        apiKey={keys.rows.find(({ id }) => id === open)}
        onClose={() => void navigate({ search: { tab: "keys" } })}
      />
      <ShownOnce
        title={`The key ${made?.name ?? ""}`}
        what="API key"
        says="Put it where the program finds it. The gateway keeps its hash only."
        text={made?.key}
        onClose={() => setMade(undefined)}
      />
    </>
  );
}
