import { Agent, request } from "node:http";

/** Enough that the gateway commits many at once. */
const CONNECTIONS = 64;

export interface Posted {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Posts all of them over few connections, several times as fast as `fetch`. Rejects where one is not accepted. */
export async function postMany(url: string, messages: Iterable<Posted>): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const left = messages[Symbol.iterator]();
  const postNext = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) await post(agent, url, next.value);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, postNext));
  agent.destroy();
}

async function post(agent: Agent, url: string, { headers, body }: Posted): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      const { statusCode } = response;
      response.resume().on("end", () => {
        if (statusCode === 200) resolve();
        else reject(new Error(`answered ${statusCode}`));
      });
    });
    sending.on("error", reject).end(body);
  });
}
