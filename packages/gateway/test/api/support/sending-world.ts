import { createClient } from "@countersign/contract/client";
import type { Client } from "@countersign/contract/client";
import type { Role } from "@countersign/contract";
import { openHttpReceiver } from "../../deliver/support/http-receiver.ts";
import type { Answer, HttpReceiver, ReceivedRequest } from "../../deliver/support/http-receiver.ts";
import { startApiWorld } from "./api-world.ts";
import type { ApiWorld } from "./api-world.ts";

/** A gateway with a receiver to deliver to, and the contract's own client for each role of north. */
export interface SendingWorld extends AsyncDisposable {
  readonly api: ApiWorld;
  readonly receiver: HttpReceiver;
  readonly client: Readonly<Record<Role, Client>>;
  /** Requests that came to the receiver for one endpoint. */
  receivedBy(endpoint: string): readonly ReceivedRequest[];
  /** Makes an endpoint of north whose events the receiver answers as its path says: `ok` or `fail`. */
  addEndpoint(name: string, change?: object): Promise<void>;
}

export const OUTBOUND_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

export async function startSendingWorld(
  answer: (request: ReceivedRequest) => Answer = () => 200,
): Promise<SendingWorld> {
  const receiver = await openHttpReceiver((request) => answer(request));
  const api = await startApiWorld({ allowInsecureEndpoints: true });
  const clientOf = (apiKey: string): Client => createClient({ url: api.url, apiKey });
  const { admin, operator, clinical, viewer } = api.north;
  const client = {
    admin: clientOf(admin),
    operator: clientOf(operator),
    clinical: clientOf(clinical),
    viewer: clientOf(viewer),
  };
  return {
    api,
    receiver,
    client,
    receivedBy: (endpoint) => receiver.requests.filter(({ url }) => url === `/hook/${endpoint}`),
    addEndpoint: async (name, change = {}) => {
      await client.admin.call("createEndpoint", {
        body: {
          name,
          url: `${receiver.url}/${name}`,
          scheme: "standard-webhooks",
          secrets: [OUTBOUND_SECRET],
          ...change,
        },
      });
    },
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}
