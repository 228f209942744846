// Preloaded (`node --import`) into the real command, so that a test can stand between it and its store although the
// product has no option for that. The module of the wrapper is named by an environment variable.
import { register } from "node:module";

register("./hooks.mjs", import.meta.url, { data: { wrapper: process.env.TEST_STORE_WRAPPER } });
