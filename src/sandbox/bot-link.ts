import type { BotRights } from "./contract.ts";

/** What a deep link of the bot asks for. */
export interface BotLink {
  start?: string;
  startGroup?: string;
  /** Rights that the link asks for. */
  admin?: BotRights;
}

/** Reads a deep link (https://core.telegram.org/api/links#bot-links); undefined for any other address. */
export function readBotLink(address: string, botUsername: string): BotLink | undefined {
  const url = URL.parse(address);
  if (!url) return undefined;
  const { searchParams, protocol, hostname, pathname } = url;
  const name = protocol === "tg:" ? searchParams.get("domain") : pathname.slice(1);
  const isTelegram =
    protocol === "tg:" ? hostname === "resolve" : /^(t|telegram)\.me$/.test(hostname);
  if (!isTelegram || name?.toLowerCase() !== botUsername.toLowerCase()) return undefined;
  const start = searchParams.get("start");
  const startGroup = searchParams.get("startgroup");
  const admin = searchParams.get("admin");
  return {
    ...(start !== null && { start }),
    ...(startGroup !== null && { startGroup }),
    ...(admin !== null && { admin: rightsNamed(admin) }),
  };
}

function rightsNamed(names: string): BotRights {
  const rights = names.split(/[\s+]+/).filter(Boolean);
  return Object.fromEntries(rights.map((name) => [`can_${name}`, true]));
}
