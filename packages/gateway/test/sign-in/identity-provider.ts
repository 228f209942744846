import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { onTestFinished } from "vitest";

export const CLIENT_ID = "countersign";
export const CLIENT_SECRET = "a client secret that only these two know";

/** Who can sign in there. Any password will do: this is about what the gateway makes of the provider's word. */
const emails: Readonly<Record<string, { readonly email: string; readonly email_verified: boolean }>> = {
  ada: { email: "ada@north.example", email_verified: true },
  bea: { email: "Bea@North.example", email_verified: true },
  "bea-again": { email: "bea@north.example", email_verified: true },
  cleo: { email: "cleo@north.example", email_verified: false },
  mallory: { email: "mallory@elsewhere.example", email_verified: true },
};

/** A real OpenID Connect provider on a port of its own, with keys of its own; it ends with the test. */
export async function startIdentityProvider(redirectUri: () => string): Promise<string> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri()] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...emails[id] }) }),
    cookies: { keys: ["signs the provider's own cookies"] },
  });
  server.on("request", provider.callback());
  return issuer;
}

/** A browser at the provider: follows redirects, keeps cookies, and types a name where it is asked for one. */
export class PersonAtProvider {
  readonly #login: string;
  readonly #cookies = new Map<string, string>();

  constructor(login: string) {
    this.#login = login;
  }

  /** Goes where the gateway has sent it, signs in and agrees; gives where the provider sends it back to. */
  async signIn(location: string): Promise<string> {
    const issuer = new URL(location).origin;
    let next = location;
    let page = "";
    for (let step = 0; step < 20; step += 1) {
      const response = await this.#send(next, page);
      const target = response.headers.get("location");
      page = target === null ? await response.text() : "";
      if (target !== null) next = new URL(target, issuer).href;
      else if (response.status !== 200) throw new Error(`the provider answered ${response.status}: ${page}`);
      if (new URL(next).origin !== issuer) return next;
    }
    throw new Error("the provider never sent the browser back");
  }

  /** Asks for a page, or fills in the form that it has shown. */
  async #send(url: string, page: string): Promise<Response> {
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1] ?? url;
    const form = new URLSearchParams({ prompt: prompt ?? "", login: this.#login, password: "any" });
    const response = await fetch(new URL(action, url), {
      redirect: "manual",
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(prompt !== undefined && { method: "POST", body: form }),
    });
    for (const text of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }
}
