/** A request, however odd. */
export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a sender signs, and the names under which the three headers go out. */
export interface Signed {
  readonly id: string;
  readonly seconds: number;
  readonly body: Buffer;
}

/** Another implementation of Standard Webhooks beside this library, both at the fake present. */
export interface Peer {
  /** Package and version. */
  readonly name: string;
  /** What the peer's headers begin with: `webhook-` or a brand of its own. */
  readonly headerPrefix: string;
  /** The peer's verdict on the signature. The caller sets the clock, because the peer takes none. */
  readonly accepts: (sent: Sent, secret: string) => boolean;
  /** The text of one signature by the peer. */
  readonly sign: (signed: Signed, secret: string) => string;
  /** This library's verdict as a code; `accepted` for an acceptance. */
  readonly ourCode: (sent: Sent, secret: string) => string;
  /** The headers that this library sends. */
  readonly ourHeaders: (signed: Omit<Signed, "seconds">, secret: string) => Readonly<Record<string, string>>;
}

export const SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
