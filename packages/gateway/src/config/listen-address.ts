export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

const IPV6_AND_PORT = /^\[([0-9A-Fa-f:.]+)\]:([0-9]{1,5})$/;
const HOST_AND_PORT = /^([A-Za-z0-9.-]+):([0-9]{1,5})$/;
const MAX_PORT = 65_535;

/** Reads `HOST:PORT`, with an IPv6 host in brackets; undefined when it is anything else. */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const match = IPV6_AND_PORT.exec(text) ?? HOST_AND_PORT.exec(text);
  const host = match?.[1];
  const port = Number(match?.[2]);
  if (host === undefined || !(port <= MAX_PORT)) return undefined;
  return { host, port };
}

/** True for addresses that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.[0-9]{1,3}){3}$/.test(host);
}

/** The address as it stands in a URL: an IPv6 host in brackets. */
export function formatListenAddress(address: ListenAddress): string {
  return `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
}
