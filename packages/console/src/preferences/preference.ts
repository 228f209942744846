import { useSyncExternalStore } from "react";
import { keep, readKept } from "./kept-text.ts";

/** All that this console keeps in the browser, beside saved views (`views/`). Nothing else may be written there. */
export const preferences = {
  /** How times are shown. */
  times: { key: "countersign-times", values: ["relative", "utc", "local"] },
  /** Light, dark, or what the system says. */
  colors: { key: "countersign-colors", values: ["auto", "light", "dark"] },
} as const;

type Preferences = typeof preferences;
export type PreferenceName = keyof Preferences;
export type PreferenceValue<Name extends PreferenceName> = Preferences[Name]["values"][number];

/** The last organization that was signed in to: offered at the next sign-in. Free text, so no entry of the table. */
const ORGANIZATION_KEY = "countersign-organization";

const listeners = new Set<() => void>();

/** The value in force; the first of the table where none was chosen, or the browser keeps nothing. */
export function readPreference<Name extends PreferenceName>(name: Name): PreferenceValue<Name> {
  const { key, values } = preferences[name];
  const kept = readKept(key);
  return values.find((value) => value === kept) ?? values[0];
}

export function writePreference<Name extends PreferenceName>(name: Name, value: PreferenceValue<Name>): void {
  keep(preferences[name].key, value);
  for (const listener of listeners) listener();
}

/** The value in force, and again whenever it changes. */
export function usePreference<Name extends PreferenceName>(name: Name): PreferenceValue<Name> {
  return useSyncExternalStore(subscribe, () => readPreference(name));
}

export function readLastOrganization(): string {
  return readKept(ORGANIZATION_KEY) ?? "";
}

export function writeLastOrganization(organization: string): void {
  keep(ORGANIZATION_KEY, organization);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
