import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../support/temporary-directory.ts";
import { startTestGateway } from "./support/test-gateway.ts";

const PAGE = `<!doctype html><meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style><div id="root">`;
const SCRIPT = "document.title = 'a console';".repeat(20);
/** One byte more than is taken into memory. */
const TOO_MANY_BYTES = 16 * 1024 * 1024 + 1;

async function writeConsole(directory: string): Promise<void> {
  await mkdir(join(directory, "assets"), { recursive: true });
  const files = {
    "index.html": PAGE,
    "icon.svg": "<svg/>",
    "notes.md": "# not for browsers",
    "assets/main-a1.js": SCRIPT,
    "assets/main-a1.js.br": brotliCompressSync(SCRIPT),
    "assets/main-a1.js.gz": gzipSync(SCRIPT),
    "assets/plain-b2.css": "body {}",
  };
  for (const [path, content] of Object.entries(files)) await writeFile(join(directory, path), content);
}

/** A gateway that serves a console of the test's own. */
async function startWithConsole(flags: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryDirectory("console");
  await writeConsole(folder.path);
  const running = await startTestGateway({ consoleDirectory: folder.path, flags });
  return {
    ...running,
    [Symbol.asyncDispose]: async () => {
      await running[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function ask(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, { headers, redirect: "manual" });
}

const cached = (response: Response): string | null => response.headers.get("cache-control");

test("the root leads to the console and repeats nothing of what was asked", async () => {
  await using running = await startWithConsole();
  const response = await ask(`${running.url}/?token=secret`);
  expect([response.status, response.headers.get("location")]).toEqual([302, "/console/"]);
});

test("every path of the console, and /setup, shows the one page", async () => {
  await using running = await startWithConsole();
  for (const path of [
    "/console",
    "/console/",
    "/console/inbox?source=nabla",
    "/console/events/evt_1/trace",
    "/setup",
  ]) {
    const response = await ask(`${running.url}${path}`);
    expect([path, response.status, cached(response)]).toEqual([path, 200, "no-store"]);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await response.text()).toContain(`<div id="root">`);
  }
});

test("each page has a nonce of its own, in the page as in its policy, and a policy without holes", async () => {
  await using running = await startWithConsole();
  const nonces = new Set<string>();
  for (const path of ["/console/", "/console/", "/setup"]) {
    const response = await ask(`${running.url}${path}`);
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /style-src 'self' 'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1] ?? "none";
    nonces.add(nonce);
    const page = await response.text();
    expect(page.split(nonce).length).toBe(3);
    expect(page).not.toContain("__CSP_NONCE__");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  }
  expect(nonces.size).toBe(3);
});

test("every answer forbids guessing types, referrers, framing and foreign openers", async () => {
  await using running = await startWithConsole();
  for (const path of ["/", "/console/", "/console/icon.svg", "/setup", "/assets/main-a1.js"]) {
    const { headers } = await ask(`${running.url}${path}`);
    expect([path, headers.get("x-content-type-options")]).toEqual([path, "nosniff"]);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("permissions-policy")).toContain("camera=()");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  }
});

test("hashed files may be kept for ever; the compressed copy goes to whoever takes it", async () => {
  await using running = await startWithConsole();
  const url = `${running.url}/assets/main-a1.js`;
  for (const coding of ["br", "gzip", "identity"]) {
    const response = await ask(url, { "accept-encoding": coding });
    expect(response.headers.get("content-encoding") ?? "identity").toBe(coding);
    expect(cached(response)).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("vary")).toBe("accept-encoding");
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(await response.text()).toBe(SCRIPT);
  }
  const plain = await ask(`${running.url}/assets/plain-b2.css`, { "accept-encoding": "br, gzip" });
  expect([plain.headers.get("content-encoding"), await plain.text()]).toEqual([null, "body {}"]);
});

test("files beside the page may be kept for an hour", async () => {
  await using running = await startWithConsole();
  const response = await ask(`${running.url}/console/icon.svg`);
  expect([response.status, cached(response)]).toEqual([200, "public, max-age=3600"]);
});

test("what is no file of the console is not served, in any spelling of its path", async () => {
  await using running = await startWithConsole();
  for (const path of [
    "/assets/",
    "/assets/missing.js",
    "/assets/main-a1.js.br",
    "/assets/%2e%2e/index.html",
    "/assets/..%2f..%2fetc%2fpasswd",
    "/consoles",
  ]) {
    const response = await ask(`${running.url}${path}`);
    expect([path, response.status]).toEqual([path, 404]);
    await response.arrayBuffer();
  }
  // A screen, for all that the gateway knows.
  expect(await (await ask(`${running.url}/console/notes.md`)).text()).not.toContain("not for browsers");
});

test("other methods are refused, HEAD has no body", async () => {
  await using running = await startWithConsole();
  for (const path of ["/", "/console/", "/setup", "/assets/main-a1.js"]) {
    const refused = await fetch(`${running.url}${path}`, { method: "POST", body: "x" });
    expect([path, refused.status, refused.headers.get("allow")]).toEqual([path, 405, "GET, HEAD"]);
    await refused.arrayBuffer();
    const head = await fetch(`${running.url}${path}`, { method: "HEAD", redirect: "manual" });
    expect([path, head.status < 400, await head.text()]).toEqual([path, true, ""]);
  }
});

test("an admin address takes the console over", async () => {
  await using running = await startWithConsole({ adminListen: "127.0.0.1:0" });
  const { adminUrl = "" } = running.gateway;
  for (const path of ["/", "/console/", "/setup", "/assets/main-a1.js"]) {
    const atPublic = await ask(`${running.url}${path}`);
    const atAdmin = await ask(`${adminUrl}${path}`);
    expect([path, atPublic.status, atAdmin.status < 400]).toEqual([path, 404, true]);
    await Promise.all([atPublic.arrayBuffer(), atAdmin.arrayBuffer()]);
  }
});

test("a gateway without a built console says so in plain words", async () => {
  await using running = await startTestGateway();
  for (const path of ["/console/", "/setup"]) {
    const response = await ask(`${running.url}${path}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toContain("installed without its console");
  }
});

test("a console that cannot be read is logged, and the gateway works without it", async () => {
  await using folder = await temporaryDirectory("console");
  await writeConsole(folder.path);
  await writeFile(join(folder.path, "assets", "film.png"), Buffer.alloc(TOO_MANY_BYTES));
  await using running = await startTestGateway({ consoleDirectory: folder.path });
  expect(running.lines).toContainEqual(expect.objectContaining({ event: "console_unreadable" }));
  expect((await ask(`${running.url}/console/`)).status).toBe(404);
  expect((await ask(`${running.url}/healthz`)).status).toBe(200);
});
