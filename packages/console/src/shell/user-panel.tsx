import { ActionIcon, useMantineColorScheme } from "@mantine/core";
import type { ReactElement } from "react";
import { useSession } from "../api/session.ts";
import { preferences, usePreference } from "../preferences/preference.ts";
import { Icon } from "../parts/icon.tsx";
import type { IconName } from "../parts/icon.tsx";
import { useSignOut } from "./use-sign-out.ts";
import classes from "./user-panel.module.css";

const icons: Readonly<Record<(typeof preferences.colors.values)[number], IconName>> = {
  auto: "screen",
  light: "sun",
  dark: "moon",
};
const names = { auto: "as the system", light: "light", dark: "dark" } as const;

/** Who is signed in, the colours, and the way out. */
export function UserPanel(): ReactElement {
  const { name, email } = useSession();
  const { setColorScheme } = useMantineColorScheme();
  const colors = usePreference("colors");
  const signOut = useSignOut();
  const { values } = preferences.colors;
  const next = values[(values.indexOf(colors) + 1) % values.length] ?? "auto";
  return (
    <div className={classes["panel"]}>
      <div className={classes["person"]} title={email ?? undefined}>
        <Icon name="person" />
        <span>{name}</span>
      </div>
      <ActionIcon
        aria-label={`Colours: ${names[colors]}. Change to ${names[next]}`}
        title={`Colours: ${names[colors]}`}
        onClick={() => setColorScheme(next)}
      >
        <Icon name={icons[colors]} />
      </ActionIcon>
      <ActionIcon aria-label="Sign out" title="Sign out" onClick={signOut}>
        <Icon name="signOut" />
      </ActionIcon>
    </div>
  );
}
