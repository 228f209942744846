import { connect } from "node:net";

/** Announces a body, sends half of it once the server is reading, and goes away. */
export async function sendHalf(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const { hostname, port, pathname } = new URL(url);
  const lines = Object.entries({ host: hostname, "content-length": "100", ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.once("connect", resolve));
  socket.write(`POST ${pathname} HTTP/1.1\r\n${head}\r\n${"x".repeat(50)}`);
  // Long enough for the server to have read what there is; what matters is only that the rest never comes.
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
}
