import * as openid from "openid-client";
import type { OidcSubject } from "../../store/users/user-rows.ts";
import { openFlow, sealFlow } from "./oidc-flow.ts";
import type { OidcFlow } from "./oidc-flow.ts";
import { OidcRefusal } from "./oidc-refusal.ts";

/** Time for a person to sign in at the provider, with a second factor that lies in another room. */
const OIDC_FLOW_MS = 10 * 60_000;

/** Time for one answer of the provider, in seconds. */
const PROVIDER_TIMEOUT_SECONDS = 10;

const SCOPE = "openid email";
const CALLBACK_PATH = "/api/v1/oidc/callback";

export interface OidcClientOptions {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people open the console: its origin. */
  readonly consoleUrl: URL;
  readonly now: () => number;
}

/** Whom the provider has seen. */
export interface OidcIdentity {
  readonly organization: string;
  readonly oidc: OidcSubject;
  /** Only one that the provider says belongs to this person. */
  readonly verifiedEmail: string | undefined;
}

/**
 * The gateway as a client of one OpenID Connect provider: authorization code with PKCE, state and nonce, tokens only over
 * the back channel and with their signatures checked.
 */
export class OidcClient {
  readonly #options: OidcClientOptions;
  #configuration: Promise<openid.Configuration> | undefined;

  constructor(options: OidcClientOptions) {
    this.#options = options;
  }

  /**
   * Where to send a browser, and what it has to bring back.
   *
   * @throws OidcRefusal `unavailable`
   */
  async start(organization: string): Promise<{ readonly location: string; readonly flow: string }> {
    const { consoleUrl, clientSecret, now } = this.#options;
    const configuration = await this.#discover();
    const flow: OidcFlow = {
      organization,
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      codeVerifier: openid.randomPKCECodeVerifier(),
      endsAt: now() + OIDC_FLOW_MS,
    };
    const location = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: new URL(CALLBACK_PATH, consoleUrl).href,
      scope: SCOPE,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(flow.codeVerifier),
      code_challenge_method: "S256",
    });
    return { location: location.href, flow: sealFlow(flow, clientSecret) };
  }

  /**
   * Who came back.
   *
   * @param target path and query of the callback, as they came.
   * @param sealed what {@link start} has given to this browser.
   * @throws OidcRefusal `refused` where anything does not fit, `unavailable`.
   */
  async finish(target: string, sealed: string | undefined): Promise<OidcIdentity> {
    const { consoleUrl, clientSecret, now } = this.#options;
    const flow = openFlow(sealed ?? "", { clientSecret, now: now() });
    if (flow === undefined) throw new OidcRefusal("refused");
    const configuration = await this.#discover();
    try {
      const callback = new URL(target, consoleUrl);
      const tokens = await openid.authorizationCodeGrant(configuration, callback, {
        pkceCodeVerifier: flow.codeVerifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new OidcRefusal("refused");
      // Some providers put the email into the token, others tell it when asked.
      const person =
        claims["email"] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      const { email, email_verified: isVerified } = person;
      return {
        organization: flow.organization,
        oidc: { issuer: claims.iss, subject: claims.sub },
        verifiedEmail: typeof email === "string" && isVerified === true ? email : undefined,
      };
    } catch (error) {
      if (error instanceof OidcRefusal) throw error;
      throw new OidcRefusal(isUnreachable(error) ? "unavailable" : "refused", { cause: error });
    }
  }

  /** What the provider says of itself, asked for once; anew where that failed. */
  async #discover(): Promise<openid.Configuration> {
    this.#configuration ??= discover(this.#options);
    try {
      return await this.#configuration;
    } catch (error) {
      this.#configuration = undefined;
      throw new OidcRefusal("unavailable", { cause: error });
    }
  }
}

async function discover({
  issuer,
  clientId,
  clientSecret,
}: OidcClientOptions): Promise<openid.Configuration> {
  // RFC 6749, 2.3.1: every provider takes the header, unless it says that it does not.
  const authenticate: openid.ClientAuth = (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const takesHeader = methods.includes("client_secret_basic");
    const way = takesHeader ? openid.ClientSecretBasic : openid.ClientSecretPost;
    way(clientSecret)(server, ...rest);
  };
  const configuration = await openid.discovery(issuer, clientId, undefined, authenticate, {
    timeout: PROVIDER_TIMEOUT_SECONDS,
    // The settings allow plain HTTP to this machine only.
    execute: issuer.protocol === "http:" ? [openid.allowInsecureRequests] : [],
  });
  openid.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** What the network did, as opposed to what the provider said. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isTimeout = "code" in error && error.code === "OAUTH_TIMEOUT";
  return isTimeout || (error instanceof TypeError && error.message === "fetch failed");
}
