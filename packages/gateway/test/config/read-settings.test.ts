import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "../../src/config/read-settings.ts";
import type { SettingsInput } from "../../src/config/read-settings.ts";
import { settingEntries } from "../../src/config/settings.ts";

function problemsOf(input: SettingsInput): readonly string[] {
  try {
    readSettings(input);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

test("without any input every default holds", () => {
  expect(readSettings({})).toEqual({
    data: "./data",
    databaseConnections: 12,
    databasePrepare: "auto",
    role: "all",
    trustedProxies: "",
    forwardingHeader: "x-forwarded-for",
    host: "127.0.0.1",
    port: 8420,
    allowInsecureEndpoints: false,
    maxBodyBytesInFlight: 256 * 1024 * 1024,
    maxHeaderBytes: 16_384,
    maxHeaderCount: 200,
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 30_000,
    keepAliveTimeoutMs: 75_000,
    maxConnections: 10_000,
    sessionIdleMinutes: 30,
    sessionMaxMinutes: 720,
    stopTimeoutMs: 20_000,
    oidcLabel: "Single sign-on",
    payloadRetentionDays: 30,
    metadataRetentionDays: 400,
    auditRetentionDays: 2192,
    logLevel: "info",
    givenBy: {},
  });
});

test("a flag wins over its variable, the variable over the default", () => {
  const environment = { COUNTERSIGN_PORT: "1", COUNTERSIGN_HOST: "::1" };
  expect(readSettings({ environment, flags: { port: "2" } })).toMatchObject({
    port: 2,
    host: "::1",
    givenBy: { port: "flag", host: "variable" },
  });
});

test("addresses take IPv6 in brackets", () => {
  const environment = { COUNTERSIGN_ADMIN_LISTEN: "[::1]:9420" };
  expect(readSettings({ environment }).adminListen).toEqual({ host: "::1", port: 9420 });
});

test("other variables of the environment are left alone", () => {
  expect(problemsOf({ environment: { PATH: "/bin", COUNTERSIGNED: "x" } })).toEqual([]);
});

describe("wrong input", () => {
  test.each([
    [
      { environment: { COUNTERSIGN_DTAA: "x" } },
      "COUNTERSIGN_DTAA: no such setting; did you mean COUNTERSIGN_DATA?",
    ],
    [{ flags: { port: "65536" } }, '--port: expected a whole number from 0 to 65535, found "65536"'],
    [{ flags: { port: "08" } }, '--port: expected a whole number from 0 to 65535, found "08"'],
    [{ flags: { port: "" } }, '--port: expected a value, found ""'],
    [
      { flags: { adminListen: "9420" } },
      '--admin-listen: expected HOST:PORT, such as 127.0.0.1:9420 or [::1]:9420, found "9420"',
    ],
    [
      { flags: { logLevel: "loud" } },
      '--log-level: expected one of debug, info, warn, error, fatal, silent, found "loud"',
    ],
    [
      { environment: { COUNTERSIGN_ALLOW_INSECURE_ENDPOINTS: "yes" } },
      'COUNTERSIGN_ALLOW_INSECURE_ENDPOINTS: expected true or false, found "yes"',
    ],
    [
      { flags: { trustedProxies: "10.0.0.0/8," } },
      '--trusted-proxies: expected IP addresses or networks such as 10.0.0.0/8, separated by commas, found "10.0.0.0/8,"',
    ],
    [
      { flags: { publicUrl: "https://x.org/in" } },
      "--public-url: expected a URL without a path, such as https://hooks.example.org, found 16 characters",
    ],
    [
      { flags: { publicUrl: "ftp://x.org" } },
      '--public-url: expected a URL without a path, such as https://hooks.example.org, found "ftp://x.org"',
    ],
    [
      { flags: { tlsCert: "a.pem" } },
      "--tls-cert and --tls-key: expected both or neither, found one; give the other too",
    ],
    [
      { flags: { headersTimeoutMs: "40000" } },
      "--headers-timeout-ms: expected at most --request-timeout-ms, found more; lower it or raise the other",
    ],
  ] satisfies readonly (readonly [SettingsInput, string])[])("%j", (input, problem) => {
    expect(problemsOf(input)).toEqual([problem]);
  });

  test("everything wrong is reported at once", () => {
    const environment = { COUNTERSIGN_NOPE: "1", COUNTERSIGN_PORT: "x" };
    expect(problemsOf({ environment, flags: { maxConnections: "0" } }).length).toBe(3);
  });

  test("the value of a secret is never shown", () => {
    expect(problemsOf({ environment: { COUNTERSIGN_MASTER_KEY: "" } }).join()).not.toContain('""');
  });
});

describe("the table", () => {
  test("a flag, its variable and its key are the same words", () => {
    for (const [key, { flag, variable }] of settingEntries) {
      const words = variable.slice("COUNTERSIGN_".length).toLowerCase().split("_");
      const camelCase = words
        .map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
        .join("");
      expect(camelCase).toBe(key);
      expect(flag ?? `--${words.join("-")}`).toBe(`--${words.join("-")}`);
    }
  });

  test("a secret has no flag, because arguments are seen by every user of the machine", () => {
    const withFlag = settingEntries.filter(
      ([, { isSecret, flag }]) => isSecret === true && flag !== undefined,
    );
    // Their URLs need no password, and with one they go into the variable.
    expect(withFlag.map(([key]) => key)).toEqual(["database", "databaseListen"]);
  });
});
