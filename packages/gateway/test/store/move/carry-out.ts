import { join } from "node:path";
import { openDatabase } from "../../../src/store/sqlite/driver.ts";
import { administer } from "../../support/postgres/administer.ts";

const BUSY_TIMEOUT_MS = 1000;

/** Carries out one statement on the database of a place, whichever engine it is of. */
export async function carryOut(place: string, statement: string): Promise<void> {
  if (place.startsWith("postgres:")) return await administer(place, statement);
  const database = openDatabase(join(place, "countersign.db"), BUSY_TIMEOUT_MS);
  try {
    database.exec(statement);
  } finally {
    database.close();
  }
}
