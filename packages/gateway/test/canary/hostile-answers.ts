import type { Socket } from "node:net";
import type { Markers } from "./markers.ts";

/** How a receiver treats one connection once the head of a request has arrived. */
export type Treatment = (socket: Socket, timesSeen: number) => void;

/** Treatments by the path of an endpoint. Whatever they say is marked: an answer may repeat what was sent. */
export function hostileAnswers(markers: Markers): Readonly<Record<string, Treatment>> {
  const marked = (status: string, headers = ""): string => {
    const body = `{"echo":"${markers.text("response body")}"}`;
    const head = `x-echo: ${markers.text("response header")}\r\n${headers}content-length: ${body.length}\r\n`;
    return `HTTP/1.1 ${status}\r\n${head}\r\n${body}`;
  };
  const target = `location: http://127.0.0.1:1/?token=${markers.text("redirect target")}\r\n`;
  return {
    delivered: always(marked("200 OK")),
    http_status: always(marked(`500 Oh ${markers.text("response reason")}`)),
    credentials_refused: always(
      marked("401 Unauthorized", `www-authenticate: ${markers.text("challenge")}\r\n`),
    ),
    gone: always(marked("410 Gone")),
    redirect_refused: always(marked("302 Found", target)),
    response_malformed: always(`HTTP/1.1 200 OK\r\nbroken ${markers.text("broken response")}\r\n\r\n`),
    timeout_attempt: () => {},
    interrupted: () => {},
    connection_reset: (socket) => void socket.resetAndDestroy(),
    "later-delivered": (socket, timesSeen) =>
      void socket.write(timesSeen > 1 ? marked("200 OK") : marked("503 Unavailable", "retry-after: 1\r\n")),
  };
}

function always(answer: string): Treatment {
  return (socket) => void socket.write(answer);
}
