import type { Group, Person, Sandbox, SandboxMessage } from "../sandbox/index.ts";
import { sees } from "./eyes.ts";
import type { Cast } from "./people.ts";

/** The groups where centers of the demo network work. */
export interface Groups {
  ural: Group;
  kurgan: Group;
  sverdlovsk: Group;
  chelyabinsk: Group;
  khmao: Group;
  shadrinsk: Group;
}

/** A center as the bot's buttons call it. */
interface CenterName {
  region: string;
  name: string;
}

const network = "Межрегиональный центр";
const centers = {
  ural: { region: network, name: "Уральский межрегиональный РЦ" },
  tyumen: { region: "Тюменская обл.", name: "РЦ Тюменской области" },
  kurgan: { region: "Курганская обл.", name: "РЦ Курганской области" },
  sverdlovsk: { region: "Свердловская обл.", name: "РЦ Свердловской области" },
  chelyabinsk: { region: "Челябинская обл.", name: "РЦ Челябинской области" },
  khmao: { region: "ХМАО", name: "РЦ Югры" },
  shadrinsk: { region: "Курганская обл.", name: "РЦ Шадринска" },
  almenevo: { region: "Курганская обл.", name: "РЦ Альменевского округа" },
} satisfies Record<string, CenterName>;

/** Makes the groups, or finds those of an earlier run. The bot is in none of them yet. */
export function gatherGroups(sandbox: Sandbox, cast: Cast): Groups {
  const group = (number: number, title: string, people: [Person, ...Person[]], forum = false) => {
    const [owner, ...members] = people;
    return sandbox.group({ id: -1_002_000_000_100 - number, title, owner, members, forum });
  };
  return {
    ural: group(1, "Уральский РЦ и Тюмень", [cast.ural, cast.uralColleague]),
    kurgan: group(2, "РЦ Курганской области", [cast.kurganHead, cast.marina]),
    sverdlovsk: group(3, "РЦ Свердловской области", [cast.sverdlovsk]),
    chelyabinsk: group(4, "РЦ Челябинской области", [cast.chelyabinsk]),
    khmao: group(5, "РЦ Югры", [cast.khmao]),
    shadrinsk: group(6, "РЦ Шадринска: вопросы", [cast.shadrinskHead, cast.olga], true),
  };
}

/**
 * Brings the people of the centers in and connects their groups, each by their own taps and links.
 *
 * @param ownerLink the link that the start of the bot has printed.
 */
export async function staffNetwork(cast: Cast, groups: Groups, ownerLink: string): Promise<void> {
  const { owner } = cast;
  await owner.openLink(ownerLink);
  await sees(owner, "Добро пожаловать");

  const heads: [CenterName, Person][] = [
    [centers.ural, cast.ural],
    [centers.tyumen, cast.ural],
    [centers.kurgan, cast.kurganHead],
    [centers.sverdlovsk, cast.sverdlovsk],
    [centers.chelyabinsk, cast.chelyabinsk],
    [centers.khmao, cast.khmao],
    [centers.shadrinsk, cast.shadrinskHead],
    [centers.almenevo, cast.rustam],
  ];
  for (const [center, head] of heads) await join(head, await inviteHead(owner, center));

  // one head after another: each has one chat with the bot, and the bot serves one at a time there
  for (const center of [centers.ural, centers.tyumen])
    await bringTeam(center, cast.ural, groups.ural, cast.uralColleague);
  await Promise.all([
    connectGroup(centers.sverdlovsk, cast.sverdlovsk, groups.sverdlovsk),
    connectGroup(centers.chelyabinsk, cast.chelyabinsk, groups.chelyabinsk),
    connectGroup(centers.khmao, cast.khmao, groups.khmao),
    bringTeam(centers.kurgan, cast.kurganHead, groups.kurgan, cast.marina),
    bringTeam(centers.shadrinsk, cast.shadrinskHead, groups.shadrinsk, cast.olga),
  ]);
}

async function bringTeam(
  center: CenterName,
  head: Person,
  group: Group,
  colleague: Person,
): Promise<void> {
  await connectGroup(center, head, group);
  await join(colleague, await inviteColleague(center, head));
}

/** The owner opens the center and invites its head; returns the link to pass on. */
async function inviteHead(owner: Person, { region, name }: CenterName): Promise<string> {
  const opened = await owner.press("Работа центра");
  const regions = await sees(owner, "Работа сети", { after: opened });
  await owner.tap(regions, buttonWith(regions, region));
  const list = await sees(owner, "Выберите центр", { after: opened });
  await owner.tap(list, buttonWith(list, name));
  await owner.tap(await sees(owner, "Кто отвечает", { after: opened }), "Пригласить коллегу");
  await owner.tap(await sees(owner, "кем пригласить", { after: opened }), "Руководителем");
  return linkIn(await sees(owner, "Откройте ссылку", { after: opened }));
}

async function inviteColleague(center: CenterName, head: Person): Promise<string> {
  const opened = await openCenter(center, head);
  await head.tap(opened, "Пригласить коллегу");
  await head.tap(await sees(head, "кем пригласить", from(opened)), "Координатором");
  return linkIn(await sees(head, "Откройте ссылку", from(opened)));
}

async function connectGroup(center: CenterName, head: Person, group: Group): Promise<void> {
  const opened = await openCenter(center, head);
  await head.tap(opened, buttonWith(opened, "Подключить"));
  const screen = await sees(head, "Выбрать группу", from(opened));
  await head.openLink(addressIn(screen), { group });
  await sees(head, `Группа «${group.title}» подключена: ${center.name}`);
}

/** The screen of a center; a head of several, or of one with others below, chooses first. */
async function openCenter({ name }: CenterName, head: Person): Promise<SandboxMessage> {
  const pressed = await head.press("Работа центра");
  const first = await sees(head, /Кто отвечает|Какой центр/, { after: pressed });
  if (first.text?.includes("Кто отвечает")) return first;
  await head.tap(first, buttonWith(first, name));
  return sees(head, "Кто отвечает", { after: pressed });
}

async function join(colleague: Person, link: string): Promise<void> {
  const opened = await colleague.openLink(link);
  const after = opened ? { after: opened } : {};
  await sees(colleague, "Добро пожаловать", after);
  await sees(colleague, /Кто отвечает|Какой центр/, after);
}

/** That message, also changed, and what came after it. */
function from({ message_id }: SandboxMessage) {
  return { after: { message_id: message_id - 1 } };
}

/** A button's whole text by its beginning: after a center's name there may be a remark. */
function buttonWith(message: SandboxMessage, beginning: string): string {
  return message.buttons.flat().find((text) => text.startsWith(beginning)) ?? beginning;
}

function linkIn({ text = "" }: SandboxMessage): string {
  return /https:\S+/.exec(text)?.[0] ?? "";
}

function addressIn({ reply_markup }: SandboxMessage): string {
  const buttons = reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.flatMap((button) => ("url" in button ? [button.url] : []))[0] ?? "";
}
