export {
  createMemoryReplayStore,
  type MemoryReplayStore,
  type MemoryReplayStoreOptions,
} from "./memory-replay-store.ts";
export { replayKey } from "./replay-key.ts";
export type { ReplayStore, Reservation } from "./replay-store.ts";
