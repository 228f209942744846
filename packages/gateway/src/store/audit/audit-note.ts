/** Who did something. `name` is an API key's, a user's email, the file's organization's, or the part of the gateway that acted. */
export interface Actor {
  readonly kind: "api_key" | "user" | "setup" | "file" | "gateway";
  readonly name: string;
  /** The network address the request came from. */
  readonly address?: string;
}

/**
 * What is to be written into the audit log with a change. Holds no payload and no secret; `reason` is what a person
 * typed and is sealed with the other details.
 */
export interface AuditNote {
  readonly organizationId: number;
  readonly actor: Actor;
  /** `resource.verb`, such as `api_key.create` or `event.reveal`. */
  readonly action: `${string}.${string}`;
  readonly resource: { readonly kind: string; readonly name: string };
  readonly reason?: string;
  /** What else tells the change, such as which fields were set; never their secret values. */
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** An entry of the log, as it is shown. */
export interface AuditEntry extends AuditNote {
  readonly sequence: number;
  readonly at: number;
  /** Base64; what a checkpoint compares. */
  readonly hash: string;
}
