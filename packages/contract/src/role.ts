/** What an API key or a person may do; the same four everywhere. */
export const roles = {
  admin: "Everything but payloads: sources, endpoints, secrets, API keys, retention.",
  operator: "Replays, releases and rotates; payloads stay masked.",
  clinical: "Reads metadata and may reveal a payload, with a reason that is audited.",
  viewer: "Reads metadata only.",
} as const;

export type Role = keyof typeof roles;

/** For routes that any API key may call. */
export const everyRole = ["admin", "operator", "clinical", "viewer"] as const satisfies readonly Role[];
