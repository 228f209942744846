import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { senders, titleOf } from "./support/senders.ts";
import type { Finished, Sending } from "./support/senders.ts";
import { startGateway } from "./support/start-gateway.ts";
import type { StartedGateway } from "./support/start-gateway.ts";

const CONFIGURATION = fileURLToPath(new URL("../senders/gateway.yaml", import.meta.url));

interface Case {
  readonly source: string;
  readonly scheme: string;
  readonly body: string;
  readonly secretVariable: string;
  readonly refused: 401 | 403;
  /** How the scheme writes a time, and how far off it is too far. */
  readonly time?: { readonly write: (ms: number) => string; readonly tooOldMs: number };
  /** False where the signature says nothing about the body. */
  readonly coversBody?: false;
  readonly publicUrl?: string;
  readonly keyEncoding?: "utf8";
  /** Where the sender wants to read something else than the event's id. */
  readonly answers?: { readonly accepted: RegExp; readonly known: RegExp };
}

/** What the gateway says to most senders. */
const defaultAnswers = {
  accepted: /^200 \{"id":"evt_[0-9a-z]+","duplicate":false\}\n$/,
  known: /^200 \{"id":"evt_[0-9a-z]+","duplicate":true\}\n$/,
};
const connectAnswer = /^200 \{"request_uuid":"7c1e2a44-93d5-4b0f-8a16-0f5f2a9d6e31"\}\n$/;

const isoTime = (ms: number): string => new Date(ms).toISOString();
const nablaTime = { write: isoTime, tooOldMs: 90_000 };
const cases: readonly Case[] = [
  {
    source: "insight",
    scheme: "insight-health",
    body: "insight-health",
    secretVariable: "INSIGHT_SECRET",
    refused: 401,
  },
  {
    source: "nabla",
    scheme: "nabla",
    body: "nabla",
    secretVariable: "NABLA_SECRET",
    refused: 401,
    time: nablaTime,
  },
  {
    source: "nabla-connect",
    scheme: "nabla-connect",
    body: "nabla-connect",
    secretVariable: "NABLA_CONNECT_SECRET",
    refused: 401,
    time: nablaTime,
    answers: { accepted: connectAnswer, known: connectAnswer },
  },
  {
    source: "suki",
    scheme: "suki",
    body: "suki",
    secretVariable: "SUKI_SECRET",
    refused: 401,
    time: { write: String, tooOldMs: 330_000 },
  },
  {
    source: "honeybee",
    scheme: "honeybee",
    body: "honeybee",
    secretVariable: "HONEYBEE_SECRET",
    refused: 401,
    publicUrl: "https://hooks.example.org/in/northside/honeybee",
  },
  {
    source: "honeybee-secret",
    scheme: "honeybee-secret",
    body: "honeybee",
    secretVariable: "HONEYBEE_SHARED_TEXT",
    refused: 401,
    coversBody: false,
  },
  { source: "zentact", scheme: "zentact", body: "zentact", secretVariable: "ZENTACT_SECRET", refused: 403 },
  {
    source: "zentact-utf8",
    scheme: "zentact",
    body: "zentact",
    secretVariable: "ZENTACT_TEXT_SECRET",
    refused: 403,
    keyEncoding: "utf8",
  },
];

/** Fresh secrets for every variable that the configuration names. Hex is fit for all of them. */
function freshSecrets(): Readonly<Record<string, string>> {
  const variables = ["INSIGHT_API_KEY", ...cases.map(({ secretVariable }) => secretVariable)];
  return Object.fromEntries(variables.map((variable) => [variable, randomHex()]));
}

function randomHex(): string {
  return randomBytes(32).toString("hex");
}

function caseOf(source: string): Case {
  const found = cases.find((each) => each.source === source);
  if (found === undefined) throw new RangeError(`no case of ${source}`);
  return found;
}

/** The same answer whatever was wrong. */
function refusalOf({ refused }: Case): Finished {
  return { exitCode: 1, stdout: `${refused} {"error":"unauthorized"}\n`, stderr: "" };
}

function idIn(answer: string): string | undefined {
  return /"id":"([^"]+)"/.exec(answer)?.[1];
}

describe.each(senders.map((sender) => [titleOf(sender), sender] as const))("%s", (_title, sender) => {
  describe.skipIf(sender.missing.length > 0)("against a started gateway", () => {
    const secrets = freshSecrets();
    let gateway: StartedGateway;
    beforeAll(async () => {
      gateway = await startGateway(CONFIGURATION, secrets);
    });
    afterAll(async () => {
      await gateway.stop();
    });

    async function send(played: Case, changes: Partial<Sending> = {}): Promise<Finished> {
      return await sender.send({
        scheme: played.scheme,
        url: `${gateway.url}/in/northside/${played.source}`,
        bodyFile: `bodies/${played.body}.body`,
        secrets: [secrets[played.secretVariable] ?? ""],
        apiKey: played.scheme === "insight-health" ? secrets["INSIGHT_API_KEY"] : undefined,
        publicUrl: played.publicUrl,
        keyEncoding: played.keyEncoding,
        ...changes,
      });
    }

    it.each(cases)("is accepted as $source, and known when the same comes again", async (played) => {
      const timestamp = played.time?.write(Date.now());
      const first = await send(played, { timestamp });
      const again = await send(played, { timestamp });

      const { accepted, known } = played.answers ?? defaultAnswers;
      expect(first).toEqual({ exitCode: 0, stdout: expect.stringMatching(accepted), stderr: "" });
      expect(again).toEqual({ exitCode: 0, stdout: expect.stringMatching(known), stderr: "" });
      expect(idIn(again.stdout)).toBe(idIn(first.stdout));
    });

    it.each(cases.filter(({ coversBody }) => coversBody !== false))(
      "is refused as $source when a byte was changed after signing",
      async (played) => {
        expect(await send(played, { flags: ["--tamper"] })).toEqual(refusalOf(played));
      },
    );

    it("is accepted as honeybee-secret whatever the body: an agreed text says nothing about it", async () => {
      expect(await send(caseOf("honeybee-secret"), { flags: ["--tamper"] })).toMatchObject({ exitCode: 0 });
    });

    it.each(cases)("is refused as $source under another secret", async (played) => {
      expect(await send(played, { secrets: [randomHex()] })).toEqual(refusalOf(played));
    });

    it.each(cases.flatMap(({ time, ...played }) => (time === undefined ? [] : [{ ...played, time }])))(
      "is refused as $source when its time lies too far back or ahead",
      async (played) => {
        const { write, tooOldMs } = played.time;
        for (const ms of [Date.now() - tooOldMs, Date.now() + tooOldMs]) {
          expect(await send(played, { timestamp: write(ms) })).toEqual(refusalOf(played));
        }
      },
    );

    it("is accepted as Nabla during a rotation, when one of its two secrets is known here", async () => {
      const nabla = caseOf("nabla");
      const known = secrets["NABLA_SECRET"] ?? "";

      for (const pair of [
        [randomHex(), known],
        [known, randomHex()],
      ]) {
        expect(await send(nabla, { secrets: pair })).toMatchObject({ exitCode: 0 });
      }
    });

    it("is refused as Honeybee when the URL it signs is not the configured one", async () => {
      expect(await send(caseOf("honeybee"), { publicUrl: undefined })).toMatchObject({ exitCode: 1 });
    });

    it("is refused as Insight Health under an unknown API key", async () => {
      expect(await send(caseOf("insight"), { apiKey: randomHex() })).toMatchObject({ exitCode: 1 });
    });
  });

  it.skipIf(sender.missing.length > 0)("says 3 when nothing listens", async () => {
    const sending = { scheme: "zentact", bodyFile: "bodies/zentact.body", secrets: [randomHex()] };
    // Port 1 is reserved (RFC 6335) and closed on any machine that runs tests.
    const { exitCode, stdout } = await sender.send({ ...sending, url: "http://127.0.0.1:1/" });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
  });
});
