import { spawnSync } from "node:child_process";

/** Debian's packages of Postgres and PgBouncer run as the first of these users; every Linux has the second. */
const NAMES = ["postgres", "nobody"] as const;

/** Whom to run a server as that refuses to run as root; undefined where this process is not root. */
export function unprivilegedUser(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of NAMES) {
    const found = spawnSync("sh", ["-c", `id -u ${name} && id -g ${name}`], { encoding: "utf8" });
    const [uid, gid] = found.stdout.split("\n").map(Number);
    if (found.status === 0 && uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error("a server must not run as root, and there is no other user to run it as");
}
