// A replay store on Redis (or Valkey), over a plain socket: the three commands are all there is to it.
import { createRedisConnection } from "./redis-connection.mjs";

const IN_PROGRESS = "in_progress";
const DONE = "done";

// A handler that outlasted its lease must not undo what another one completed, so looking and deleting are one step.
const FORGET_RESERVATION = `if redis.call("GET", KEYS[1]) == "${IN_PROGRESS}" then return redis.call("DEL", KEYS[1]) end return 0`;

/**
 * @param {{ host?: string, port?: number, prefix?: string }} [options] `prefix` goes before every key.
 * @returns {import("countersign/replay").ReplayStore & AsyncDisposable}
 */
export function createRedisReplayStore({ prefix = "countersign:", ...address } = {}) {
  const redis = createRedisConnection(address);
  return {
    async reserve(key, leaseMs) {
      // NX looks and writes in one step: of many processes exactly one is told OK.
      const reserved = await redis.send("SET", prefix + key, IN_PROGRESS, "NX", "PX", String(leaseMs));
      if (reserved === "OK") return "reserved";
      return (await redis.send("GET", prefix + key)) === DONE ? "done" : "in_progress";
    },
    async complete(key, keepMs) {
      await redis.send("SET", prefix + key, DONE, "PX", String(keepMs));
    },
    async fail(key) {
      await redis.send("EVAL", FORGET_RESERVATION, "1", prefix + key);
    },
    async [Symbol.asyncDispose]() {
      redis.close();
    },
  };
}
