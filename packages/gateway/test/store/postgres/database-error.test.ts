import { DatabaseError } from "pg";
import { describe, expect, test } from "vitest";
import { toStoreError } from "../../../src/store/postgres/database-error.ts";

describe("an error of the database", () => {
  test("is told by its state alone, because its message may quote values", () => {
    const refused = new DatabaseError("Key (mac)=(a value) already exists.", 0, "error");
    refused.code = "23505";
    refused.detail = "a value";
    const error = toStoreError(refused);
    expect(error).toMatchObject({ code: "store_unavailable", message: "the database refused: state 23505" });
    expect(error.cause).toBeUndefined();
  });

  test("of a host with several addresses, none of which answers, is told by its code", () => {
    const refused = Object.assign(new AggregateError([]), { code: "ECONNREFUSED" });
    expect(toStoreError(refused).message).toBe("the database cannot be reached: ECONNREFUSED");
  });
});
