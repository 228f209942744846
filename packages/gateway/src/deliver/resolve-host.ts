import { lookup } from "node:dns/promises";

/** Gives the addresses of a host name, best first. Rejects where there are none. */
export type ResolveHost = (hostname: string) => Promise<readonly string[]>;

/**
 * Looks names up as the system does (hosts file included). Lookups of one name that overlap share one: the system runs
 * only a few at a time, so an endpoint whose name servers hang may hold one of those and no more. Nothing is kept
 * afterwards, so a changed address counts from the next connection on.
 */
export function createHostResolver(): ResolveHost {
  const underWay = new Map<string, Promise<readonly string[]>>();
  return (hostname) => {
    const known = underWay.get(hostname);
    if (known !== undefined) return known;
    const addresses = lookUp(hostname).finally(() => underWay.delete(hostname));
    underWay.set(hostname, addresses);
    return addresses;
  };
}

async function lookUp(hostname: string): Promise<readonly string[]> {
  const found = await lookup(hostname, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}
