import { startNest } from "./nest.mjs";

/** @param {import("../suite.ts").Setup} setup */
export const start = (setup) => startNest(setup, { bodyParser: setup.isBodyTaken });
