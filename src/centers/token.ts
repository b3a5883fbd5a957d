import { createHash, randomBytes } from "node:crypto";

/** A secret for a link: 32 characters that Telegram allows in a start parameter. */
export function createToken(): string {
  return randomBytes(24).toString("base64url");
}

/** What we keep of a token. It is random and long, so a plain hash cannot be turned back. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
