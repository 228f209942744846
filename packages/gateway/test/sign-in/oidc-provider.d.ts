/** The package has no types of its own; this is what the tests use of it. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  interface Account {
    readonly accountId: string;
    readonly claims: () => object;
  }

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        readonly clients: readonly object[];
        readonly claims: Readonly<Record<string, readonly string[]>>;
        readonly findAccount: (context: unknown, id: string) => Account;
        readonly cookies: { readonly keys: readonly string[] };
      },
    );

    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
