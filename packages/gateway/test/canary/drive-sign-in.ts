import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SESSION_COOKIE } from "@countersign/contract";
import { statusOf } from "../support/raw-exchange.ts";
import type { CanaryRun } from "./canary-run.ts";
import { setUpApi } from "./set-up-api.ts";

/** The names of the markers of every session's token and every invitation's code. */
const SESSION = "session";
const INVITATION = "invitation";

const EMAIL = "ada@operators.example";

interface Asking {
  readonly method?: string;
  readonly cookie?: string;
  readonly apiKey?: string;
  readonly body?: object;
  readonly mayHold?: readonly string[];
}

/** Has people set up, invited, let in, refused and sent away, with marks in all that they sign in with. */
export async function driveSignIn(
  run: CanaryRun,
  { url, dataDirectory }: { readonly url: string; readonly dataDirectory: string },
): Promise<void> {
  const { markers } = run;
  const apiKey = await setUpApi(run, { url, dataDirectory });
  const call = (name: string, path: string, asking: Asking = {}): Promise<Buffer> => {
    const { method = "POST", cookie, body, mayHold = [] } = asking;
    return run.askApi(name, url, {
      method,
      path: `/api/v1/${path}`,
      headers: [
        ["x-countersign-console", "1"],
        ...(cookie === undefined ? [] : [["cookie", `${SESSION_COOKIE}=${cookie}`] as const]),
        ...(asking.apiKey === undefined ? [] : [["authorization", `Bearer ${asking.apiKey}`] as const]),
        ...(body === undefined ? [] : [["content-type", "application/json"] as const]),
      ],
      ...(body !== undefined && { body: Buffer.from(JSON.stringify(body)) }),
      mayHold,
    });
  };
  /** Calls what begins a session, and marks its token: it belongs into that answer's cookie, and nowhere else. */
  const begin = async (name: string, path: string, body: object): Promise<string> => {
    const answer = await call(name, path, { body, mayHold: [SESSION] });
    const token = new RegExp(`${SESSION_COOKIE}=([^;]+);`).exec(answer.toString())?.[1];
    if (token === undefined) throw new Error(`${name} was answered ${statusOf(answer)}`);
    markers.add(SESSION, token);
    return token;
  };
  const invite = async (
    name: string,
    path: string,
    asking: Asking,
  ): Promise<{ id: string; code: string }> => {
    const answer = await call(name, path, { ...asking, mayHold: [INVITATION] });
    const [, id, code] = /"id":"(usr_\d+)".*"code":"([^"]+)"/.exec(answer.toString()) ?? [];
    if (id === undefined || code === undefined) throw new Error(`${name} was answered ${statusOf(answer)}`);
    markers.add(INVITATION, code);
    return { id, code };
  };

  const password = markers.text("password");
  const setupCode = (await readFile(join(dataDirectory, "setup-code"), "utf8")).trimEnd();
  const account = { organization: "operators", email: EMAIL };
  const first = await begin("setUpUser", "setup/user", {
    ...account,
    code: setupCode,
    name: "Ada",
    password,
  });
  await call("getSession", "session", { method: "GET", cookie: first });
  await begin("signIn", "session/sign-in", { ...account, password });
  await call("signIn", "session/sign-in", { body: { ...account, password: markers.text("wrong password") } });
  const email = `${markers.text("unknown email")}@operators.example`;
  await call("signIn", "session/sign-in", { body: { ...account, email, password } });
  const organization = markers.text("unknown organization");
  await call("signIn", "session/sign-in", { body: { organization, email, password } });
  await run.askApi("signIn", url, {
    path: "/api/v1/session/sign-in",
    headers: [["content-type", "application/json"]],
    body: Buffer.from(JSON.stringify({ ...account, password })),
  });
  const next = markers.text("next password");
  const change = { password: markers.text("wrong present password"), newPassword: next };
  await call("changeOwnPassword", "session/change-password", { cookie: first, body: change });
  await call("changeOwnPassword", "session/change-password", {
    cookie: first,
    body: { password, newPassword: next },
  });
  await call("changeOwnPassword", "session/change-password", { apiKey, body: change });

  const bea = { name: "Bea", email: "bea@operators.example", role: "viewer" };
  const { id, code } = await invite("createUser", "users", { cookie: first, body: bea });
  await call("createUser", "users", { cookie: first, body: bea });
  await call("acceptInvitation", "invitations/accept", {
    body: { code: markers.text("wrong invitation"), password },
  });
  const bearer = await begin("acceptInvitation", "invitations/accept", { code, password });
  await call("signOut", "session/sign-out", { cookie: bearer });
  await invite("resetUserPassword", `users/${id}/reset-password`, { cookie: first });
  await call("listUsers", "users", { method: "GET", cookie: first });
  const me = await call("getSession", "session", { method: "GET", cookie: first });
  const own = /"user":"(usr_\d+)"/.exec(me.toString())?.[1] ?? "";
  await call("disableUser", `users/${own}/disable`, { cookie: first });
  await call("signOutEverywhere", "session/sign-out-everywhere", { cookie: first });
  await call("listAuditEntries", "audit?limit=200", { method: "GET", apiKey });
}
