import "@mantine/core/styles.css";
import "./theme.css";
import { MantineProvider } from "@mantine/core";
import type { MantineColorSchemeManager } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { preferences, readPreference, writePreference } from "../preferences/preference.ts";
import { theme } from "./theme.ts";

/** Keeps the choice where all preferences are kept. */
const colorSchemeManager: MantineColorSchemeManager = {
  get: () => readPreference("colors"),
  set: (value) => writePreference("colors", value),
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => writePreference("colors", preferences.colors.values[0]),
};

/** The look of everything. Styles that are made in the page carry the nonce that the gateway put into index.html. */
export function ConsoleTheme({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={readNonce}
    >
      {children}
    </MantineProvider>
  );
}

function readNonce(): string {
  // Browsers hide the attribute from scripts and styles; the property has it.
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
