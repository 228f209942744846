// What the packages are checked with: exact versions, so that a red run is about us.

/** Lines that the packages promise to run on, oldest first; the first is the least of `engines`. */
export const NODES = { "node-20": "20.19.0", "node-22": "22.23.3", "node-24": "24.21.0" };

/** Compilers that read the declarations. */
export const COMPILERS = { "typescript-5.9": "5.9.3", "typescript-6": "6.0.3", "typescript-7": "7.0.2" };

/** Types of Node for users of the oldest line. */
export const NODE_TYPES = "20.19.43";

/** Next.js and what it needs beside it; its own compiler is the one of this machine. */
export const NEXT = {
  next: "16.4.6",
  [`@next/swc-${process.platform}-${process.arch}-gnu`]: "16.4.6",
  react: "19.3.1",
  "react-dom": "19.3.1",
};

/** Machines for which Node is published as a package of the registry. */
const MACHINES_WITH_NODES = ["linux-x64", "linux-arm64"];

const machine = `${process.platform}-${process.arch}`;

/** Whether this machine can have the other lines of Node. */
export const hasNodes = MACHINES_WITH_NODES.includes(machine);

/** The packages of `NODES` for this machine: name → what to install under it. */
export function nodePackages() {
  const entries = Object.entries(NODES).map(([name, version]) => [name, `npm:node-${machine}@${version}`]);
  return Object.fromEntries(hasNodes ? entries : []);
}
