import { readBotLink } from "../bot-link.ts";
import type { BotRights, Group, SandboxMessage } from "../contract.ts";
import { joinGroup, setRights } from "../membership.ts";
import { hasRight, isAdministrator, isIn, isPermitted } from "../rights.ts";
import { chatOf } from "../world.ts";
import type { Stage } from "./stage.ts";
import { write } from "./writing.ts";

const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Follows a deep link as a client does: `start` sends "/start payload" in the private chat; `startgroup` puts the bot
 * into the chosen group (with the rights asked for) and sends "/start@bot payload" there.
 */
export function openLink(
  stage: Stage,
  person: number,
  address: string,
  group: Group | undefined,
  start: (payload: string) => SandboxMessage,
): SandboxMessage | undefined {
  const { world } = stage;
  const username = world.bot.username ?? "";
  const link = readBotLink(address, username);
  if (!link) throw new Error(`${address} is no link of the bot @${username}.`);
  for (const payload of [link.start, link.startGroup]) {
    if (payload && !PAYLOAD.test(payload))
      throw new Error(`Clients drop the payload "${payload}".`);
  }
  if (link.startGroup === undefined) return start(link.start ?? "");
  if (!group) throw new Error("A startgroup link needs a group to be chosen.");
  bringBot(stage, person, group.id, link.admin);
  if (link.startGroup === "") return undefined;
  return write(stage, person, `/start@${username} ${link.startGroup}`, { chat: group.id });
}

function bringBot(
  stage: Stage,
  person: number,
  group: number,
  rights: BotRights | undefined,
): void {
  const chat = chatOf(stage.world, group);
  const { bot } = stage.world;
  const member = chat.members.get(person);
  if (!isIn(member)) throw new Error(`Person ${person} is not in «${chat.title}».`);
  if (rights) {
    if (!hasRight(member, "can_promote_members")) {
      throw new Error(`Person ${person} may not make administrators in «${chat.title}».`);
    }
    return setRights(stage, chat, bot.id, { by: person, rights });
  }
  if (!isAdministrator(member) && !isPermitted(chat, person, "can_invite_users")) {
    throw new Error(`Person ${person} may not add anybody to «${chat.title}».`);
  }
  joinGroup(stage, chat, bot.id, { by: person });
}
