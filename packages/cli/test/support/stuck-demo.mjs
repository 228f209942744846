// The demo as it is built, with a real gateway behind an address that never answers: it plays its first vendor until
// somebody stops it.
import { createServer } from "node:http";
import { runDemo } from "../../dist/commands/demo.js";
import { startGatewayProcess } from "../../dist/commands/demo/gateway-process.js";

process.exitCode = await runDemo(
  {},
  {
    stdout: process.stdout,
    stderr: process.stderr,
    startGateway: async (start) => {
      const gateway = await startGatewayProcess(start);
      const silent = createServer(() => {}).listen(0, "127.0.0.1");
      await new Promise((resolve) => silent.once("listening", resolve));
      return {
        url: `http://127.0.0.1:${silent.address().port}`,
        logLines: gateway.logLines,
        stop: async () => {
          silent.close();
          silent.closeAllConnections();
          return await gateway.stop();
        },
      };
    },
  },
);
