import type { Settings } from "../config/settings.ts";
import type { ProxyTrust } from "./client-address.ts";
import { parseNetworks } from "./network.ts";

/** What the settings say about proxies in front of the gateway. */
export function proxyTrust(settings: Pick<Settings, "trustedProxies" | "forwardingHeader">): ProxyTrust {
  // Checked when the settings were read.
  const trustedProxies = parseNetworks(settings.trustedProxies) ?? [];
  return { trustedProxies, forwardingHeader: settings.forwardingHeader };
}
