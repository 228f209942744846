import { EventEmitter, once } from "node:events";
import type { Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { TlsOptions } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isAnyAddress, isPublicAddress } from "../../src/deliver/address-guard.ts";
import { createGuardedConnector } from "../../src/deliver/guarded-connector.ts";
import type { GuardedConnectorOptions } from "../../src/deliver/guarded-connector.ts";
import { NetworkFailure } from "../../src/deliver/network-failure.ts";
import { createHostResolver } from "../../src/deliver/resolve-host.ts";
import { hasOpenssl, makeCertificate } from "./support/certificates.ts";
import type { Certificate } from "./support/certificates.ts";
import { answerWith, listen, openRawReceiver } from "./support/raw-receiver.ts";

const UNUSED_PORT = "9";

/** `connected`, or the code of the failure. The socket is closed again at once. */
function outcomeOf(url: string, changes: Partial<GuardedConnectorOptions> = {}): Promise<string> {
  const { hostname, port, protocol } = new URL(url);
  const connect = createGuardedConnector({
    isAllowedAddress: isPublicAddress,
    resolveHost: () => Promise.reject(new Error("no name is looked up here")),
    connectTimeoutMs: 10_000,
    ...changes,
  });
  return new Promise((resolve) => {
    connect({ hostname: hostname.replaceAll(/[[\]]/g, ""), port, protocol }, (error, socket) => {
      socket?.destroy();
      if (error instanceof NetworkFailure) resolve(error.code);
      else resolve(error === null ? "connected" : "an error that is no NetworkFailure");
    });
  });
}

const resolvesTo =
  (...addresses: readonly string[]) =>
  (): Promise<readonly string[]> =>
    Promise.resolve(addresses);

describe("guarded connector", () => {
  test.each([
    "127.0.0.1",
    "127.1",
    "0x7f.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "169.254.169.254",
    "10.0.0.1",
  ])("opens no connection to the literal address %s", async (host) => {
    await using receiver = await openRawReceiver(() => {});
    expect(await outcomeOf(`http://${host}:${receiver.port}/`)).toBe("address_refused");
    expect(receiver.connections).toBe(0);
  });

  test.each([
    ["rebind.test", ["127.0.0.1"]],
    ["127.0.0.1.nip.test", ["127.0.0.1"]],
    ["localhost.", ["127.0.0.1", "::1"]],
    ["metadata.internal", ["169.254.169.254", "fd00:ec2::254"]],
    ["scoped.test", ["fe80::1%lo"]],
    ["odd.test", ["not an address", ""]],
  ])("opens no connection to the name %s, which has special addresses only", async (name, addresses) => {
    await using receiver = await openRawReceiver(() => {});
    const resolveHost = resolvesTo(...addresses);
    expect(await outcomeOf(`http://${name}:${receiver.port}/`, { resolveHost })).toBe("address_refused");
    expect(receiver.connections).toBe(0);
  });

  test.each(["localhost", "localhost."])("refuses %s as the system resolves it", async (name) => {
    const resolveHost = createHostResolver();
    expect(await outcomeOf(`http://${name}:${UNUSED_PORT}/`, { resolveHost })).toMatch(
      /^(address_refused|dns_failed)$/,
    );
  });

  test("connects to the permitted one of several addresses, and to no other", async () => {
    await using receiver = await openRawReceiver(() => {});
    const tried: string[] = [];
    const isAllowedAddress = (address: string): boolean => {
      tried.push(address);
      return address === "127.0.0.1";
    };
    const resolveHost = resolvesTo("127.0.0.2", "127.0.0.1", "127.0.0.3");
    expect(await outcomeOf(`http://mixed.test:${receiver.port}/`, { isAllowedAddress, resolveHost })).toBe(
      "connected",
    );
    expect(tried).toEqual(["127.0.0.2", "127.0.0.1", "127.0.0.3", "127.0.0.1"]);
  });

  test("asks the guard again about the address it is connected to, and sends no byte if it says no", async () => {
    await using receiver = await openRawReceiver(() => {});
    let asked = 0;
    const isAllowedAddress = (): boolean => (asked += 1) === 1;
    expect(await outcomeOf(`https://127.0.0.1:${receiver.port}/`, { isAllowedAddress })).toBe(
      "address_refused",
    );
    expect(asked).toBe(2);
    expect(receiver.received()).toBe("");
  });

  test("goes on to the next address when one refuses the connection", async () => {
    await using receiver = await openRawReceiver(() => {});
    const resolveHost = resolvesTo("127.0.0.2", "127.0.0.1");
    const url = `http://two.test:${receiver.port}/`;
    expect(await outcomeOf(url, { isAllowedAddress: isAnyAddress, resolveHost })).toBe("connected");
  });

  test("tells a name that cannot be looked up apart from one that has no address", async () => {
    expect(await outcomeOf("http://missing.test/")).toBe("dns_failed");
    expect(await outcomeOf("http://empty.test/", { resolveHost: resolvesTo() })).toBe("dns_failed");
  });

  test("gives up a lookup that never ends", async () => {
    const changes = { resolveHost: () => new Promise<never>(() => {}), connectTimeoutMs: 50 };
    expect(await outcomeOf("http://slow.test/", changes)).toBe("timeout_connect");
  });

  test("shares one lookup among those who ask at once, and forgets it afterwards", async () => {
    const resolveHost = createHostResolver();
    const [first, second] = [resolveHost("localhost"), resolveHost("localhost")];
    expect(first).toBe(second);
    await first.catch(() => {});
    const third = resolveHost("localhost");
    expect(third).not.toBe(first);
    await third.catch(() => {});
  });

  test("tells a refused connection apart", async () => {
    const receiver = await openRawReceiver(() => {});
    await receiver[Symbol.asyncDispose]();
    expect(await outcomeOf(receiver.url, { isAllowedAddress: isAnyAddress })).toBe("connection_refused");
  });
});

const outcomeOverTls = (host: string, port: number, trustedCertificates?: string): Promise<string> =>
  outcomeOf(`https://${host}:${port}/`, {
    isAllowedAddress: isAnyAddress,
    resolveHost: resolvesTo("127.0.0.1"),
    ...(trustedCertificates === undefined ? {} : { trustedCertificates }),
  });

describe.skipIf(!hasOpenssl)(
  "guarded connector over TLS (skipped where the command openssl is missing)",
  () => {
    let good: Certificate;
    let expired: Certificate;

    beforeAll(() => {
      good = makeCertificate(["DNS:receiver.test", "IP:127.0.0.1"]);
      expired = makeCertificate(["DNS:receiver.test"], -1);
    });

    interface TlsReceiver {
      readonly port: number;
      readonly names: string[];
      readonly close: () => Promise<void>;
    }

    const opened: TlsReceiver[] = [];
    afterAll(async () => {
      for (const receiver of opened) await receiver.close();
    });

    async function openTlsReceiver(certificate: Certificate, options: TlsOptions = {}): Promise<TlsReceiver> {
      const names: string[] = [];
      const sockets = new Set<Socket>();
      const noteName: TlsOptions["SNICallback"] = (name, done) => {
        names.push(name);
        done(null);
      };
      const server = createTlsServer({ ...certificate, ...options, SNICallback: noteName }, (socket) => {
        sockets.add(socket);
        socket.on("error", () => {});
      });
      server.on("tlsClientError", () => {});
      const port = await listen(server);
      const close = (): Promise<void> =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy();
          server.close(() => resolve());
        });
      const receiver = { port, names, close };
      opened.push(receiver);
      return receiver;
    }

    test("connects where the certificate is trusted and bears the name, and asks for that name", async () => {
      const receiver = await openTlsReceiver(good);
      expect(await outcomeOverTls("receiver.test", receiver.port, good.cert)).toBe("connected");
      expect(await outcomeOverTls("receiver.test.", receiver.port, good.cert)).toBe("connected");
      expect(receiver.names).toEqual(["receiver.test", "receiver.test"]);
    });

    test("checks a literal address against the certificate's addresses", async () => {
      const receiver = await openTlsReceiver(good);
      expect(await outcomeOverTls("127.0.0.1", receiver.port, good.cert)).toBe("connected");
      const nameOnly = await openTlsReceiver(expired);
      expect(await outcomeOverTls("127.0.0.1", nameOnly.port, expired.cert)).toBe("tls_failed");
    });

    test("refuses a certificate that nobody vouches for", async () => {
      const receiver = await openTlsReceiver(good);
      expect(await outcomeOverTls("receiver.test", receiver.port)).toBe("tls_failed");
    });

    test("refuses it even where the environment switches checks off", async () => {
      vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
      try {
        const receiver = await openTlsReceiver(good);
        expect(await outcomeOverTls("receiver.test", receiver.port)).toBe("tls_failed");
      } finally {
        vi.unstubAllEnvs();
      }
    });

    test("refuses a certificate for another name", async () => {
      const receiver = await openTlsReceiver(good);
      expect(await outcomeOverTls("other.test", receiver.port, good.cert)).toBe("tls_failed");
    });

    test("refuses an expired certificate", async () => {
      const receiver = await openTlsReceiver(expired);
      expect(await outcomeOverTls("receiver.test", receiver.port, expired.cert)).toBe("tls_failed");
    });

    test.each(["TLSv1", "TLSv1.1"] as const)(
      "refuses a receiver that speaks %s at most",
      async (maxVersion) => {
        const options = { minVersion: "TLSv1", maxVersion, ciphers: "DEFAULT@SECLEVEL=0" } as const;
        const receiver = await openTlsReceiver(good, options);
        expect(await outcomeOverTls("receiver.test", receiver.port, good.cert)).toBe("tls_failed");
      },
    );

    test("connects to a receiver that speaks TLS 1.2 at most", async () => {
      const receiver = await openTlsReceiver(good, { maxVersion: "TLSv1.2" });
      expect(await outcomeOverTls("receiver.test", receiver.port, good.cert)).toBe("connected");
    });

    test("calls a receiver that answers without TLS a TLS failure", async () => {
      await using receiver = await openRawReceiver(answerWith("HTTP/1.1 200 OK\r\n\r\n"));
      expect(await outcomeOverTls("receiver.test", receiver.port, good.cert)).toBe("tls_failed");
    });

    test("gives up a handshake that never ends, and closes the connection", async () => {
      const closed = new EventEmitter();
      const isClosed = once(closed, "close");
      await using receiver = await openRawReceiver(
        (socket) => void socket.on("close", () => closed.emit("close")),
      );
      const changes = { isAllowedAddress: isAnyAddress, connectTimeoutMs: 100 };
      expect(await outcomeOf(`https://127.0.0.1:${receiver.port}/`, changes)).toBe("timeout_connect");
      await isClosed;
    });
  },
);
