import type { Engine } from "./engine.ts";

/** The calls of an engine that are one transaction each. */
export type OperationName = Exclude<keyof Engine, "isShared" | "failed" | "close">;

export type OperationInput<Name extends OperationName> = Parameters<Engine[Name]>;
export type OperationOutput<Name extends OperationName> = Awaited<ReturnType<Engine[Name]>>;
