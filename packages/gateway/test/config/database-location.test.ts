import { resolve } from "node:path";
import { expect, test } from "vitest";
import { databaseLocation, describeDatabase } from "../../src/config/database-location.ts";

test.each([
  [undefined, "/srv/data"],
  ["/var/lib/cs", "/var/lib/cs"],
  ["sqlite:/var/lib/cs", "/var/lib/cs"],
  ["sqlite:///var/lib/cs", "/var/lib/cs"],
  ["sqlite:data", resolve("data")],
  ["./data", resolve("data")],
])("%s is the folder %s", (database, directory) => {
  const settings = { data: "/srv/data", ...(database === undefined ? {} : { database }) };
  expect(databaseLocation(settings)).toEqual({ engine: "sqlite", directory });
});

test.each([
  "postgres://countersign@db.internal/countersign",
  "postgresql://user:pw@127.0.0.1:6432/x?sslmode=require",
])("%s is a Postgres database", (database) => {
  const location = { engine: "postgres", url: database };
  expect(databaseLocation({ data: "/srv/data", database })).toEqual(location);
  const databaseListen = "postgres://direct.internal/countersign";
  expect(databaseLocation({ data: "/srv/data", database, databaseListen })).toEqual({
    ...location,
    listenUrl: databaseListen,
  });
});

test.each(["mysql://user:hunter2@host/db", "postgres://user:hunter2@[nowhere", "mysql:x", "sqlite:", ""])(
  "%s is not available, and is not repeated",
  (database) => {
    const open = (): unknown => databaseLocation({ data: "/srv/data", database });
    expect(open).toThrow(expect.objectContaining({ code: "database_not_available" }));
    expect(open).not.toThrow(/hunter2/);
  },
);

test.each([
  [undefined, "postgres://user:hunter2@host/db"],
  ["postgres://host/db", "mysql://user:hunter2@host/db"],
])("beside %s, %s is nothing to listen on, and is not repeated", (database, databaseListen) => {
  const settings = { data: "/srv/data", databaseListen, ...(database === undefined ? {} : { database }) };
  const open = (): unknown => databaseLocation(settings);
  expect(open).toThrow(expect.objectContaining({ code: "settings_invalid" }));
  expect(open).not.toThrow(/hunter2/);
});

test.each([
  [undefined, "data /srv/data"],
  [
    "postgres://user:hunter2@db.internal:6432/countersign?sslmode=require",
    "postgres db.internal:6432/countersign",
  ],
])("people are told of %s without its user and password", (database, text) => {
  expect(describeDatabase({ data: "/srv/data", ...(database !== undefined && { database }) })).toBe(text);
});
