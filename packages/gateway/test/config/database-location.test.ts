import { resolve } from "node:path";
import { expect, test } from "vitest";
import { databaseDirectory } from "../../src/config/database-location.ts";

test.each([
  [undefined, "/srv/data"],
  ["/var/lib/cs", "/var/lib/cs"],
  ["sqlite:/var/lib/cs", "/var/lib/cs"],
  ["sqlite:///var/lib/cs", "/var/lib/cs"],
  ["sqlite:data", resolve("data")],
  ["./data", resolve("data")],
])("%s is the folder %s", (database, directory) => {
  const settings = { data: "/srv/data", ...(database === undefined ? {} : { database }) };
  expect(databaseDirectory(settings)).toBe(directory);
});

test.each(["postgres://user:hunter2@host/db", "mysql:x", "sqlite:", ""])(
  "%s is not available, and is not repeated",
  (database) => {
    const open = (): string => databaseDirectory({ data: "/srv/data", database });
    expect(open).toThrow(expect.objectContaining({ code: "database_not_available" }));
    expect(open).not.toThrow(/hunter2/);
  },
);
