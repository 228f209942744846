import type { AnswerOf, RouteName, Routes } from "@countersign/contract";

/** What a route answers, such as `Answer<"getEvent">`. */
export type Answer<Name extends RouteName> = AnswerOf<Routes[Name]>;

/** The routes that answer pages. */
export type ListName = {
  [Name in RouteName]: Answer<Name> extends {
    readonly items: readonly unknown[];
    readonly next: string | null;
  }
    ? Name
    : never;
}[RouteName];

/** One item of a list, such as `Item<"listEvents">`. */
export type Item<Name extends ListName> =
  Answer<Name> extends { readonly items: readonly (infer Each)[] } ? Each : never;
