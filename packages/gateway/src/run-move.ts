import { databaseLocation } from "./config/database-location.ts";
import { countTables } from "./store/move/count-tables.ts";
import type { MoveEnds } from "./store/move/move-side.ts";
import { moveStore } from "./store/move/move-store.ts";
import type { MoveOptions, MoveResult } from "./store/move/move-store.ts";
import { openSide } from "./store/move/open-side.ts";
import { undoMove } from "./store/move/undo-move.ts";

/** Two stores, each as `--database` names one: a folder, `sqlite:PATH` or `postgres://…`. */
export interface MovePlaces {
  readonly from: string;
  readonly to: string;
}

/**
 * Moves a store to another database, or goes on with a move that was cut off. No gateway may work with either of them.
 *
 * @throws GatewayError as `moveStore` does, and `database_not_available`, `data_directory_in_use`, `database_in_use`,
 * `schema_outdated`, `schema_too_new`, `schema_changed`, `database_not_durable`, `store_unavailable`.
 */
export function runMove(places: MovePlaces, options: MoveOptions = {}): Promise<MoveResult> {
  return withEnds(places, (ends) => moveStore(ends, options));
}

/**
 * Opens the old store again, as long as no gateway has opened the new one.
 *
 * @throws GatewayError `move_not_found`, `move_ended`, and what opening the two can throw.
 */
export function runUndo(places: MovePlaces): Promise<void> {
  return withEnds(places, undoMove);
}

/**
 * How many rows each table of a store has, by its name. Gateways may be working with it; nothing is changed.
 *
 * @throws GatewayError `move_source_empty`, `schema_outdated`, and what opening it can throw.
 */
export async function countStore(place: string): Promise<ReadonlyMap<string, number>> {
  const side = await openSide(locationOf(place), { role: "counted", now: Date.now() });
  try {
    return await countTables(side);
  } finally {
    await side.close();
  }
}

async function withEnds<Result>(
  { from, to }: MovePlaces,
  work: (ends: MoveEnds) => Promise<Result>,
): Promise<Result> {
  const [fromLocation, toLocation] = [locationOf(from), locationOf(to)];
  const now = Date.now();
  const source = await openSide(fromLocation, { role: "source", now });
  try {
    const target = await openSide(toLocation, { role: "target", now });
    try {
      return await work({ source, target });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function locationOf(place: string): ReturnType<typeof databaseLocation> {
  // Always given, so that no data folder stands in for it.
  return databaseLocation({ data: "", database: place });
}
