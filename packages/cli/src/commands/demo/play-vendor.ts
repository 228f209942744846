import type { SignerOptions } from "countersign";
import { freshBody } from "../../examples/example.ts";
import { postBytes } from "../../play/post-bytes.ts";
import type { Answer } from "../../play/post-bytes.ts";
import { signedRequest } from "../../play/signed-request.ts";
import type { SignedRequest } from "../../play/signed-request.ts";
import { tamperedRequest } from "../../play/tampered-request.ts";
import type { VendorSecrets } from "./demo-secrets.ts";
import { staleAgeMs, stories } from "./stories.ts";
import type { Story, StoryId } from "./stories.ts";
import type { Vendor } from "./vendors.ts";

/** A story that was played, or that this vendor's scheme cannot tell. */
export interface PlayedStory {
  readonly vendor: Vendor;
  readonly story: Story;
  /** Undefined where the scheme has nothing to play. */
  readonly exchange?: Exchange;
}

export interface Exchange {
  readonly request: SignedRequest;
  readonly answer: Answer;
  /** On the clock of `performance.now()`. */
  readonly startedAtMs: number;
}

export interface Stage {
  readonly gatewayUrl: string;
  readonly secrets: VendorSecrets;
  readonly signal: AbortSignal;
}

/** Plays every story of one vendor against the gateway, one after the other. */
export async function playVendor(vendor: Vendor, stage: Stage): Promise<readonly PlayedStory[]> {
  const requests = requestsOf(vendor, stage);
  const played: PlayedStory[] = [];
  for (const story of stories) {
    const request = requests[story.id];
    if (request === undefined) {
      played.push({ vendor, story });
      continue;
    }
    const startedAtMs = performance.now();
    const answer = await postBytes(request, stage.signal);
    played.push({ vendor, story, exchange: { request, answer, startedAtMs } });
  }
  return played;
}

function requestsOf(
  vendor: Vendor,
  { gatewayUrl, secrets }: Stage,
): Record<StoryId, SignedRequest | undefined> {
  const { example, publicUrl } = vendor;
  const sign = (body: string, secret: string, ageMs = 0): SignedRequest => {
    const signer: SignerOptions = {
      keys: [{ secret }],
      apiKey: secrets.apiKey,
      publicUrl,
      now: () => Date.now() - ageMs,
    };
    return signedRequest({
      scheme: example.scheme,
      signer,
      url: `${gatewayUrl}/in/demo/${vendor.source}`,
      body,
    });
  };
  const wellSigned = sign(example.body, secrets.oldSecret);
  const staleMs = staleAgeMs(vendor);
  return {
    "well-signed": wellSigned,
    replayed: wellSigned,
    tampered: tamperedRequest(wellSigned),
    stale: staleMs === undefined ? undefined : sign(example.body, secrets.oldSecret, staleMs),
    // Another event: a known one would be a duplicate, whoever signed it.
    "new-key": sign(freshBody(example), secrets.newSecret),
  };
}
