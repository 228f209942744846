import type { Command } from "commander";
import { readWholeNumber } from "../arguments/read-whole-number.ts";
import type { RunCommand } from "../commands.ts";
import { endWithReader, printJson, talk } from "../output/print.ts";
import { TableWriter } from "../output/table-writer.ts";
import type { Columns } from "../output/table-writer.ts";
import { apiAction } from "./api-action.ts";
import type { ApiAction, ApiCall } from "./api-action.ts";

/** Fits a screen. */
const DEFAULT_ITEMS = 50;
/** As many as the API gives in one page. */
const MAX_PAGE_ITEMS = 200;
/** Far beyond what anybody reads; --all has no bound. */
const MAX_ITEMS = 1_000_000;

interface ListOptions {
  readonly limit?: string;
  readonly all?: true;
}

/** One page of the API, and how to ask for it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string;
}

export interface ListAction<Item, Options> extends Omit<ApiAction<Options>, "run"> {
  readonly columns: Columns<Item>;
  readonly read: (call: ApiCall<Options>, page: PageQuery) => Promise<Page<Item>>;
  /** Said where there is nothing: what to do next. */
  readonly whenEmpty?: string;
}

/** A command that prints a list of the API: a table for people, one JSON object a line for programs. */
export function listAction<Item, Options = object>(action: ListAction<Item, Options>): RunCommand {
  const { columns, read, whenEmpty = "Nothing.", addOptions, ...rest } = action;
  return apiAction<Options & ListOptions>({
    ...rest,
    addOptions: (command) => addListOptions(addOptions?.(command) ?? command),
    run: async (call) => {
      endWithReader();
      const table = new TableWriter(columns, process.stdout.columns);
      let left = wantedItems(call.options);
      let page: Page<Item> = { items: [], next: null };
      let count = 0;
      do {
        const cursor = page.next === null ? {} : { cursor: page.next };
        page = await read(call, { limit: Math.min(left, MAX_PAGE_ITEMS), ...cursor });
        count += page.items.length;
        left -= page.items.length;
        if (call.isJson) for (const item of page.items) await printJson(item);
        else if (count > 0) await table.write(page.items);
      } while (page.next !== null && left > 0);
      if (count === 0) talk(whenEmpty);
      else if (page.next !== null)
        talk(
          `There are more; give ${call.options.limit === undefined ? "--limit" : "a larger --limit"} or --all.`,
        );
    },
  });
}

function addListOptions(command: Command): Command {
  return command
    .option("--limit <number>", `at most so many (default: ${DEFAULT_ITEMS})`)
    .option("--all", "all of them");
}

function wantedItems({ limit, all }: ListOptions): number {
  if (all === true) return Number.POSITIVE_INFINITY;
  if (limit === undefined) return DEFAULT_ITEMS;
  return readWholeNumber(limit, { option: "--limit", min: 1, max: MAX_ITEMS });
}
