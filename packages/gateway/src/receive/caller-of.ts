import { clientAddress } from "../http/client-address.ts";
import type { ProxyTrust } from "../http/client-address.ts";
import type { Exchange } from "../http/exchange.ts";
import type { LiveSourceTable } from "./live-source-table.ts";
import type { ReceivingSource } from "./receiving-source.ts";

/** What is known of a request before its body is there. */
export interface Caller {
  /** The source that its path and API key lead to. */
  readonly receiving: ReceivingSource | undefined;
  /** False where the source takes requests of some addresses only, and this is none of them. */
  readonly isAllowed: boolean;
}

/** Who sends a request, by the configuration of now. */
export function callerOf(
  { request, path }: Exchange,
  { table, trust }: { readonly table: LiveSourceTable; readonly trust: ProxyTrust },
): Caller {
  const receiving = table.current.get(path)?.choose(request.rawHeaders);
  if (receiving?.allowFrom === undefined) return { receiving, isAllowed: true };
  return { receiving, isAllowed: receiving.isAllowedFrom(clientAddress(request, trust)) };
}
