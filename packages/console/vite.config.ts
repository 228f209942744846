import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { virtualRoutes } from "./virtual-routes.ts";

/** Where `npm run dev` finds a gateway: one started by `npm start` at the root, or another. */
const gateway = process.env["COUNTERSIGN_URL"] ?? "http://127.0.0.1:8420";

export default defineConfig({
  plugins: [react(), virtualRoutes()],
  // The gateway replaces it in each index.html that it sends, and names the same nonce in the policy.
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    target: "es2023",
    // A data: URL of a font or a style would need a wider policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // What the size check reads: which chunks the first paint needs.
    manifest: true,
  },
  server: { proxy: { "/api": gateway, "/in": gateway } },
});
