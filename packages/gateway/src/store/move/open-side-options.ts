export interface OpenSideOptions {
  /** `counted`: only looked at, beside gateways that work with it. */
  readonly role: "source" | "target" | "counted";
  /** Milliseconds since 1970, for the migrations of a target. */
  readonly now: number;
}
