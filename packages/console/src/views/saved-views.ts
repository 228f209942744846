import { useSyncExternalStore } from "react";
import { readKept, keep } from "../preferences/kept-text.ts";

/** Filters of a list under a name that somebody gave them. */
export interface SavedView {
  readonly name: string;
  readonly filters: Readonly<Record<string, string>>;
}

/** Whose they are: names of sources mean nothing in another organization, and are not for its people. */
export interface ViewPlace {
  readonly organization: string;
  readonly list: string;
}

/** As many as a person finds again in one choice. */
export const MAX_VIEWS = 30;
export const MAX_NAME_CHARACTERS = 40;
const MAX_FILTERS = 20;
const MAX_FILTER_CHARACTERS = 300;

const listeners = new Set<() => void>();

/** The views of a list that this browser keeps, by name; again whenever they change. */
export function useSavedViews(place: ViewPlace): readonly SavedView[] {
  const text = useSyncExternalStore(subscribe, () => readKept(keyOf(place)) ?? "");
  return parseViews(text);
}

/** Keeps a view, instead of an earlier one of the same name. */
export function saveView(place: ViewPlace, view: SavedView): void {
  const others = without(place, view.name).slice(0, MAX_VIEWS - 1);
  write(place, [...others, view]);
}

export function forgetView(place: ViewPlace, name: string): void {
  write(place, without(place, name));
}

/** Whether two sets of filters find the same. */
export function areSameFilters(one: SavedView["filters"], other: SavedView["filters"]): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => one[name] === other[name]);
}

/** Reads what was kept. Whatever somebody else wrote there is passed over. */
export function parseViews(text: string): readonly SavedView[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[])
    .filter(isView)
    .slice(0, MAX_VIEWS)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function isView(value: unknown): value is SavedView {
  if (typeof value !== "object" || value === null || !("name" in value) || !("filters" in value))
    return false;
  const { name, filters } = value;
  if (typeof name !== "string" || name === "" || name.length > MAX_NAME_CHARACTERS) return false;
  if (typeof filters !== "object" || filters === null || Array.isArray(filters)) return false;
  const values: readonly unknown[] = Object.values(filters);
  return (
    values.length <= MAX_FILTERS &&
    values.every((each) => typeof each === "string" && each.length <= MAX_FILTER_CHARACTERS)
  );
}

function without(place: ViewPlace, name: string): readonly SavedView[] {
  return parseViews(readKept(keyOf(place)) ?? "").filter((each) => each.name !== name);
}

function write(place: ViewPlace, views: readonly SavedView[]): void {
  keep(keyOf(place), JSON.stringify(views));
  for (const listener of listeners) listener();
}

function keyOf({ organization, list }: ViewPlace): string {
  return `countersign-views ${organization} ${list}`;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
