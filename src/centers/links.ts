const staffPrefix = "i_";
const groupPrefix = "g_";
/** The rights that «Подключить группу» asks for; Bot API, "Deep linking", admin rights. */
const askedRights = ["manage_topics", "delete_messages", "pin_messages"];

export type LinkPayload = { purpose: "staff" | "group"; token: string };

/** The link through which a colleague joins. */
export function staffLink(botUsername: string, token: string): string {
  return `https://t.me/${botUsername}?start=${staffPrefix}${token}`;
}

/** The link that adds the bot to a group of one's choice, as an administrator. */
export function groupLink(botUsername: string, token: string): string {
  const admin = askedRights.join("+");
  return `https://t.me/${botUsername}?startgroup=${groupPrefix}${token}&admin=${admin}`;
}

/** Reads the parameter of /start; undefined for what is none of our links. */
export function readPayload(payload: string): LinkPayload | undefined {
  const match = /^([ig]_)([\w-]{1,62})$/.exec(payload.trim());
  if (!match) return undefined;
  const [, prefix, token = ""] = match;
  return { purpose: prefix === groupPrefix ? "group" : "staff", token };
}
