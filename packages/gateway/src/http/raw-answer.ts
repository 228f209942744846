import { STATUS_CODES } from "node:http";
import type { ConstantAnswer } from "./answers.ts";

/** A constant answer as the bytes of a last HTTP/1.1 response, for connections without a usable request. */
export function rawAnswer(answer: ConstantAnswer): string {
  const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const status = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? "Error"}\r\n`;
  return `${status}${headers.join("")}connection: close\r\n\r\n${answer.body}`;
}
