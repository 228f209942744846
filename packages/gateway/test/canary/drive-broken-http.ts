import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { CanaryRun } from "./canary-run.ts";

const MORE_THAN_ANY_HEAD = 600;

/** Sends what never becomes a request: broken, too large, too slow, broken off. Marked all the same. */
export async function driveBrokenHttp(run: CanaryRun, url: string): Promise<void> {
  const { markers } = run;
  const { host } = new URL(url);
  const head = (line: string, ...lines: readonly string[]): Buffer =>
    Buffer.from([line, `Host: ${host}`, "Connection: close", ...lines, "", ""].join("\r\n"));
  const mark = markers.text("broken request");
  await run.askBytes("broken", url, Buffer.from(`${mark}\r\n\r\n`));
  await run.askBytes("broken", url, head(`POST /in/${mark} HTTP/1.1`, `${mark} without a colon`));
  await run.askBytes("broken", url, head(`POST * HTTP/1.1`, `x: ${mark}`));
  await run.askBytes("broken", url, head(`POST /in/a/b HTTP/1.1`, "transfer-encoding: chunked", "", mark));
  await run.askBytes("broken", url, head("POST /in/a/b HTTP/1.1", `x: ${mark.repeat(MORE_THAN_ANY_HEAD)}`));
  await run.askBytes(
    "broken",
    url,
    head("POST /in/a/b HTTP/1.1", ...Array.from({ length: 300 }, () => `x: ${mark}`)),
  );
  await run.askBytes("broken", url, head("POST /in/a/b HTTP/1.1", `expect: ${mark}`, "content-length: 0"));
  // Too slow: a head, then a body, of which the end never comes.
  await run.askBytes("broken", url, Buffer.from(`POST /in/a/b HTTP/1.1\r\nx: ${mark}\r\n`));
  await run.askBytes(
    "broken",
    url,
    Buffer.concat([head("POST /in/a/b HTTP/1.1", "content-length: 100"), Buffer.from(mark)]),
  );
  await breakOff(
    url,
    Buffer.concat([head("POST /in/a/b HTTP/1.1", "content-length: 100"), Buffer.from(mark)]),
  );
}

/** Sends these bytes and resets the connection. */
async function breakOff(url: string, bytes: Buffer): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on("error", () => {});
  await new Promise<void>((resolve) => {
    socket.write(bytes, () => resolve());
  });
  // Time for the gateway to see the bytes before the reset; nothing is asserted about it.
  await sleep(50);
  socket.resetAndDestroy();
}
