import { join } from "node:path";
import type { Markers } from "./markers.ts";
import type { RefusedStart } from "./refuse-start.ts";

/** Command lines and variables that are wrong and hold a secret. */
export function usageErrors(markers: Markers, directory: string): readonly RefusedStart[] {
  // Should one of them start after all, then not in the folder and on the port of everyone.
  const serve = ["serve", "--data", join(directory, "usage"), "--port", "0"];
  const mark = markers.text("secret in the command line");
  const postgres = `postgres://user:${mark}@127.0.0.1/db`;
  const environment = (name: string): Readonly<Record<string, string>> => ({
    [name]: markers.text("secret in a variable"),
  });
  return [
    { name: "secret as the command", argv: [mark] },
    { name: "secret as an argument", argv: [...serve, mark] },
    { name: "secret after an unknown option", argv: [...serve, "--master-key", mark] },
    { name: "secret in an unknown option", argv: [...serve, `--master-key=${mark}`] },
    { name: "secret as a port", argv: [...serve, "--port", mark] },
    { name: "secret as an address", argv: [...serve, "--admin-listen", mark] },
    { name: "secret as a level", argv: [...serve, "--log-level", mark] },
    { name: "unknown variable", argv: serve, environment: environment("COUNTERSIGN_MASTERKEY") },
    {
      name: "secret in a variable for a number",
      argv: serve,
      environment: environment("COUNTERSIGN_MAX_CONNECTIONS"),
    },
    {
      name: "no master key in its variable",
      argv: serve,
      environment: environment("COUNTERSIGN_MASTER_KEY"),
    },
    {
      name: "database of another engine with a password",
      argv: [...serve, "--database", `mysql://user:${mark}@127.0.0.1/db`],
    },
    {
      name: "database to listen on that is none",
      argv: [...serve, "--database", postgres, "--database-listen", `mysql://${mark}`],
    },
    { name: "secret as a role", argv: [...serve, "--role", mark] },
    {
      name: "database with a password",
      argv: [...serve, "--database", postgres],
    },
    { name: "secret as an option", argv: [...serve, `-${mark}`] },
    { name: "secret as a long option", argv: [...serve, `--${mark}`] },
  ];
}
