import type { SettingKey } from "@countersign/gateway";
import { onTestFinished } from "vitest";
import { startTestGateway } from "../../flows/support/test-gateway.ts";
import type { TestGateway } from "../../flows/support/test-gateway.ts";
import { ask } from "./ask.ts";
import type { Asked, Asking } from "./ask.ts";

export const ADA = { organization: "north", email: "ada@north.example", password: "correct horse battery" };

/** What a browser with the console open does: it keeps cookies, and its page says that it is the console. */
export class Browser {
  readonly url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  /** As the `Cookie` header has them. */
  get cookies(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async ask(path: string, asking: Asking = {}): Promise<Asked> {
    const headers = {
      "x-countersign-console": "1",
      ...(this.#cookies.size > 0 && { cookie: this.cookies }),
      ...asking.headers,
    };
    const asked = await ask(`${this.url}/api/v1/${path}`, { ...asking, headers });
    this.keep(asked.headers);
    return asked;
  }

  /** Keeps, or forgets, what an answer says. */
  keep(headers: Headers): void {
    for (const text of headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (/; Max-Age=0;/.test(text)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  signIn(change: Partial<typeof ADA> = {}): Promise<Asked> {
    return this.ask("session/sign-in", { body: { ...ADA, ...change } });
  }
}

/** A gateway whose first admin is Ada, and the browser in which she made herself that. */
export interface ConsoleWorld {
  readonly running: TestGateway;
  readonly url: string;
  /** Signed in as Ada. */
  readonly ada: Browser;
  readonly fresh: () => Browser;
  /** Invites somebody and gives the code. */
  invite(email: string, role?: string): Promise<{ readonly id: string; readonly code: string }>;
  /** Invites somebody, who accepts it with Ada's password. */
  join(email: string, role?: string): Promise<{ readonly id: string; readonly browser: Browser }>;
}

/** Stops after the test. */
export async function startConsoleWorld(
  flags: Readonly<Partial<Record<SettingKey, string | boolean>>> = {},
): Promise<ConsoleWorld> {
  const running = await startTestGateway({ flags });
  onTestFinished(() => running[Symbol.asyncDispose]());
  const { url } = running;
  const ada = new Browser(url);
  const made = await ada.ask("setup/user", {
    body: { ...ADA, name: "Ada", code: running.gateway.setupCode },
  });
  if (made.status !== 201) throw new Error(`the first user was answered ${made.status}: ${made.text}`);
  const invite: ConsoleWorld["invite"] = async (email, role = "viewer") => {
    const invited = await ada.ask("users", { body: { email, role, name: "Somebody" } });
    if (invited.status !== 201) throw new Error(`${email} was not invited: ${invited.text}`);
    const { id, invitation } = invited.json as { id: string; invitation: { code: string } };
    return { id, code: invitation.code };
  };
  return {
    running,
    url,
    ada,
    fresh: () => new Browser(url),
    invite,
    join: async (email, role) => {
      const { id, code } = await invite(email, role);
      const browser = new Browser(url);
      const { password } = ADA;
      const accepted = await browser.ask("invitations/accept", { body: { code, password } });
      if (accepted.status !== 200) throw new Error(`${email} did not accept: ${accepted.text}`);
      return { id, browser };
    },
  };
}
