/** How one filter is asked for and checked. */
export type Filter =
  | {
      readonly kind: "text";
      readonly label: string;
      readonly placeholder?: string;
      /** What the API takes; anything else in a URL is left out. */
      readonly pattern: RegExp;
    }
  | {
      readonly kind: "choice";
      readonly label: string;
      /** Value and word. The way to none of them is added. */
      readonly choices: Readonly<Record<string, string>>;
      /** The word for none of them. Default "any". */
      readonly unset?: string;
    };

export type Filters = Readonly<Record<string, Filter>>;

/** The filters that are set, as they stand in the URL: every value a text, none of them empty. */
export type FilterValues<F extends Filters> = { readonly [Name in keyof F]?: string };

/** Gives the table back with its exact type. */
export function defineFilters<const F extends Filters>(filters: F): F {
  return filters;
}

/** Reads the filters of a URL. What is unknown or not as it should be is left out: an old link still opens. */
export function readFilters<F extends Filters>(
  filters: F,
  search: Readonly<Record<string, unknown>>,
): FilterValues<F> {
  const found = Object.entries(filters).flatMap(([name, filter]) => {
    const value = search[name];
    return typeof value === "string" && isAllowed(filter, value) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found) as FilterValues<F>;
}

/** Whether a filter takes this value. */
export function isAllowed(filter: Filter, value: string): boolean {
  return filter.kind === "choice" ? Object.hasOwn(filter.choices, value) : filter.pattern.test(value);
}
