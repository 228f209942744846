import type { TemporaryFolder } from "./temporary-folder.ts";

/** What a capture is made of. */
export interface ToCapture {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Writes a capture and gives its path. */
export type CaptureWriter = (folder: TemporaryFolder, request: ToCapture) => string;

/** Every form that keeps all bytes. */
export const captureFormats: Readonly<Record<string, CaptureWriter>> = {
  "raw HTTP": (folder, { method, url, headers, body }) => {
    const { pathname, search, host } = new URL(url);
    const lines = [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`, ...headerLines(headers)];
    return folder.write("request.http", Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), body]));
  },
  "a curl line": (folder, { method, url, headers, body }) => {
    const file = folder.write("body", body);
    const options = headerLines(headers).map((line) => `-H '${line.replaceAll("'", "'\\''")}' \\\n `);
    return folder.write(
      "request.sh",
      `curl -X ${method} '${url}' ${options.join(" ")} --data-binary @${file}\n`,
    );
  },
  "a JSON export": (folder, { method, url, headers, body }) => {
    const bodyBase64 = Buffer.from(body).toString("base64");
    return folder.write(
      "request.json",
      JSON.stringify({ method, url, headers: Object.entries(headers), bodyBase64 }),
    );
  },
  "a HAR file": (folder, { method, url, headers, body }) => {
    const pairs = Object.entries(headers).map(([name, value]) => ({ name, value }));
    const postData = {
      mimeType: "application/json",
      encoding: "base64",
      text: Buffer.from(body).toString("base64"),
    };
    const request = { method, url, headers: pairs, postData, bodySize: body.length };
    const other = { request: { method: "GET", url: "https://a.example/", headers: [] } };
    return folder.write(
      "request.har",
      JSON.stringify({ log: { version: "1.2", entries: [{ request }, other] } }),
    );
  },
};

function headerLines(headers: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
}
