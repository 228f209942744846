import { startConsoleGateway } from "./console-gateway.ts";
import type { ConsoleGateway } from "./console-gateway.ts";
import { makeRealTraffic } from "./real-traffic.ts";
import type { RealTraffic } from "./real-traffic.ts";
import { startBrowser } from "./start-browser.ts";
import { visit } from "./visit.ts";
import type { Look, Visit } from "./visit.ts";

export interface StageVisit extends Partial<Look> {
  /** Default: `admin`. Each visit of another role has a key of its own; `nobody` is not signed in. */
  readonly as?: "admin" | "operator" | "clinical" | "viewer" | "nobody";
}

/** What the stories of a file play on: one gateway and one browser. */
export interface Stage {
  readonly gateway: ConsoleGateway;
  /** Senders, sources, endpoints and a receiver: made when first asked for, the same ones from then on. */
  readonly traffic: () => Promise<RealTraffic>;
  /** Opens a window at the gateway. */
  readonly visit: (options?: StageVisit) => Promise<Visit>;
}

export interface OpenStage extends Stage {
  readonly close: () => Promise<void>;
}

/** Starts gateway and browser. */
export async function openStage(chromium: string): Promise<OpenStage> {
  const gateway = await startConsoleGateway();
  const browser = await startBrowser(chromium).catch(async (error: unknown) => {
    await gateway[Symbol.asyncDispose]();
    throw error;
  });
  let traffic: Promise<RealTraffic> | undefined;
  return {
    gateway,
    traffic: async () => await (traffic ??= makeRealTraffic(gateway)),
    visit: async ({ as = "admin", ...look } = {}) => {
      const { url } = gateway;
      if (as === "nobody") return await visit({ browser, url, ...look });
      const apiKey = as === "admin" ? gateway.apiKey : await gateway.keyOf(as);
      return await visit({ browser, url, apiKey, ...look });
    },
    close: async () => {
      await browser.close();
      await (await traffic)?.[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    },
  };
}
