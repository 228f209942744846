import type { SettingEntry } from "./setting-entry.ts";

/** How long people stay signed in to the console, and the identity provider that they may come by. */
export const signInSettings = {
  sessionIdleMinutes: {
    flag: "--session-idle-minutes",
    variable: "COUNTERSIGN_SESSION_IDLE_MINUTES",
    value: { kind: "integer", placeholder: "MINUTES", min: 5, max: 1440 },
    default: 30,
    meaning: "After how long without anything done a person has to sign in to the console again, in minutes.",
  },
  sessionMaxMinutes: {
    flag: "--session-max-minutes",
    variable: "COUNTERSIGN_SESSION_MAX_MINUTES",
    value: { kind: "integer", placeholder: "MINUTES", min: 5, max: 10_080 },
    default: 720,
    meaning:
      "After how long a person has to sign in to the console again in any case, in minutes. Default: 12 hours.",
  },
  consoleUrl: {
    flag: "--console-url",
    variable: "COUNTERSIGN_CONSOLE_URL",
    value: { kind: "text", placeholder: "URL" },
    meaning:
      "Where people open the console, such as https://countersign.example.org, without a path. Needed for signing in with OpenID Connect.",
  },
  oidcIssuer: {
    flag: "--oidc-issuer",
    variable: "COUNTERSIGN_OIDC_ISSUER",
    value: { kind: "text", placeholder: "URL" },
    meaning:
      "Issuer of the OpenID Connect provider that people may sign in with. Needs the client's id and secret and the console's URL too.",
  },
  oidcClientId: {
    flag: "--oidc-client-id",
    variable: "COUNTERSIGN_OIDC_CLIENT_ID",
    value: { kind: "text", placeholder: "ID" },
    meaning: "What the provider calls this gateway.",
  },
  oidcClientSecret: {
    variable: "COUNTERSIGN_OIDC_CLIENT_SECRET",
    value: { kind: "text", placeholder: "SECRET" },
    isSecret: true,
    meaning:
      "The secret that the provider gave this gateway: the text itself, or where it is found as env:NAME, file:PATH or cmd:PROGRAM.",
  },
  oidcLabel: {
    flag: "--oidc-label",
    variable: "COUNTERSIGN_OIDC_LABEL",
    value: { kind: "text", placeholder: "TEXT" },
    default: "Single sign-on",
    meaning: "What the console writes on the button that leads to the provider.",
  },
  oidcOrganization: {
    flag: "--oidc-organization",
    variable: "COUNTERSIGN_OIDC_ORGANIZATION",
    value: { kind: "text", placeholder: "NAME" },
    meaning: "The organization that people sign in to with the provider where they name none.",
  },
} as const satisfies Readonly<Record<string, SettingEntry>>;
