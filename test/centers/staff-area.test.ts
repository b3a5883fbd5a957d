import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Group, Person, SandboxMessage } from "../../src/sandbox/index.ts";
import { type CentersNetwork, startCentersNetwork } from "./network.ts";

describe("«Работа центра»", () => {
  let network: CentersNetwork;
  let owner: Person;
  let head: Person;
  let coordinator: Person;

  beforeAll(async () => {
    network = await startCentersNetwork();
    owner = await network.owner();
    const shadrinsk = { region: "Курганская обл.", name: "РЦ Шадринска" };
    head = await network.invited(
      owner,
      { ...shadrinsk, role: "Руководителем" },
      { first_name: "Анна", last_name: "Белова" },
    );
    coordinator = await network.invited(
      owner,
      { ...shadrinsk, role: "Координатором" },
      { first_name: "Пётр" },
    );
  });
  afterAll(() => network.close());

  async function open(person: Person): Promise<SandboxMessage> {
    const pressed = await person.press("Работа центра");
    return person.sees(/./, { after: pressed });
  }

  /** The URL button of «Подключить группу», as the head gets it. */
  async function connectLink(person: Person): Promise<string> {
    const opened = await open(person);
    const label = opened.buttons.flat().find((text) => text.startsWith("Подключить")) ?? "";
    await person.tap(opened, label);
    const shown = await person.sees("Группа для центра", {
      after: { message_id: opened.message_id - 1 },
    });
    const [button] = shown.reply_markup?.inline_keyboard.flat() ?? [];
    return button && "url" in button ? button.url : "";
  }

  async function connectedGroup(title: string): Promise<Group> {
    const group = network.sandbox.group({
      title,
      owner: head,
      members: [coordinator],
      forum: true,
    });
    await head.openLink(await connectLink(head), { group });
    await head.sees("Готово: здесь работает", { chat: group });
    return group;
  }

  test("shows an owner the whole network, with what is missing first", async () => {
    const screen = await open(owner);
    expect(screen.text).toMatch(/Центров: 18, из них на связи: 1/);
    expect(screen.text).toMatch(/Никто не подключён: .* и ещё 11/);
    expect(screen.text).toContain(
      "Нет рабочей группы, вопросы приходят в личные чаты: РЦ Шадринска",
    );
    expect(screen.buttons.flat()).toEqual([
      "Межрегиональный центр",
      "Курганская обл.",
      "Свердловская обл.",
      "Тюменская обл.",
      "Челябинская обл.",
      "ХМАО — Югра",
      "Пригласить сотрудника сети",
    ]);
  });

  test("shows a head their own center, and a coordinator no more than they may do", async () => {
    const seen = await open(head);
    expect(seen.text).toContain("Ресурсный центр НКО города Шадринска");
    expect(seen.text).toContain("• Анна Белова, руководитель");
    expect(seen.text).toContain("• Пётр, координатор");
    expect(seen.text).toContain("пн–пт 9:00–13:00, 14:00–18:00");
    expect(seen.buttons.flat()).toEqual(["Подключить группу", "Пригласить коллегу"]);
    expect((await open(coordinator)).buttons).toEqual([]);
  });

  test("shows the head of a regional center also the centers below", async () => {
    const region = { region: "Курганская обл.", name: "РЦ Курганской", role: "Руководителем" };
    const regional = await network.invited(owner, region, { first_name: "Игорь" });
    const list = await open(regional);
    expect(list.buttons.flat()).toEqual([
      "РЦ Курганской области",
      "РЦ Альменевского округа (не на связи)",
      "РЦ Шадринска",
    ]);
    await regional.tap(list, "РЦ Шадринска");
    const shown = regional.screen() as SandboxMessage;
    expect(shown.buttons.flat()).toEqual(["Подключить группу", "Пригласить коллегу", "Назад"]);
    await regional.tap(shown, "Назад");
    expect(regional.screen()?.text).toBe("Какой центр открыть?");
  });

  test("is not there for others, and invented buttons show them nothing", async () => {
    const stranger = network.sandbox.person({ first_name: "Иван" });
    await stranger.start();
    const shown = await stranger.sees("нечего сказать");
    const centerId = await network.centerId("shadrinsk");
    for (const data of [
      "c-home",
      "c-region:kurgan:0",
      "c-own:0",
      `c-center:${centerId}`,
      `c-connect:${centerId}`,
      `c-invite:${centerId}`,
      `c-invite-as:${centerId}:head`,
      "c-invite-staff",
    ]) {
      const { answer } = await stranger.tapData(shown, data);
      expect([data, answer?.text]).toEqual([
        data,
        "Это доступно только тем, кто работает в центре.",
      ]);
    }
    expect(stranger.messages()).toHaveLength(2);
    const { answer } = await head.tapData(await open(head), "c-center:1");
    expect(answer?.text).toBe(network.words("home-old-button"));
  });

  test("a link that was used says so to the next one", async () => {
    const opened = await open(owner);
    await owner.tap(opened, "Пригласить сотрудника сети");
    const { text = "" } = await owner.sees("Откройте ссылку", { after: opened });
    const link = /https:\S+/.exec(text)?.[0] ?? "";
    const [first, second] = ["Ольга", "Дарья"].map((first_name) =>
      network.sandbox.person({ first_name }),
    );
    await first?.openLink(link);
    await first?.sees("Теперь вы сотрудник сети");
    expect(first?.keyboard()).toEqual([["Меню"], ["Работа центра"]]);
    await second?.openLink(link);
    await second?.sees("По этой ссылке уже кто-то вошёл");
    expect(second?.keyboard()).toEqual([["Меню"]]);
  });

  test("connects a group with topics, which then says how to work there", async () => {
    const group = await connectedGroup("Вопросы Шадринска");
    const said = await head.sees("Готово: здесь работает РЦ Шадринска", { chat: group });
    expect(said.text).toContain("Всё настроено");
    await head.sees("Группа «Вопросы Шадринска» подключена");
    expect(await network.centers.deskPlaces(await network.centerId("shadrinsk"))).toEqual([
      { chatId: group.id, isGroup: true, hasTopics: true },
    ]);
    expect((await open(head)).text).toContain("Группа: «Вопросы Шадринска»");

    const asked = await coordinator.write("/help", { chat: group });
    const help = await coordinator.sees("Как здесь работать", { chat: group, after: asked });
    expect(help.text?.split("\n")).toHaveLength(4);
  });

  test("says what is missing in the group, and when it is done", async () => {
    const group = await connectedGroup("Права");
    group.demoteBot();
    const asked = await head.write("/help", { chat: group });
    await head.sees("Сделайте бота администратором", { chat: group, after: asked });
    group.setReactions(["👍"]);
    group.promoteBot({ can_manage_topics: true });
    const again = await head.write("/help", { chat: group });
    await head.sees("Разрешите реакции", { chat: group, after: again });
    group.setReactions("all");
    const third = await head.write("/help", { chat: group });
    await head.sees("Теперь всё настроено", { chat: group, after: third });
  });

  test("tells owner and head once when the bot is put out, and goes on in private chats", async () => {
    const group = await connectedGroup("Прощание");
    const before = owner.messages().length;
    group.kickBot();
    await head.sees("Бота больше нет в группе «Прощание»");
    await owner.sees("Бота больше нет в группе «Прощание»");
    await network.sandbox.whenIdle();
    expect(owner.messages()).toHaveLength(before + 1);
    const places = await network.centers.deskPlaces(await network.centerId("shadrinsk"));
    expect(places).toMatchObject([
      { chatId: head.id, isGroup: false },
      { chatId: coordinator.id, isGroup: false },
    ]);
    await head.tap(await head.sees("Бота больше нет"), "Открыть центр");
    await head.sees("бот не может туда писать");
    group.addBot(head);
    await network.sandbox.whenIdle();
    await expect
      .poll(async () => network.centers.deskPlaces(await network.centerId("shadrinsk")))
      .toMatchObject([{ chatId: group.id, hasTopics: false }]);
  });

  test("does not take a group from someone who hides behind it, and leaves the link whole", async () => {
    const group = network.sandbox.group({ title: "Тайна", owner: head, members: [] });
    group.setAnonymous(head, true);
    const link = await connectLink(head);
    await head.openLink(link, { group });
    await head.sees("Вы пишете от имени группы", { chat: group });
    group.setAnonymous(head, false);
    const token = new URL(link).searchParams.get("startgroup") ?? "";
    await head.write(`/start@${network.sandbox.botUsername} ${token}`, { chat: group });
    await head.sees("Готово: здесь работает", { chat: group });
    await coordinatorTries(group, token);
  });

  async function coordinatorTries(group: Group, token: string): Promise<void> {
    group.addMember(coordinator);
    const tried = await coordinator.write(`/start@${network.sandbox.botUsername} ${token}`, {
      chat: group,
    });
    await coordinator.sees("уже сработала", { chat: group, after: tried });
  }

  test("follows a group that becomes a supergroup", async () => {
    const group = await connectedGroup("Рост");
    const toChatId = group.id - 1_000_000;
    const date = Math.floor(network.sandbox.clock.now().getTime() / 1000);
    const chat = { id: group.id, type: "supergroup" as const, title: "Рост" };
    const from = { id: head.id, is_bot: false, first_name: head.first_name };
    network.sandbox.pushUpdate({
      message: { message_id: 900, date, chat, from, migrate_to_chat_id: toChatId },
    });
    await expect.poll(() => network.moved).toEqual([[group.id, toChatId]]);
    expect(await network.centers.groupByChat(group.id)).toBeUndefined();
    const known = await network.centers.groupByChat(toChatId);
    expect(known?.centers.map(({ code }) => code)).toEqual(["shadrinsk"]);
  });

  test("says in a group that nobody connected how to do it", async () => {
    const group = network.sandbox.group({
      title: "Чужая",
      owner: coordinator,
      members: [],
      botIsMember: true,
    });
    const asked = await coordinator.write("/help", { chat: group });
    const said = await coordinator.sees("пока не подключена", { chat: group, after: asked });
    const replied = await coordinator.write("А как?", { chat: group, replyTo: said });
    await coordinator.sees("пока не подключена", { chat: group, after: replied });
  });

  test("turns the pages of a region", async () => {
    const opened = await open(owner);
    await owner.tap(opened, "Свердловская обл.");
    const list = await owner.sees("Центров: 4", { after: { message_id: opened.message_id - 1 } });
    expect(list.buttons.flat()).toEqual([
      "РЦ Ирбита и округа (не на связи)",
      "РЦ Каменска-Уральского (не на связи)",
      "РЦ Нижнего Тагила (не на связи)",
      "РЦ Свердловской области (не на связи)",
      "Назад",
    ]);
    expect(list.text).toContain("Своего центра нет у 69 муниципалитетов");
    await owner.tap(list, "РЦ Ирбита и округа (не на связи)");
    const center = owner.screen();
    expect(center?.text).toContain("Территория: Ирбит, Ирбитский округ");
    await owner.tap(center as SandboxMessage, "Назад");
    expect(owner.screen()?.text).toContain("Свердловская обл.");
    await owner.tap(owner.screen() as SandboxMessage, "Назад");
    expect(owner.screen()?.text).toContain("Работа сети");
  });

  test("no update of all these failed", () => {
    expect(network.failures).toEqual([]);
  });
});
