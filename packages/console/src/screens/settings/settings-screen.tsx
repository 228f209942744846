import { getRouteApi } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { RouteName } from "@countersign/contract";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { TabLinks } from "../../parts/tab-links.tsx";
import { AccountSettings } from "./account-settings.tsx";
import { ApiKeySettings } from "./api-key-settings.tsx";
import { HealthSettings } from "./health-settings.tsx";
import { RetentionSettings } from "./retention-settings.tsx";
import { UserSettings } from "./user-settings.tsx";

const route = getRouteApi("/console/settings");

/** The parts of the settings, and the route that a role must be allowed to call to see one. */
const parts = [
  { id: "account", name: "Your account", needs: "getSession", Content: AccountSettings },
  { id: "users", name: "Users", needs: "listUsers", Content: UserSettings },
  { id: "keys", name: "API keys", needs: "listApiKeys", Content: ApiKeySettings },
  { id: "retention", name: "Retention and keys", needs: "getRetention", Content: RetentionSettings },
  { id: "health", name: "Health", needs: "getHealth", Content: HealthSettings },
] as const satisfies readonly {
  readonly id: string;
  readonly name: string;
  readonly needs: RouteName;
  readonly Content: () => ReactElement;
}[];

/** People, keys, how long things are kept, and how the gateway is. */
export function SettingsScreen(): ReactElement {
  const { tab } = route.useSearch();
  const { role } = useSession();
  const { id, name, needs, Content } = parts.find((part) => part.id === tab) ?? parts[0];
  const reason = whyNot(role, needs);
  return (
    <Screen title="Settings" isFilling={id === "users" || id === "keys"}>
      <TabLinks label="Parts of the settings" tabs={parts} shown={id} />
      {reason === undefined ? (
        <Content />
      ) : (
        <EmptyState icon="lock" title={`${name} are not shown to your role`}>
          {reason}
        </EmptyState>
      )}
    </Screen>
  );
}
