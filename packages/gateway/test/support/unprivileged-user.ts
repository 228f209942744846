import { execFileSync } from "node:child_process";

/** Debian's packages of Postgres and PgBouncer run as this user, and most images have it. */
const NAME = "postgres";

/** Whom to run a server as that refuses to run as root; undefined where this process is not root. */
export function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : undefined;
}

function idOf(flag: "-u" | "-g"): number {
  return Number(execFileSync("id", [flag, NAME], { encoding: "utf8" }));
}
