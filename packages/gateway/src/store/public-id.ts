import type { DeliveryKey, EventKey } from "./engine.ts";

/** Crockford's base32, lower case: no i, l, o, u. Digits before letters, so that texts sort like numbers. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const BASE = ALPHABET.length;
const BITS_PER_CHARACTER = 5;
const NUMBERS = new Map(Array.from(ALPHABET, (character, number) => [character, number]));

/** Numbers are written in two parts, because bit operations know 32 bits only. */
const LOW_WIDTH = 5;
const LOW_RANGE = BASE ** LOW_WIDTH;

/** 48 bits in 10 characters of 5 bits, 32 bits in 7. */
const WIDTH_OF_48_BITS = 10;
const WIDTH_OF_32_BITS = 7;
const MAX_48_BITS = 2 ** 48 - 1;
const MAX_32_BITS = 2 ** 32 - 1;

const EVENT_ID = /^evt_([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{10})$/;
const REPLAY_ID = /^rpl_([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{10})$/;
const QUARANTINE_ID = /^qua_([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{10})$/;
const DELIVERY_ID = /^dlv_([0-9a-hjkmnp-tv-z]{10})([0-9a-hjkmnp-tv-z]{7})([0-9a-hjkmnp-tv-z]{10})$/;

/** `evt_`, the time it was received, its row: ids sort by time. */
export function formatEventId(event: EventKey): string {
  return `evt_${encode(event.receivedAt, WIDTH_OF_48_BITS)}${encode(event.id, WIDTH_OF_48_BITS)}`;
}

/** Gives what the id says, or undefined for anything {@link formatEventId} does not write. */
export function parseEventId(text: string): EventKey | undefined {
  const match = EVENT_ID.exec(text);
  if (match === null) return undefined;
  const receivedAt = decode(match[1], MAX_48_BITS);
  const id = decode(match[2], MAX_48_BITS);
  return receivedAt === undefined || id === undefined ? undefined : { receivedAt, id };
}

/** `qua_`, the time it was received, its row: ids sort by time. */
export function formatQuarantineId(quarantined: EventKey): string {
  return `qua_${encode(quarantined.receivedAt, WIDTH_OF_48_BITS)}${encode(quarantined.id, WIDTH_OF_48_BITS)}`;
}

/** Gives what the id says, or undefined for anything {@link formatQuarantineId} does not write. */
export function parseQuarantineId(text: string): EventKey | undefined {
  const match = QUARANTINE_ID.exec(text);
  if (match === null) return undefined;
  const receivedAt = decode(match[1], MAX_48_BITS);
  const id = decode(match[2], MAX_48_BITS);
  return receivedAt === undefined || id === undefined ? undefined : { receivedAt, id };
}

/** `dlv_`, the time it was made, its endpoint, its number there: ids sort by time. */
export function formatDeliveryId(delivery: DeliveryKey): string {
  const time = encode(delivery.createdAt, WIDTH_OF_48_BITS);
  return `dlv_${time}${encode(delivery.endpointId, WIDTH_OF_32_BITS)}${encode(delivery.id, WIDTH_OF_48_BITS)}`;
}

/** Gives what the id says, or undefined for anything {@link formatDeliveryId} does not write. */
export function parseDeliveryId(text: string): DeliveryKey | undefined {
  const match = DELIVERY_ID.exec(text);
  if (match === null) return undefined;
  const createdAt = decode(match[1], MAX_48_BITS);
  const endpointId = decode(match[2], MAX_32_BITS);
  const id = decode(match[3], MAX_48_BITS);
  if (createdAt === undefined || endpointId === undefined || id === undefined) return undefined;
  return { createdAt, endpointId, id };
}

/** Identifies a replay towards the outside. */
export interface ReplayKey {
  readonly id: number;
  readonly createdAt: number;
}

/** `rpl_`, the time it was made, its row: ids sort by time. */
export function formatReplayId(replay: ReplayKey): string {
  return `rpl_${encode(replay.createdAt, WIDTH_OF_48_BITS)}${encode(replay.id, WIDTH_OF_48_BITS)}`;
}

/** Gives what the id says, or undefined for anything {@link formatReplayId} does not write. */
export function parseReplayId(text: string): ReplayKey | undefined {
  const match = REPLAY_ID.exec(text);
  if (match === null) return undefined;
  const createdAt = decode(match[1], MAX_48_BITS);
  const id = decode(match[2], MAX_48_BITS);
  return createdAt === undefined || id === undefined ? undefined : { createdAt, id };
}

/** @param width at least {@link LOW_WIDTH}. */
function encode(value: number, width: number): string {
  return digits(Math.floor(value / LOW_RANGE), width - LOW_WIDTH) + digits(value % LOW_RANGE, LOW_WIDTH);
}

/** Of a number that bit operations can take. */
function digits(value: number, width: number): string {
  let text = "";
  for (let shift = (width - 1) * BITS_PER_CHARACTER; shift >= 0; shift -= BITS_PER_CHARACTER) {
    text += ALPHABET.charAt((value >>> shift) & (BASE - 1));
  }
  return text;
}

function decode(text: string | undefined, max: number): number | undefined {
  if (text === undefined) return undefined;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    value = value * BASE + (NUMBERS.get(text.charAt(index)) ?? 0);
  }
  return value <= max ? value : undefined;
}
