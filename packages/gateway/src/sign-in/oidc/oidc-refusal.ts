import type { OidcFailure } from "@countersign/contract";

/** Thrown where a sign-in with OpenID Connect comes to nothing; `cause` says why, for the log. */
export class OidcRefusal extends Error {
  override readonly name = "OidcRefusal";
  readonly failure: OidcFailure;

  constructor(failure: OidcFailure, options?: ErrorOptions) {
    super(failure, options);
    this.failure = failure;
  }
}
