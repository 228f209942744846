import { createSigner } from "countersign";
import type { SigningRequest } from "countersign";
import { insightHealth, nabla, nablaConnect, zentact } from "countersign/schemes";

export const NABLA_SECRET = "a secret of the nabla source";
export const ZENTACT_SECRET = "00112233445566778899aabbccddeeff";
export const CONNECT_SECRET = "a secret of the connect source";

/** An organization with one source per way of answering: a signed id, an echo, 403, no id. */
export const northside = {
  organizations: [
    {
      name: "northside",
      sources: [
        { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] },
        { name: "connect", scheme: "nabla-connect", secrets: [CONNECT_SECRET] },
        { name: "zentact", scheme: "zentact", secrets: [ZENTACT_SECRET] },
        { name: "small", scheme: "nabla", secrets: [NABLA_SECRET], maxBodyBytes: 1000 },
        { name: "strict", scheme: "nabla", secrets: [NABLA_SECRET], payloadCheck: "refuse" },
      ],
    },
  ],
};

const nablaSigner = createSigner(nabla, { keys: [{ secret: NABLA_SECRET }] });
const connectSigner = createSigner(nablaConnect, { keys: [{ secret: CONNECT_SECRET }] });
const zentactSigner = createSigner(zentact, { keys: [{ secret: ZENTACT_SECRET }] });

type Sign = (request: SigningRequest) => Record<string, string>;

export const signNabla: Sign = nablaSigner.sign;
export const signConnect: Sign = connectSigner.sign;
export const signZentact: Sign = zentactSigner.sign;

/** Headers of an Insight Health caller for this body. */
export function signInsight(
  apiKey: string,
  secret: string,
  body: string | Uint8Array,
): Record<string, string> {
  return createSigner(insightHealth, { apiKey, keys: [{ secret }] }).sign({ body });
}

/** A Nabla event with this id. */
export function nablaEvent(id: string, type = "generate_note_async.succeeded"): string {
  return JSON.stringify({ id, type, created_at: "2026-11-02T10:00:00Z", data: {} });
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request and reads the whole answer. */
export async function post(
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const response = await fetch(url, { method: "POST", body, headers });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

/** Sends a signed Nabla event with this id. */
export async function postNabla(url: string, id: string): Promise<Answered> {
  const body = nablaEvent(id);
  return await post(url, body, signNabla({ body }));
}
