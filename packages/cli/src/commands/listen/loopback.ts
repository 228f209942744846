/** Only this machine can connect: what arrives may be patients' data. A tunnel runs on this machine too. */
export const LOOPBACK = "127.0.0.1";
