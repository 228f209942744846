// Gives whoever opens the store one that the test's wrapper has put its hands on.

/** By the end of a module's URL, the function in it that opens a store. */
const OPENERS = {
  "/dist/store/sqlite/open-sqlite-store.js": "openSqliteStore",
  "/dist/store/postgres/open-postgres-store.js": "openPostgresStore",
};

let wrapper = "";

/** @param {{ wrapper: string }} data */
export function initialize(data) {
  wrapper = data.wrapper;
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, nextLoad) {
  const opener = Object.entries(OPENERS).find(([end]) => url.endsWith(end))?.[1];
  if (opener === undefined) return await nextLoad(url, context);
  const source = `
    import { ${opener} as open } from ${JSON.stringify(`${url}?unwrapped`)};
    import { wrapStore } from ${JSON.stringify(wrapper)};
    export async function ${opener}(options) { return wrapStore(await open(options)); }
  `;
  return { format: "module", shortCircuit: true, source };
}
