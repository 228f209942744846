// Gives whoever opens the store one that the test's wrapper has put its hands on.

const STORE_MODULE = "/dist/store/sqlite/open-sqlite-store.js";

let wrapper = "";

/** @param {{ wrapper: string }} data */
export function initialize(data) {
  wrapper = data.wrapper;
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(STORE_MODULE)) return await nextLoad(url, context);
  const source = `
    import { openSqliteStore as open } from ${JSON.stringify(`${url}?unwrapped`)};
    import { wrapStore } from ${JSON.stringify(wrapper)};
    export async function openSqliteStore(options) { return wrapStore(await open(options)); }
  `;
  return { format: "module", shortCircuit: true, source };
}
