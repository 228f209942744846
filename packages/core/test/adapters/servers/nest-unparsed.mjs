import { startNest } from "./nest.mjs";

/** @param {import("../framework.ts").Setup} setup */
export const start = (setup) => startNest(setup, { bodyParser: setup.isBodyTaken });
